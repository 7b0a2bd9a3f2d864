"""The modes of a target: basins of steepest ascent on a grid, each with its exact mass.

Ascent runs on exact cell masses. A peak whose prominence (log of peak over highest saddle) is below
MIN_PROMINENCE, or whose basin holds less than MIN_MASS, joins the neighbour behind its highest saddle, so that a
stroke, which is one long ridge, is one mode.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..domain import Grid
from .basin_table import BasinTable
from .gaussian_mixture import GaussianMixture

MIN_PROMINENCE = 0.4
MIN_MASS = 0.002
# lighter than this is no mode but the edge of one that lies off the box: not even 50,000 particles would meet it
LEAST_HIDDEN = 1e-5
# masses that differ by less, relative to the larger, are as good as equal
EQUAL = 0.02
# cells of smoothing before the ascent
SMOOTHING = 1.0
TINY_MASS = 1e-18
MODE_GRID = Grid(128)

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Modes:
    """Modes by falling mass; equal ones, or as good as equal, in the order of what was drawn.

    labels (G, G) long, row 0 = lowest y; masses (M,) float64; positions (M, 2); cell_mass (G, G) float64, the exact
    mass of every cell.
    """

    grid: Grid
    labels: Tensor
    masses: Tensor
    positions: Tensor
    mass_outside: float
    cell_mass: Tensor
    hidden: int = 0
    """How many modes of less than MIN_MASS are counted with a neighbour."""
    hidden_mass: float = 0.0
    """What these hold together."""

    @property
    def n_modes(self) -> int:
        return self.masses.numel()

    @property
    def shares(self) -> Tensor:
        """(M,) float64 masses renormalised over the box, so that they sum to 1."""
        return self.masses / self.masses.sum()

    def label_of(self, x: Tensor) -> Tensor:
        """(N,) the mode whose basin holds each x; -1 outside the box or non-finite."""
        cell = self.grid.cell_of(x)
        return torch.where(cell >= 0, self.labels.reshape(-1)[cell.clamp(min=0)], -1)

    @cached_property
    def basins(self) -> BasinTable:
        """The labels for whoever asks at every step."""
        return BasinTable(self.grid, self.labels)


def find_modes(mixture: GaussianMixture, grid: Grid = MODE_GRID) -> Modes:
    """The modes of `mixture` in the box. One mode of mass 0 if the whole target lies outside."""
    cell_mass = mixture.cell_mass(grid)
    mass = cell_mass.numpy().reshape(-1)
    root, hidden = _persistent_basins(_height(mixture, grid), mass, grid.side)
    peaks, labels = np.unique(root, return_inverse=True)
    masses = np.bincount(labels, weights=mass)
    positions = grid.points(torch.float64)[torch.from_numpy(peaks)]
    order = _ranked(masses, torch.cdist(positions, mixture.means.double()).argmin(1).numpy())
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return Modes(
        grid=grid,
        labels=torch.from_numpy(rank[labels].reshape(grid.side, grid.side)),
        masses=torch.from_numpy(masses[order]),
        positions=positions[torch.from_numpy(order)],
        mass_outside=max(0.0, 1.0 - float(mass.sum())),
        cell_mass=cell_mass,
        hidden=len(hidden),
        hidden_mass=float(sum(hidden)),
    )


def _ranked(masses: Array, drawn: Array) -> Array:
    """Largest first; those as good as equal by `drawn`, so that moving one of them does not number the others anew."""
    falling = np.argsort(-masses, kind="stable")
    level, first = np.zeros(len(masses), dtype=np.int64), masses[falling[0]]
    for before, mode in pairwise(falling):
        level[mode] = level[before]
        if masses[mode] < (1 - EQUAL) * first:
            level[mode], first = level[before] + 1, masses[mode]
    return np.lexsort((drawn, level))


def _height(mixture: GaussianMixture, grid: Grid) -> Array:
    """(side^2,) log density to ascend on, smoothed by a cell so that thin slanted strokes have no staircase."""
    smooth = mixture.smoothed(SMOOTHING * grid.spacing)
    mass = smooth.cell_mass(grid).numpy().reshape(-1)
    height: Array = np.log(np.maximum(mass, TINY_MASS) / grid.cell_area)
    # the far tails, where differences of erf underflow, are ordered by the log density itself
    tail = np.flatnonzero(mass <= TINY_MASS)
    if len(tail):
        height[tail] = smooth.log_prob(grid.points(torch.float64)[tail]).numpy()
        height[tail] = np.minimum(height[tail], np.log(TINY_MASS / grid.cell_area))
    return height


def _neighbours(side: int) -> Array:
    """(8, side^2) index of each cell's neighbours; the cell itself beyond the border."""
    index = np.arange(side * side).reshape(side, side)
    padded = np.pad(index, 1, constant_values=-1)
    shifts = [(i, j) for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    found = np.stack([padded[i : i + side, j : j + side].reshape(-1) for i, j in shifts])
    return np.where(found < 0, index.reshape(-1)[None], found)


def _persistent_basins(height: Array, mass: Array, side: int) -> tuple[Array, list[float]]:
    """(side^2,) for each cell the index of the peak its basin belongs to, after merging; masses of hidden modes."""
    neighbours = _neighbours(side)
    # ties break by index, so that plateaus ascend to one cell
    order = np.lexsort((np.arange(len(height)), height))
    level = np.empty(len(height), dtype=np.int64)
    level[order] = np.arange(len(height))
    best = neighbours[np.argmax(level[neighbours], axis=0), np.arange(len(height))]
    root = np.where(level[best] > level, best, np.arange(len(height)))
    while True:
        further = root[root]
        if np.array_equal(further, root):
            break
        root = further
    return _merge(root, height, mass, neighbours)


def _merge(root: Array, height: Array, mass: Array, neighbours: Array) -> tuple[Array, list[float]]:
    parent = {int(peak): int(peak) for peak in np.unique(root)}
    basin_mass = dict(zip(parent, np.bincount(root, weights=mass)[list(parent)], strict=True))

    def find(peak: int) -> int:
        while parent[peak] != peak:
            peak = parent[peak]
        return peak

    # of what each basin holds, the mass of hidden modes
    hidden, already = list[float](), dict.fromkeys(parent, 0.0)

    def hide(peak: int) -> None:
        own = float(basin_mass[peak]) - already[peak]
        if own >= LEAST_HIDDEN:
            hidden.append(own)
            already[peak] += own

    for saddle, a, b in _saddles(root, height, neighbours):
        low, high = sorted((find(a), find(b)), key=lambda peak: (height[peak], peak))
        if low == high:
            continue
        prominent = height[low] - saddle >= MIN_PROMINENCE
        if not prominent or basin_mass[low] < MIN_MASS:
            if prominent:
                hide(low)
            already[high] += already[low]
            parent[low] = high
            basin_mass[high] += basin_mass[low]
        elif basin_mass[high] < MIN_MASS:
            hide(high)
            already[low] += already[high]
            parent[high] = low
            basin_mass[low] += basin_mass[high]
    lookup = np.arange(len(root))
    for peak in parent:
        lookup[peak] = find(peak)
    merged: Array = lookup[root]
    return merged, hidden


def _saddles(root: Array, height: Array, neighbours: Array) -> list[tuple[float, int, int]]:
    """The highest pass between each pair of touching basins, highest first."""
    a, b = np.broadcast_to(root, neighbours.shape), root[neighbours]
    passes = np.minimum(np.broadcast_to(height, neighbours.shape), height[neighbours])
    touching = a < b
    a, b, passes = a[touching], b[touching], passes[touching]
    order = np.argsort(-passes, kind="stable")
    pairs = a[order] * len(root) + b[order]
    _, first = np.unique(pairs, return_index=True)
    first = order[np.sort(first)]
    return [(float(passes[i]), int(a[i]), int(b[i])) for i in first]
