"""How particles share out over the modes, beside the exact masses.

total variation = 1/2 sum_m |sampled_m - true_m|      (masses of the box's modes, renormalised)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..random_streams import stream
from ..targets.modes import Modes

Z_95 = 1.959964
FLOOR_DRAWS = 200


@dataclass(frozen=True)
class ModeWeights:
    """Shares per mode (M,), each pure numbers in [0, 1]."""

    true: Tensor
    sampled: Tensor
    low: Tensor
    high: Tensor
    total_variation: float
    total_variation_floor: float
    """What exact samples of this size score on average."""
    outside: float
    """Share of particles in no mode: off the box or non-finite."""


def mode_weights(particles: Tensor, modes: Modes) -> ModeWeights:
    """Sampled share of each mode with its 95 % Wilson interval. Source: Wilson 1927."""
    labels = modes.label_of(particles)
    inside = labels >= 0
    n = int(inside.sum())
    true = modes.masses / modes.masses.sum()
    counts = torch.bincount(labels[inside], minlength=modes.n_modes).double()
    sampled = counts / max(1, n)
    low, high = wilson_interval(sampled, n)
    return ModeWeights(
        true=true,
        sampled=sampled,
        low=low,
        high=high,
        total_variation=0.5 * float((sampled - true).abs().sum()) if n else 1.0,
        total_variation_floor=total_variation_floor(true, n),
        outside=1 - n / max(1, len(particles)),
    )


def wilson_interval(share: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """95 % interval of binomial shares from n draws; [0, 1] when n = 0."""
    if n == 0:
        return torch.zeros_like(share), torch.ones_like(share)
    z2 = Z_95**2 / n
    centre = (share + z2 / 2) / (1 + z2)
    half = Z_95 * (share * (1 - share) / n + z2 / (4 * n)).sqrt() / (1 + z2)
    return (centre - half).clamp(min=0), (centre + half).clamp(max=1)


def total_variation_floor(true: Tensor, n: int) -> float:
    """Mean total variation of n exact draws: E|binomial(n, p)/n - p| by its normal limit, sqrt(2 p (1-p) / (pi n))."""
    if n == 0:
        return 1.0
    if n < 50:  # the normal limit is poor: draw instead
        draws = torch.multinomial(true.float().expand(FLOOR_DRAWS, -1), n, True, generator=stream(n, "floor"))
        shares = torch.nn.functional.one_hot(draws, len(true)).double().mean(1)
        return float(0.5 * (shares - true).abs().sum(1).mean())
    return float(0.5 * (2 * true * (1 - true) / (math.pi * n)).sqrt().sum())
