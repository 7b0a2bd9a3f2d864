"""What is drawn of a run that completes a picture: all of it (H, W), 1 = on."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import torch

from ...layers.base import Layer, Picture, Shape, Sight, Version
from ..units import Array
from .attempt import Attempt


class OfRun(Layer[Attempt]):
    """Base: a picture is new when another one, or another part of it, is shown."""

    process = "completion"
    shape: ClassVar[Shape] = "pixels"

    def version(self, source: Attempt, sight: Sight) -> Version | None:
        return (source.shown,)

    def step(self, source: Attempt) -> int:
        return source.sweeps


class Moving(OfRun):
    """Base of those that change with every sweep; there are none while the model learns."""

    def version(self, source: Attempt, sight: Sight) -> Version | None:
        return (source.shown, source.sweeps) if source.sweeps else None


class Truth(OfRun):
    """`pixels`: the test picture."""

    title = "Truth"
    description = "The test picture, which the model has never seen."
    ink = "exact"

    def picture(self, source: Attempt, sight: Sight) -> Picture:
        return _picture(source, source.truth)


class Held(OfRun):
    """`pixels`: what is held; 0.5 = hidden."""

    title = "Held"
    description = "The pixels that are held; grey where they are hidden from the model."
    ink = "data"

    def picture(self, source: Attempt, sight: Sight) -> Picture:
        return _picture(source, np.where(source.held, source.truth, 0.5))


class Sample(Moving):
    """`pixels`: one draw."""

    title = "One sample"
    description = "One draw of the hidden pixels, given the held ones: a picture that the model believes possible."
    ink = "particles"

    def picture(self, source: Attempt, sight: Sight) -> Picture:
        assert source.completing is not None
        return _picture(source, source.completing.at.sample[0])


class Mean(Moving):
    """`pixels`: the mean so far."""

    title = "Mean"
    description = "The mean of all draws so far: how likely each hidden pixel is to be on. It is what errs least."

    def picture(self, source: Attempt, sight: Sight) -> Picture:
        assert source.completing is not None
        return _picture(source, source.completing.mean[0])


class Nearest(OfRun):
    """`pixels`: the training picture that is nearest in the held pixels."""

    title = "Nearest training picture"
    description = "The training picture that differs least in the held pixels: an answer without a model."
    ink = "data"

    def picture(self, source: Attempt, sight: Sight) -> Picture:
        return _picture(source, source.nearest)


COMPLETION_LAYERS: dict[str, type[Layer[Any]]] = {
    "truth": Truth,
    "held": Held,
    "sample": Sample,
    "mean": Mean,
    "nearest": Nearest,
}


def _picture(source: Attempt, pixels: Array) -> Picture:
    return Picture({"pixels": torch.from_numpy(pixels.astype(np.float32).reshape(source.patterns.side))})
