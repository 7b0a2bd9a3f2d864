"""Where an energy may hide mass: places that are cheap to know, before any cell is split.

A coarse grid over the box and its surroundings, the places that the caller or the field itself knows (a target's
means), and the local minima that a few steps downhill find from the low points of the grids.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import max_pool2d

from ...domain import HALF_WIDTH, Grid
from .asking import Asking

GRIDS = (Grid(64, 1.25 * HALF_WIDTH), Grid(48, 6 * HALF_WIDTH))
# low points of each grid that are followed downhill, and for how many steps
FOLLOWED = 48
STEPS = 14
COMPASS = torch.tensor([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]], dtype=torch.float64)


def explore(asking: Asking, known: Tensor) -> tuple[Tensor, Tensor]:
    """Places (P, 2) float64 and their energies (P,), among them those of `known` (K, 2)."""
    grids = [grid.points(torch.float64) for grid in GRIDS]
    x = torch.cat([known, *grids])
    energy = asking.energy(x)
    at, starts, reaches = len(known), [], []
    for grid in GRIDS:
        low = at + _lowest(grid.reshape(energy[at : at + grid.side**2]))
        starts.append(low)
        reaches.append(torch.full((len(low),), grid.spacing / 2, dtype=torch.float64))
        at += grid.side**2
    low = torch.cat(starts)
    found, depths = _downhill(asking, x[low], energy[low], torch.cat(reaches))
    return torch.cat([x, found]), torch.cat([energy, depths])


def _lowest(energy: Tensor) -> Tensor:
    """Indices of the lowest FOLLOWED cells of (G, G) that are no higher than their eight neighbours."""
    deepest = -max_pool2d(-energy[None].clamp(max=1e300), 3, stride=1, padding=1)[0]
    minima = torch.nonzero((energy <= deepest).reshape(-1))[:, 0]
    return minima[energy.reshape(-1)[minima].argsort()[:FOLLOWED]]


def _downhill(asking: Asking, x: Tensor, energy: Tensor, reaches: Tensor) -> tuple[Tensor, Tensor]:
    """Compass search: to the lowest of four neighbours, or half as far. Source: Kolda et al. 2003, fig. 1.1."""
    rows = torch.arange(len(x))
    for _ in range(STEPS):
        around = x[:, None] + reaches[:, None, None] * COMPASS
        found, which = asking.energy(around.reshape(-1, 2)).reshape(-1, 4).min(1)
        better = found < energy
        x = torch.where(better[:, None], around[rows, which], x)
        energy = torch.where(better, found, energy)
        reaches = torch.where(better, reaches, reaches / 2)
    return x, energy
