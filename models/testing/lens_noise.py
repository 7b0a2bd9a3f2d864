"""How far the figures of a lens differ from one draw to the next: what a mean over samples cannot be held closer to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import torch

from ..domain import Grid
from ..lenses.base import Lens, Look, Specimen
from ..random_streams import stream

GRID = Grid(32)
N_DRAWS = 8
# standard deviations of a draw: 4 of a difference of two, and as much again as eight draws do not say it better
APART = 8.0
DEFAULTS: Mapping[str, Any] = MappingProxyType({})


def seen(kind: type[Lens], specimen: Specimen, seed: int = 0, settings: Mapping[str, Any] = DEFAULTS) -> Look:
    """What a lens shows of a specimen, by the draws of this seed."""
    with torch.no_grad():
        return kind.parse(settings).look(specimen, GRID, stream(seed, "lens"))


class Noise:
    """The noise of one lens on one specimen, in the units of its figures; looked for when it is first asked for."""

    def __init__(self, kind: type[Lens], specimen: Specimen) -> None:
        self._kind, self._specimen = kind, specimen
        self._looks: list[Look] = []

    def of_number(self, name: str) -> float:
        """As far as two draws may lie apart; 0 for a number without chance."""
        values = [look.numbers[name].value for look in self._drawn() if name in look.numbers]
        return self._apart(torch.tensor(values, dtype=torch.float64)[:, None])

    def of_curve(self, name: str) -> float:
        """The same of a curve, on average along it."""
        curves = [look.curves[name].y for look in self._drawn() if name in look.curves]
        return self._apart(torch.stack(curves).double()) if len({each.shape for each in curves}) == 1 else 0.0

    def _drawn(self) -> list[Look]:
        if not self._looks:
            self._looks = [seen(self._kind, self._specimen, seed) for seed in range(N_DRAWS)]
        return self._looks

    def _apart(self, values: torch.Tensor) -> float:
        return APART * float(values.std(0).mean()) if len(values) > 1 else 0.0
