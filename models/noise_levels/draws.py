"""How a batch draws its noise levels and times: one in each of n equal parts, so that every batch sees them all."""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

MOST_DENSE = 3.0


def stratified(n: int, generator: Generator) -> Tensor:
    """(n,) float64 in [0, 1), ascending, entry i uniform in [i/n, (i+1)/n): each mean over it is a uniform draw's.

    Pair it only with points that come in no order. Source: Kingma et al. 2021 (arXiv 2107.00630), appendix I.1.
    """
    return (torch.arange(n, dtype=torch.float64) + torch.rand(n, generator=generator, dtype=torch.float64)) / n


def log_uniform(u: Tensor, low: float, high: float) -> Tensor:
    """Uniform draws u as levels whose logarithm is uniform between those of low and high."""
    return low * (high / low) ** u


def log_uniform_halves(u: Tensor, low: float, middle: float, high: float) -> Tensor:
    """Uniform draws u as levels of which half lie below a middle one and half above, log-uniform in either part.

    Below it they are never thinner than `log_uniform` has them and never more than MOST_DENSE times as dense: a middle
    close to `low` does not get half of them, and one at or beyond an end changes nothing.
    """
    if not low < middle < high:
        return log_uniform(u, low, high)
    part = math.log(middle / low) / math.log(high / low)
    below = min(max(0.5, part), MOST_DENSE * part)
    near, far = u / below, (u - below) / (1 - below)
    return torch.where(u < below, log_uniform(near, low, middle), log_uniform(far, middle, high))


def logit_normal(u: Tensor, mean: float, spread: float, low: float, high: float) -> Tensor:
    """Uniform draws u as times t in [low, high] whose logit is normal, cut off at the ends.

    Source: Esser et al. 2024 (arXiv 2403.03206), section 3.1.
    """
    ends = torch.tensor([low, high], dtype=torch.float64)
    below, above = torch.special.ndtr((ends.logit() - mean) / spread).tolist()
    normal = torch.special.ndtri(below + (above - below) * u)
    return torch.sigmoid(mean + spread * normal).clamp(low, high)


def even_in_time(u: Tensor, low: float, high: float) -> Tensor:
    """Uniform draws u as times uniform in [low, high]."""
    return low + (high - low) * u


def pick(u: Tensor, levels: list[float]) -> Tensor:
    """Uniform draws u as entries of a list, each as often as the others."""
    index = (u * len(levels)).long().clamp(max=len(levels) - 1)
    return torch.tensor(levels, dtype=torch.float64)[index]
