"""The desk's answers about files: points and pictures in, samples out."""

from __future__ import annotations

import io

import numpy as np
import torch
from torch import Generator, Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.components import Component, MixtureTarget
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.picture import picture_mixture
from scorescape.models.targets.point_files import read_points
from scorescape.models.targets.points import FITTED_EDGE, Scaling, kernel_estimate, lie_in_the_box, place, silverman
from scorescape.models.targets.spec import build_target

from ..protocol.files import ImportedPicture, ImportedPoints, PictureQuery, PointsQuery, SamplesQuery
from .base64_of import base64_of

MOST_SHOWN = 3_000


def points(question: tuple[bytes, PointsQuery]) -> str:
    """Errors: those of `read_points` and `place`."""
    data, query = question
    table = read_points(data)
    can_keep = lie_in_the_box(table.points)
    placed = place(table.points, query.scaling or _scaling(table.points, can_keep))
    rule = silverman(placed.points)
    bandwidth = query.bandwidth_factor * rule
    step = max(1, len(placed.points) // MOST_SHOWN)
    return ImportedPoints(
        n_points=len(placed.points),
        left_out=table.left_out,
        columns=table.columns,
        scaling="keep" if placed.scale == 1 and placed.centre == (0, 0) else "fit",
        can_keep=can_keep,
        scale=placed.scale,
        centre=placed.centre,
        silverman=rule,
        bandwidth=bandwidth,
        target=_written(kernel_estimate(placed.points, bandwidth)),
        shown=base64_of(placed.points[::step].float()),
    ).model_dump_json()


def _scaling(points: Tensor, can_keep: bool) -> Scaling:
    """Points that fill a good part of the box were made for it."""
    edge = float((points.amax(0) - points.amin(0)).max())
    return "keep" if can_keep and edge > FITTED_EDGE / 3 else "fit"


def picture(question: tuple[bytes, PictureQuery]) -> str:
    """Errors: those of `picture_mixture`, and a body that is not one byte a pixel."""
    data, query = question
    if len(data) != query.width * query.height:
        raise InvalidInput("picture", f"A picture of {query.width} x {query.height} takes as many bytes; send them.")
    ink = torch.frombuffer(bytearray(data), dtype=torch.uint8).reshape(query.height, query.width)
    return ImportedPicture(target=_written(picture_mixture(ink))).model_dump_json()


def _written(mixture: GaussianMixture) -> MixtureTarget:
    """Rounded to what a link carries exactly: a thousandth of a world unit, four or five digits of the rest."""
    largest = float(mixture.weights.max())
    rows = zip(mixture.weights.tolist(), mixture.means.tolist(), mixture.scales.tolist(), strict=True)
    return MixtureTarget(
        components=[
            Component(weight=float(f"{w / largest:.5g}"), mean=(round(x, 3), round(y, 3)), scale=float(f"{s:.4g}"))
            for w, (x, y), s in rows
        ]
    )


def samples(query: SamplesQuery) -> bytes:
    """The file's bytes."""
    drawn = build_target(query.target).sample(query.n, Generator().manual_seed(query.seed))
    if query.format == "csv":
        return ("x,y\n" + "".join(f"{x!r},{y!r}\n" for x, y in drawn.tolist())).encode()
    stream = io.BytesIO()
    np.save(stream, drawn.numpy(), allow_pickle=False)
    return stream.getvalue()
