"""What is drawn of a deep machine's run; mosaics show the averaged weights, which are what is scored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor

from ...layers.base import Layer, Picture, Shape, Sight, Version
from ..mosaic import mosaic, signed
from .learner import Learner, Point
from .scoring import Score

SHOWN = 100
"""Units of a mosaic."""
ACROSS = 12
"""Pictures in a row of reconstructions, of which there are three pairs."""


class OfLearner(Layer[Learner]):
    """Base of these: a picture is new when an epoch was learnt or a score was found."""

    process = "dbm"
    shape: ClassVar[Shape] = "pixels"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return (id(source), source.changes)

    def step(self, source: Learner) -> int:
        return source.epoch


class Filters(OfLearner):
    """`pixels`: each unit of the first layer as the weights of its pixels; 0.5 is no weight."""

    title = "First layer"
    description = "The weights of each unit of the first hidden layer, as the picture that switches it on."
    scale = "diverging"

    def picture(self, source: Learner, sight: Sight) -> Picture:
        weights = source.course.first_weights().T[:SHOWN]
        frozen = {"frozen": "frozen"} if "filters" in source.course.frozen else {}
        return Picture({"pixels": mosaic(signed(weights), source.patterns.side, gap=0.5)}, facts=frozen)


class SecondFilters(OfLearner):
    """`pixels`: each unit of the second layer, projected through the first: W U; 0.5 is none."""

    title = "Second layer"
    description = "Each unit of the second hidden layer, as the sum of the first layer's pictures by its weights."
    scale = "diverging"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return None if source.course.second_weights() is None else super().version(source, sight)

    def picture(self, source: Learner, sight: Sight) -> Picture:
        above = source.course.second_weights()
        assert above is not None
        seen = (source.course.first_weights() @ above).T[:SHOWN]
        return Picture({"pixels": mosaic(signed(seen), source.patterns.side, gap=0.5)})


class Fantasies(OfLearner):
    """`pixels`: chances of the pixels where chains stand that live as long as their stage."""

    title = "Fantasies"
    description = "Chains of the model's own, which go on by ten sweeps an epoch: what it believes in."
    ink = "particles"

    def picture(self, source: Learner, sight: Sight) -> Picture:
        return Picture({"pixels": mosaic(source.chains.visible, source.patterns.side)})


class Reconstructions(OfLearner):
    """`pixels`: test pictures, and below each what the hidden layers give back of it."""

    title = "Reconstructions"
    description = "Test pictures above; below, each as the hidden layers give it back."

    def picture(self, source: Learner, sight: Sight) -> Picture:
        rows = source.patterns.test[: 3 * ACROSS]
        back = source.course.model().reconstruction(rows)
        across = min(ACROSS, len(rows))
        empty = np.zeros((across, rows.shape[1]), np.float32)
        pairs = [part[at : at + across] for at in range(0, len(rows), across) for part in (rows, back)]
        filled = np.concatenate([np.concatenate((part, empty[len(part) :])) for part in pairs])
        return Picture({"pixels": mosaic(filled, source.patterns.side, columns=across)})


class Likelihood(OfLearner):
    """Curves over the epochs of all stages, nats a test picture: `bound` or `likelihood` by what the stage's model
    allows, `last` of the last iterate, `independent` pixels.
    """

    title = "Likelihood"
    description = (
        "Nats a test picture over the epochs: a likelihood or a lower bound, as the model of the stage allows."
    )
    shape = "curves"
    unit = "nats"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return super().version(source, sight) if source.points else None

    def picture(self, source: Learner, sight: Sight) -> Picture:
        points = source.points
        ends = [points[0].epoch, points[-1].epoch]
        tensors = _curve("independent", ends, [source.independent()] * 2)
        kinds = (("likelihood", False), ("bound", True))
        for name, bounded in kinds:
            of = [point for point in points if point.score.bounded == bounded]
            if of:
                tensors |= _curve(name, *_parted(of, lambda point: point.score))
        last = [point for point in points if point.last]
        if last:
            tensors |= _curve("last", *_parted(last, lambda point: point.last or point.score))
        return Picture(tensors)


DBM_LAYERS: dict[str, type[Layer[Any]]] = {
    "filters": Filters,
    "filters-2": SecondFilters,
    "fantasies": Fantasies,
    "reconstructions": Reconstructions,
    "likelihood": Likelihood,
}


def _parted(points: Iterable[Point], of: Any) -> tuple[list[float], list[float]]:
    """Epochs and scores, with a gap where a stage ends."""
    x: list[float] = []
    y: list[float] = []
    stage = None
    for point in points:
        if stage not in (None, point.stage):
            x.append(float(point.epoch))
            y.append(float("nan"))
        score: Score = of(point)
        x.append(float(point.epoch))
        y.append(score.test)
        stage = point.stage
    return x, y


def _curve(name: str, x: Iterable[float], y: Iterable[float]) -> dict[str, Tensor]:
    return {f"{name}.x": torch.tensor(list(map(float, x))), f"{name}.y": torch.tensor(list(y))}
