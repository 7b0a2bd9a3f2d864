"""The desk's answers about files: points and pictures in, samples out."""

from __future__ import annotations

import io

import numpy as np
import torch
from torch import Generator, Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.far_points import FarPoints
from scorescape.models.targets.imports import PointsQuery, TableQuery, far_sentence, import_points
from scorescape.models.targets.picture import picture_mixture
from scorescape.models.targets.picture_files import read_ink
from scorescape.models.targets.point_files import read_table
from scorescape.models.targets.spec import build_target
from scorescape.models.targets.tables.columns import roles_of
from scorescape.models.targets.tables.table import SHOWN_ROWS, Table
from scorescape.models.targets.written import written

from ..protocol.files import (
    FarInfo,
    FileColumn,
    FileTable,
    ImportedPicture,
    ImportedPoints,
    LeftOut,
    PictureQuery,
    SamplesQuery,
)
from .base64_of import base64_of

MOST_SHOWN = 3_000
# beyond it a name is cut
MOST_LETTERS = 80


def table(question: tuple[bytes, TableQuery]) -> str:
    """What can be chosen of a file, also where no density comes of it. Errors: those of `read_table`."""
    data, query = question
    return _table(read_table(data, query.choices)).model_dump_json()


def points(question: tuple[bytes, PointsQuery]) -> str:
    """Errors: those of `import_points`."""
    data, query = question
    found = import_points(data, query)
    step = max(1, len(found.points) // MOST_SHOWN)
    return ImportedPoints(
        table=_table(found.read.table),
        x=found.read.x,
        y=found.read.y,
        columns=found.read.columns,
        n_rows=found.read.left_out + len(found.read.points),
        n_points=len(found.points),
        left_out=found.read.left_out,
        reasons=[LeftOut(rows=rows, what=what) for what, rows in found.read.reasons.items()],
        far=_far(found.far, found.left_out_far),
        scaling=found.scaling,
        can_keep=found.can_keep,
        scale=found.placed.scale,
        centre=found.placed.centre,
        unequal=found.placed.unequal,
        silverman=found.rule,
        best_factor=found.best,
        bandwidth_factor=found.factor,
        bandwidth=found.bandwidth,
        narrowest=found.narrow_rule,
        target=found.target,
        shown=base64_of(found.points[::step].float()),
    ).model_dump_json()


def _far(far: FarPoints | None, left_out: bool) -> FarInfo | None:
    if far is None:
        return None
    return FarInfo(points=far.n, spreads=far.spreads, value=far.value, left_out=left_out, question=far_sentence(far))


def _table(read: Table) -> FileTable:
    names = [read.name(index)[:MOST_LETTERS] for index in range(len(read.columns))]
    columns = [
        FileColumn(name=name, numeric=column.numeric, role=role)
        for name, column, role in zip(names, read.columns, roles_of(read.columns), strict=True)
    ]
    shown = [[_at(column.cells, row)[:MOST_LETTERS] for column in read.columns] for row in range(SHOWN_ROWS)]
    form = read.form
    return FileTable(
        columns=columns,
        rows=[row for row in shown if any(row)],
        delimiter=form.delimiter,
        decimal=form.decimal,
        encoding=form.encoding,
        header=form.header,
        orientation=form.orientation,
    )


def _at(cells: tuple[str, ...], row: int) -> str:
    return cells[row] if row < len(cells) else ""


def picture(question: tuple[bytes, PictureQuery]) -> str:
    """Errors: those of `read_ink` and `picture_mixture`, and a body that is not one byte a pixel where it must be."""
    data, query = question
    ink = read_ink(data, query.mass) if query.width is None and query.height is None else _raw(data, query)
    return ImportedPicture(target=written(picture_mixture(ink))).model_dump_json()


def _raw(data: bytes, query: PictureQuery) -> Tensor:
    width, height = query.width or 0, query.height or 0
    if len(data) != width * height or not data:
        raise InvalidInput("picture", f"A picture of {width} x {height} takes as many bytes; send them.")
    return torch.frombuffer(bytearray(data), dtype=torch.uint8).reshape(height, width)


def samples(query: SamplesQuery) -> bytes:
    """The file's bytes."""
    drawn = build_target(query.target).sample(query.n, Generator().manual_seed(query.seed))
    if query.format == "csv":
        return ("x,y\n" + "".join(f"{x!r},{y!r}\n" for x, y in drawn.tolist())).encode()
    stream = io.BytesIO()
    np.save(stream, drawn.numpy(), allow_pickle=False)
    return stream.getvalue()
