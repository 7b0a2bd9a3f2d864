"""What contrastive divergence asked for, and what came of it: two maps and their correlation.

Asked: the smoothed density of negatives minus that of data, above zero where the energy is to rise. Came: the energy
after some updates minus that before, its median over the cells that matter taken off, as a constant is free. The two
part soon: an optimiser remembers, one weight moves the whole plane, and a batch is a batch.
Source: Hinton 2002 (Neural Computation 14), eq. 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..domain import Grid
from ..errors import Unsupported
from ..objectives.contrastive_divergence import ContrastiveDivergence
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..training.run import Run

GRID = Grid(48)
UPDATES, POINTS = 10, 2_048
# world units that points are smoothed by, at most as wide as the target's narrowest part
SMOOTHING = 0.3
# 1/unit^2: cells where neither data nor model has this density are void, where nothing is asked
VOID = 1e-3


@dataclass(frozen=True, eq=False)
class PushPull:
    """Maps (G, G), row 0 = lowest y, over the box."""

    positives: Tensor
    """(N, 2) data, which pull the energy down."""
    negatives: Tensor
    """(N, 2) where chains from the data went, which push it up."""
    asked: Tensor
    """Smoothed density of negatives minus data, 1/unit^2."""
    changed: Tensor
    """Energy after minus before, nats; its median over `seen` is 0."""
    seen: Tensor
    """Bool: where data or model have any density."""
    correlation: float
    """Of the two maps over `seen`."""


def push_pull(run: Run, updates: int = UPDATES, seed: int = 0) -> PushPull:
    """Takes `updates` steps of the run. Errors: Unsupported for another objective; Diverged."""
    objective = run.resolved.objective
    if not isinstance(objective, ContrastiveDivergence):
        raise Unsupported("objective", "Only contrastive divergence pushes and pulls; choose it as the objective.")
    chance, mixture = stream(seed, "push-pull"), run.mixture
    data = mixture.to(torch.float32).sample(POINTS, chance)
    negatives = objective.walked(run.network, data, chance)
    before = _energy(run)
    for _ in range(updates):
        run.step()
    width = min(SMOOTHING, max(GRID.spacing, mixture.narrowest_scale))
    asked = smoothed(negatives, width) - smoothed(data, width)
    log_q = -before - (-before).flatten().logsumexp(0) - torch.tensor(GRID.cell_area).log()
    seen = (mixture.density_on_grid(GRID) > VOID) | (log_q.exp() > VOID)
    changed = _energy(run) - before
    changed = changed - changed[seen].median()
    return PushPull(data, negatives, asked, changed, seen, correlation(asked[seen], changed[seen]))


def smoothed(x: Tensor, width: float) -> Tensor:
    """(G, G) float64 mean density of every cell of points (N, 2), each a Gaussian of this width, 1/unit^2."""
    each = torch.ones(len(x), dtype=torch.float64) / len(x)
    return GaussianMixture(each, x.double(), torch.full_like(each, width)).density_on_grid(GRID)


def correlation(a: Tensor, b: Tensor) -> float:
    """Pearson's, of (M,) and (M,); 0 if one of them is flat."""
    a, b = a - a.mean(), b - b.mean()
    both = float(a.norm() * b.norm())
    return float(a @ b) / both if both else 0.0


@torch.no_grad()
def _energy(run: Run) -> Tensor:
    return GRID.reshape(run.network.energy(GRID.points()).double())
