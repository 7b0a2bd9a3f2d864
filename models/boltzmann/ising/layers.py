"""What is drawn of a denoiser's run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

import numpy as np
import torch
from torch import Tensor

from ...layers.base import Layer, Picture, Shape, Sight, Version
from .denoising import Denoising
from .energy import Spins


class Run(Protocol):
    """What a layer looks at."""

    denoising: Denoising
    shown: int
    """How often the picture or its flips were changed."""

    @property
    def energy_minimum(self) -> float | None:
        """By graph cut; None until it is known."""


class _OfDenoising(Layer[Run]):
    shape: ClassVar[Shape] = "pixels"
    process = "ising"
    period = 1 / 40

    def version(self, source: Run, sight: Sight) -> Version | None:
        return source.shown, source.denoising.changes

    def step(self, source: Run) -> int:
        return source.denoising.sweeps


class PictureLayer(_OfDenoising):
    """`picture` (H, W): 1 = +1, white."""

    title = "Picture"
    description = "The clean picture that nobody but the judge sees."
    ink = "exact"

    def version(self, source: Run, sight: Sight) -> Version | None:
        return (source.shown,)

    def picture(self, source: Run, sight: Sight) -> Picture:
        return Picture({"picture": _grey(source.denoising.evidence.picture)})


class NoisyLayer(_OfDenoising):
    """`noisy` (H, W): 1 = +1, 0.5 = not observed."""

    title = "Observed"
    description = "The picture with a share of its pixels flipped; grey where nothing was observed."
    ink = "data"

    def version(self, source: Run, sight: Sight) -> Version | None:
        return (source.shown,)

    def picture(self, source: Run, sight: Sight) -> Picture:
        return Picture({"noisy": _grey(source.denoising.evidence.observed)})


class SpinsLayer(_OfDenoising):
    """`spins` (H, W): 1 = +1."""

    title = "Spins now"
    description = "Where the method stands: of a sampler one sample, never the mean."
    ink = "particles"

    def picture(self, source: Run, sight: Sight) -> Picture:
        return Picture({"spins": _grey(source.denoising.spins)})


class MeanLayer(_OfDenoising):
    """`mean` (H, W): P(y_i = +1 | x) so far."""

    title = "Posterior mean"
    description = "How likely each pixel is white given what was observed, averaged over the sweeps so far."
    ink = "learnt"

    def version(self, source: Run, sight: Sight) -> Version | None:
        kept = source.denoising.average.kept
        return (source.shown, source.denoising.changes) if kept else None

    def picture(self, source: Run, sight: Sight) -> Picture:
        mean = source.denoising.mean()
        return Picture({} if mean is None else {"mean": torch.from_numpy(mean).float()})


class WrongLayer(_OfDenoising):
    """`wrong` (H, W): 1 where the answer differs from the clean picture."""

    title = "Wrong pixels"
    description = "Where the method's answer differs from the clean picture."
    scale = "error"
    ink = "learnt"

    def picture(self, source: Run, sight: Sight) -> Picture:
        differ = source.denoising.estimate() != source.denoising.evidence.picture
        return Picture({"wrong": torch.from_numpy(differ).float()})


class TracesLayer(_OfDenoising):
    """`error`, `energy` and `magnetisation` over sweeps."""

    title = "Error, energy, magnetisation"
    description = (
        "Over the sweeps: the share of wrong pixels, the energy above the exact minimum a pixel, and the mean spin."
    )
    shape: ClassVar[Shape] = "curves"
    ink = "learnt"
    period = 1 / 8

    def version(self, source: Run, sight: Sight) -> Version | None:
        last = source.denoising.traces.points[-1:]
        return source.shown, [each.sweep for each in last], source.denoising.plan, source.energy_minimum

    def picture(self, source: Run, sight: Sight) -> Picture:
        run = source.denoising
        points, plan, size = run.traces.points, run.plan, run.evidence.picture.size
        sweeps = _curve([each.sweep for each in points])
        least = source.energy_minimum
        energies = [-plan.beta * each.bonds - plan.field_strength * each.data for each in points]
        curves = {
            "error": [each.error for each in points],
            "energy": [np.nan if least is None else (each - least) / size for each in energies],
            "magnetisation": [each.up / size for each in points],
        }
        tensors: dict[str, Tensor] = {}
        for name, values in curves.items():
            tensors |= {f"{name}.x": sweeps, f"{name}.y": _curve(values)}
        return Picture(tensors)


def _grey(spins: Spins) -> Tensor:
    return torch.from_numpy((spins.astype(np.float32) + 1) / 2)


def _curve(values: list[Any]) -> Tensor:
    return torch.tensor(values, dtype=torch.float32)


ISING_LAYERS: Mapping[str, type[Layer[Any]]] = {
    "picture": PictureLayer,
    "noisy": NoisyLayer,
    "spins": SpinsLayer,
    "mean": MeanLayer,
    "wrong": WrongLayer,
    "traces": TracesLayer,
}
