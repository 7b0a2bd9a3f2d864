"""Fields that are made up and targets that are known, and what a lens sees of them."""

from __future__ import annotations

import dataclasses
import math

import torch
from torch import Tensor

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses.base import Lens, Look, Specimen
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

GRID = Grid(64)
BLOB = GaussianMixture.create([1.0], [[0.3, -0.2]], [0.8])
PAIR = GaussianMixture.create([0.8, 0.2], [[2.0, 0.0], [-2.0, 0.0]], [0.5, 0.5])
THREE = GaussianMixture.create([0.5, 0.3, 0.2], [[1.2, 1.0], [-1.2, 0.6], [0.1, -1.4]], [0.55, 0.5, 0.6])


class Made(Field):
    """A score from a function, with the energy of another where there is one."""

    def __init__(self, score: object, energy: Field | None = None, beta: float = 1.0) -> None:
        self._score, self._energy, self._beta = score, energy, beta
        self.has_energy = energy is not None

    def score(self, x: Tensor) -> Tensor:
        return self._score(x)  # type: ignore[operator, no-any-return]

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError

    def energy(self, x: Tensor) -> Tensor:
        assert self._energy is not None
        return self._beta * self._energy.energy(x)


def turned(mixture: GaussianMixture, degrees: float) -> Field:
    """The exact score, turned everywhere by as much."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Made(lambda x: ExactField(mixture).score(x) @ torch.tensor([[c, s], [-s, c]]))


def look(lens: Lens, mixture: GaussianMixture, field: Field, **more: object) -> Look:
    specimen = dataclasses.replace(Specimen(mixture, find_modes(mixture), field), **more)  # type: ignore[arg-type]
    with torch.no_grad():
        return lens.look(specimen, GRID, stream(0, "lens"))
