"""A target whose strokes are drawn with a thinner brush: down to curves, not to rows of dots.

A stroke is a row of components no more than a width apart, in the order they were laid. Thinned by a factor, each of
them becomes a piece of the path: as many thinner ones in its place as lie a new width apart.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .gaussian_mixture import GaussianMixture

# neighbours of equal scale and no more than so many scales apart belong to one stroke
REACH = 2.0
# of the thinned target
MOST_COMPONENTS = 20_000


def narrowed(
    mixture: GaussianMixture, factor: float, finest: float = 0.0, most: int = MOST_COMPONENTS
) -> GaussianMixture:
    """The mixture with every scale times `factor` in (0, 1] and its strokes still whole; mass stays where it was.

    Pieces stand a new width apart, or `finest` (world units) where that is more, or further where they would be more
    than `most`. What has no neighbour is one Gaussian as before.
    """
    before, after = _reaches(mixture)
    length = 0.5 * torch.linalg.vector_norm(before, dim=1) + 0.5 * torch.linalg.vector_norm(after, dim=1)
    apart = (mixture.scales * factor).clamp(min=max(finest, 1e-9))
    n = torch.ceil(length / apart - 1e-9).clamp(min=1)
    n = torch.ceil(n * min(1.0, most / float(n.sum()))).long()
    owner = torch.repeat_interleave(torch.arange(len(n)), n)
    rank = torch.arange(len(owner)) - (n.cumsum(0) - n)[owner]
    # from -1, halfway to the neighbour before, to 1, halfway to the one after
    t = 2 * (rank.double() + 0.5) / n[owner] - 1
    toward = torch.where((t < 0)[:, None], before[owner], after[owner])
    means = mixture.means[owner] + 0.5 * t.abs()[:, None] * toward
    return GaussianMixture(mixture.weights[owner] / n[owner], means, mixture.scales[owner] * factor)


def _reaches(mixture: GaussianMixture) -> tuple[Tensor, Tensor]:
    """(K, 2) each: from every component to its neighbour before and after it on the stroke; zero at an isolated one.

    At an end of a stroke the way out is the way in, continued.
    """
    steps, scales = mixture.means.diff(dim=0), mixture.scales
    joined = (scales.diff().abs() <= 1e-9 * scales[1:]) & (torch.linalg.vector_norm(steps, dim=1) <= REACH * scales[1:])
    after, before = torch.zeros_like(mixture.means), torch.zeros_like(mixture.means)
    after[:-1][joined], before[1:][joined] = steps[joined], -steps[joined]
    first, last = (before == 0).all(1), (after == 0).all(1)
    return torch.where(first[:, None], -after, before), torch.where(last[:, None], -before, after)


def evenly_wide(mixture: GaussianMixture) -> bool:
    """Whether all components have one scale, so that a steepness of the whole has a closed form."""
    return math.isclose(float(mixture.scales.min()), float(mixture.scales.max()), rel_tol=1e-6)
