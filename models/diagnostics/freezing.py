"""At which noise the weights of modes stood still on the way down, and what they ought to have been there.

Of each step of a walk down the noise levels: the share of particles nearest to each mode, beside the share that the
product of the SMOOTHED experts has there, prod_i p_i,sigma^a_i, by a grid. A walk that cannot carry mass across the gap
between modes keeps the shares of the level where they part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ..domain import Grid
from ..samplers.walk import Walk
from ..targets.compositions.densities import Product, log_density
from ..targets.gaussian_mixture import GaussianMixture

# a share that moves by less stands still
STILL = 0.02
GRID_SIDE, DEVIATIONS = 160, 4.0


@dataclass(frozen=True)
class Freezing:
    """sigma (L,) in world units, falling; shares (L, M) of the particles nearest to each mode after each level."""

    sigma: Tensor
    shares: Tensor

    @property
    def frozen_at(self) -> float:
        """The largest sigma from which on no share moved further than .02 from where it ended, world units."""
        moved = (self.shares - self.shares[-1]).abs().amax(1) > STILL
        last = int(moved.nonzero().max()) + 1 if bool(moved.any()) else 0
        return float(self.sigma[min(last, len(self.sigma) - 1)])


def freezing(walk: Walk, positions: Tensor) -> Freezing:
    """Takes the walk to its end; modes are at `positions` (M, 2)."""
    levels, shares = list[float](), list[Tensor]()
    while not walk.finished:
        walk.step()
        if walk.sigma is None:
            continue
        if levels and levels[-1] == walk.sigma:  # more steps on the same rung
            shares[-1] = nearest_shares(walk.x.double(), torch.ones(len(walk.x)).double(), positions)
            continue
        levels.append(walk.sigma)
        shares.append(nearest_shares(walk.x.double(), torch.ones(len(walk.x)).double(), positions))
    return Freezing(torch.tensor(levels, dtype=torch.float64), torch.stack(shares))


def smoothed_shares(
    experts: Sequence[GaussianMixture],
    powers: Sequence[float],
    sigma: float,
    positions: Tensor,
    side: int = GRID_SIDE,
) -> Tensor:
    """(M,) what the product of the smoothed experts has nearest to each mode."""
    smoothed = [expert.smoothed(sigma) for expert in experts]
    grid = Grid(side, 4.0 + DEVIATIONS * sigma)
    x = grid.points(torch.float64)
    return nearest_shares(x, log_density(Product(smoothed, powers), x).softmax(0), positions)


def nearest_shares(x: Tensor, mass: Tensor, positions: Tensor) -> Tensor:
    """(M,) of mass (N,) at x (N, 2) what lies nearest to each mode."""
    nearest = torch.cdist(x, positions.double()).argmin(1)
    held = torch.zeros(len(positions), dtype=torch.float64).index_add_(0, nearest, mass)
    return held / held.sum()
