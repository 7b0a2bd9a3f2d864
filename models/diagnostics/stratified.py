"""Points of a mixture that share out evenly over it, and what means over them are worth.

A sample is GROUPS independent parts. Within one, chance decides three numbers only; the rest is spread evenly:
- components by systematic resampling: point i of n is of the component in which (i + u) / n falls among the cumulative
  weights, so that weight w has floor(n w) or ceil(n w) points, n w on average;
- radius and angle about the component's mean by a shifted lattice, frac(v + i a), frac(t + i b), through the inverse
  of the Rayleigh distribution: neighbours in the row fill the disc, tails included.
Every point is by itself an exact draw, so every mean is unbiased; its error is told from how the groups differ.
Source: Carpenter, Clifford and Fearnhead 1999 (systematic resampling); Cranley and Patterson 1976 (shifted lattices);
Owen 2013, Monte Carlo theory, methods and examples, section 17.3 (error by replication) and 2.7 (ratios).
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from ..targets.compositions.tabulated import Tabulated
from ..targets.gaussian_mixture import GaussianMixture

GROUPS = 16
# 1 / g and 1 / g^2 with g^3 = g + 1: no two numbers are harder to approach together by fractions
LATTICE = 0.7548776662466927, 0.5698402909980532


@dataclass(frozen=True)
class Estimate:
    """A mean or a ratio of means and its standard error, in one unit."""

    value: float
    standard_error: float


def stratified_sample(mixture: GaussianMixture, n: int, generator: Generator) -> Tensor:
    """(n, 2) in the mixture's dtype, group after group; n is rounded up to a multiple of GROUPS."""
    size = -(-n // GROUPS)
    if isinstance(mixture, Tabulated):  # has no components to share out over: chance decides all
        return mixture.sample(GROUPS * size, generator)
    # where there are more components than points, likes stand for each other: neighbours along a stroke of one width
    order = mixture.scales.argsort(stable=True)
    cumulative = mixture.weights[order].double().cumsum(0)
    chance = torch.rand(GROUPS, 3, 1, generator=generator, dtype=torch.float64)
    i = torch.arange(size, dtype=torch.float64)
    at = ((i + chance[:, 0]) / size).reshape(-1) * cumulative[-1]
    k = order[torch.searchsorted(cumulative, at).clamp(max=mixture.n_components - 1)]
    radius = (-2 * torch.log1p(-(chance[:, 1] + i * LATTICE[0]).frac())).sqrt()
    angle = 2 * math.pi * (chance[:, 2] + i * LATTICE[1])
    z = torch.stack([radius * angle.cos(), radius * angle.sin()], -1).reshape(-1, 2).to(mixture.means.dtype)
    return mixture.means[k] + mixture.scales[k, None] * z


def mean(values: Tensor) -> Estimate:
    """Of values (n,) at a stratified sample, in its order."""
    return ratio(values, torch.ones_like(values))


def ratio(above: Tensor, below: Tensor) -> Estimate:
    """The mean of `above` (n,) over that of `below` (n,), both at a stratified sample, in its order.

    R = A / B; its standard error is that of the mean over groups of (A_g - R B_g) / B: the delta method.
    """
    above, below = above.double(), below.double()
    under = float(below.mean())
    if under == 0:
        return Estimate(math.nan, math.nan)
    value = float(above.mean()) / under
    groups = min(GROUPS, len(above))
    means = [float(part.mean()) for part in ((above - value * below) / under).tensor_split(groups)]
    return Estimate(value, statistics.stdev(means) / math.sqrt(groups) if groups > 1 else math.nan)
