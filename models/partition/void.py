"""What an energy does where there is no data: its density there, its score, and the walls in it.

The void is where the exact density lies under exp(-15). A square or a modulus has a density of zero wherever the
network's output f changes its sign: a line there is a wall, and the score flees from it on both sides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..diagnostics.partition_function import PartitionFunction
from ..domain import Grid
from ..field import Field
from ..targets.gaussian_mixture import GaussianMixture
from .cell_share import box_share
from .zero_lines import length, zero_lines

# log density, nats, under which nobody will ever be
EMPTY = -15.0
GRID = Grid(192)


@dataclass(frozen=True)
class Void:
    """Figures on the lattice `GRID`; NaN where the target leaves no void in the box."""

    mass_in_the_box: float
    """Share of the energy's own mass inside [-4, 4]^2."""
    median_log_density: float
    """nats"""
    largest_score: float
    """1/unit"""
    median_score: float
    """1/unit"""
    walls: Tensor
    """(S, 2, 2) segments on which f = 0, world units, in the whole box."""

    @property
    def wall_length(self) -> float:
        """World units."""
        return length(self.walls)


@torch.no_grad()
def in_the_void(field: Field, mixture: GaussianMixture, found: PartitionFunction) -> Void:
    """Of a field with an energy, whose quadrature is `found`. Errors: Unsupported if it has none."""
    x = GRID.points()
    empty = x[mixture.to(torch.float32).log_prob(x) < EMPTY]
    log_density = -field.energy(empty) - found.log_z
    speed = torch.linalg.vector_norm(field.score(empty), dim=1)
    f = field.before_the_link(x)
    return Void(
        mass_in_the_box=box_share(found.cells, found.log_z),
        median_log_density=float(log_density.median()) if len(empty) else math.nan,
        largest_score=float(speed.max()) if len(empty) else math.nan,
        median_score=float(speed.median()) if len(empty) else math.nan,
        walls=torch.zeros(0, 2, 2, dtype=torch.float64) if f is None else zero_lines(GRID.reshape(f), GRID),
    )
