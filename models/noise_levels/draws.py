"""How a batch draws its noise levels and times: one in each of n equal parts, so that every batch sees them all."""

from __future__ import annotations

import torch
from torch import Generator, Tensor


def stratified(n: int, generator: Generator) -> Tensor:
    """(n,) float64 in [0, 1), ascending, entry i uniform in [i/n, (i+1)/n): each mean over it is a uniform draw's.

    Pair it only with points that come in no order. Source: Kingma et al. 2021 (arXiv 2107.00630), appendix I.1.
    """
    return (torch.arange(n, dtype=torch.float64) + torch.rand(n, generator=generator, dtype=torch.float64)) / n


def log_uniform(u: Tensor, low: float, high: float) -> Tensor:
    """Uniform draws u as levels whose logarithm is uniform between those of low and high."""
    return low * (high / low) ** u


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
