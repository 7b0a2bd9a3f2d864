"""What noise does to the modes of a target: at which sigma they merge, and below which their shares are the drawing's.

p_sigma = p * N(0, sigma^2 I). As sigma rises every peak is followed by ascent on log p_sigma from where it stood a
little lower; two that arrive at one point have merged. For two equal Gaussians of scale s, 2a apart, that is at
sigma^2 = a^2 - s^2. Sources: Koenderink 1984 (scale space); for mixtures Carreira-Perpinan 2000, section 4.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from .gaussian_mixture import GaussianMixture
from .modes import Modes

LARGEST, LEVELS = 20.0, 48
"""World units: no walk begins above; how many levels are looked at on the way up."""
EXACT = 1e-4
"""Of sigma, relative."""
SETTLED = 0.01
"""Total variation between the masses of p_sigma in the basins of the drawing and the drawing's own."""
# peaks nearer than this share of their width are one; steps of an ascent, and where it is at rest
ONE, MOST_STEPS, REST = 0.02, 80, 1e-5


@dataclass(frozen=True)
class Merging:
    """Two peaks become one; as the noise falls, one becomes two."""

    sigma: float
    """World units."""
    remaining: int
    """How many are left above it."""


def mergings(mixture: GaussianMixture, modes: Modes, largest: float = LARGEST) -> list[Merging]:
    """By rising sigma, up to the largest. None where there is one mode."""
    if modes.n_modes < 2:
        return []
    mixture = mixture.to(torch.float64)
    found: list[Merging] = []
    peaks = _risen(mixture, 0.0, modes.positions.double())
    for low, high in pairwise([0.0, *_ladder(mixture, largest)]):
        peaks = _between(mixture, low, high, peaks, found)
        if len(peaks) == 1:
            break
    return found


def settled_below(mixture: GaussianMixture, modes: Modes, largest: float = LARGEST) -> float | None:
    """The sigma below which every share stays within a hundredth of the drawing's; None where it is so at all."""
    masses = torch.nn.functional.one_hot(modes.labels.reshape(-1), modes.n_modes).double()

    def settled(sigma: float) -> bool:
        cells = mixture.smoothed(sigma).cell_mass(modes.grid).reshape(-1)
        shares = cells @ masses / cells.sum()
        return float((shares - modes.shares).abs().sum()) / 2 <= SETTLED

    above = None
    for sigma in _ladder(mixture, largest):
        if not settled(sigma):
            above = sigma
            break
    if above is None:
        return None
    return _halved(above / _ratio(mixture, largest), above, settled)


def _ladder(mixture: GaussianMixture, largest: float) -> list[float]:
    """Rising levels, from where noise does nothing to the narrowest component."""
    smallest, ratio = _smallest(mixture, largest), _ratio(mixture, largest)
    return [smallest * ratio**level for level in range(LEVELS)]


def _smallest(mixture: GaussianMixture, largest: float) -> float:
    return min(mixture.narrowest_scale, largest) / 4


def _ratio(mixture: GaussianMixture, largest: float) -> float:
    return float((largest / _smallest(mixture, largest)) ** (1 / (LEVELS - 1)))


def _halved(low: float, high: float, holds: Callable[[float], bool]) -> float:
    """The sigma at which a statement that holds at `low` ends."""
    while high > low * (1 + EXACT):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _between(mixture: GaussianMixture, low: float, high: float, peaks: Tensor, found: list[Merging]) -> Tensor:
    """The peaks at `high`, from those at `low`; what merges in between is found by halving."""
    above = _risen(mixture, high, peaks)
    if len(above) == len(peaks):
        return above
    if high <= low * (1 + EXACT) or low == 0.0:
        found += [Merging(high, remaining) for remaining in range(len(peaks) - 1, len(above) - 1, -1)]
        return above
    middle = math.sqrt(low * high)
    return _between(mixture, middle, high, _between(mixture, low, middle, peaks, found), found)


def _risen(mixture: GaussianMixture, sigma: float, x: Tensor) -> Tensor:
    """(M, 2) peaks of p_sigma by ascent from x (N, 2), each once.

    Newton's steps with the curvature's size in place of its sign, so that they climb where it is a saddle's; none is
    longer than the narrowest component is wide, and one that would not climb is halved.
    """
    smooth = mixture.smoothed(sigma)
    width = math.hypot(mixture.narrowest_scale, sigma)
    height, slope = smooth.log_prob_and_score(x)
    reach = torch.full((len(x), 1), width, dtype=x.dtype)
    for _ in range(MOST_STEPS):
        values, axes = torch.linalg.eigh(smooth.hessian(x))
        along = (axes.mT @ slope[:, :, None])[:, :, 0] / values.abs().clamp(min=1e-9 / width**2)
        step = (axes @ along[:, :, None])[:, :, 0]
        length = torch.linalg.vector_norm(step, dim=1, keepdim=True).clamp(min=1e-300)
        step = step * (reach / length).clamp(max=1)
        there, ahead = smooth.log_prob_and_score(x + step)
        climbs = (there >= height)[:, None]
        reach = torch.where(climbs, (2 * reach).clamp(max=4 * width), torch.minimum(reach, length) / 2)
        x, slope = torch.where(climbs, x + step, x), torch.where(climbs, ahead, slope)
        height = torch.where(climbs[:, 0], there, height)
        if bool((length[:, 0] < REST * width).all()):
            break
    return _apart(x, ONE * width)


def _apart(x: Tensor, least: float) -> Tensor:
    """Those of the points that are not nearer than `least` to one before them."""
    near = torch.cdist(x, x) < least
    return x[~torch.tril(near, diagonal=-1).any(dim=1)]
