"""What is drawn of the phase transition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Protocol

import numpy as np
import torch
from torch import Tensor

from ...layers.base import Layer, Picture, Shape, Sight, Version
from .torus import kaufman, onsager, yang
from .transition import Transition

# 141 couplings: a hundredth apart but for the neighbourhood of the transition
COUPLINGS = np.unique(np.concatenate([np.linspace(0.1, 0.8, 71), np.linspace(0.4, 0.48, 81)]).round(6))


class Run(Protocol):
    """What a layer looks at."""

    transition: Transition
    begun: int
    """How often it was begun."""


class _OfTransition(Layer[Run]):
    process = "phase-transition"

    def version(self, source: Run, sight: Sight) -> Version | None:
        return source.begun, source.transition.sweeps, source.transition.beta

    def step(self, source: Run) -> int:
        return source.transition.sweeps


class TorusLayer(_OfTransition):
    """`spins` (side, side): 1 = +1."""

    title = "Spins"
    description = "The spins now, on a torus: what leaves on one side comes back on the other."
    shape: ClassVar[Shape] = "pixels"
    ink = "particles"
    period = 1 / 40

    def picture(self, source: Run, sight: Sight) -> Picture:
        return Picture({"spins": torch.from_numpy((source.transition.spins.astype(np.float32) + 1) / 2)})


class EnergyCurveLayer(_OfTransition):
    """Energy a spin over the coupling: `onsager`, `kaufman` of this side, `measured`, and its `error`, one sigma."""

    title = "Energy over the coupling"
    description = "The exact energy a spin of the infinite lattice and of this torus, and what was measured."
    shape: ClassVar[Shape] = "curves"
    unit = "J"
    period = 1 / 8

    def picture(self, source: Run, sight: Sight) -> Picture:
        x, infinite, finite = _exact(source.transition.side)
        points = source.transition.all_measured()
        return Picture(
            {
                **_line("onsager", x, infinite),
                **_line("kaufman", x, finite),
                **_line("measured", [each.beta for each in points], [each.energy for each in points]),
                **_line("error", [each.beta for each in points], [_known(each.energy_error) for each in points]),
            }
        )


class MagnetisationCurveLayer(_OfTransition):
    """|m| over the coupling: `yang`, `measured`, and its `error`, one sigma."""

    title = "Magnetisation over the coupling"
    description = "The exact magnetisation of the infinite lattice, and the mean of |m| that was measured."
    shape: ClassVar[Shape] = "curves"
    period = 1 / 8

    def picture(self, source: Run, sight: Sight) -> Picture:
        points = source.transition.all_measured()
        return Picture(
            {
                **_line("yang", COUPLINGS, [yang(float(beta)) for beta in COUPLINGS]),
                **_line("measured", [each.beta for each in points], [each.magnetisation for each in points]),
                **_line("error", [each.beta for each in points], [_known(each.magnetisation_error) for each in points]),
            }
        )


@cache
def _exact(side: int) -> tuple[Any, list[float], list[float]]:
    couplings = [float(beta) for beta in COUPLINGS]
    return couplings, [onsager(beta) for beta in couplings], [kaufman(beta, side) for beta in couplings]


def _known(error: float | None) -> float:
    """NaN where too little was kept to tell."""
    return float("nan") if error is None else error


def _line(name: str, x: Any, y: Any) -> dict[str, Tensor]:
    return {f"{name}.x": torch.tensor(x, dtype=torch.float32), f"{name}.y": torch.tensor(y, dtype=torch.float32)}


TRANSITION_LAYERS: Mapping[str, type[Layer[Any]]] = {
    "spins": TorusLayer,
    "energy-curve": EnergyCurveLayer,
    "magnetisation-curve": MagnetisationCurveLayer,
}
