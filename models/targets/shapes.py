"""Building blocks of targets: bands along curves and filled rectangles, as equal components."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from .gaussian_mixture import GaussianMixture
from .polyline import arc_length, points_along

Parts = tuple[Tensor, Tensor, Tensor]
"""Masses (K,), means (K, 2) and scales (K,), not yet normalised."""


def band(curve: Callable[[Tensor], Tensor], scale: float, mass: float = 1.0) -> Parts:
    """`mass` spread evenly over the length of curve(t), t in [0, 1], with components at most a scale apart."""
    path = curve(torch.linspace(0, 1, 4001, dtype=torch.float64))
    length = arc_length(path)
    n = max(2, math.ceil(length / scale))
    means = points_along(path, (torch.arange(n, dtype=torch.float64) + 0.5) * (length / n))
    return torch.full((n,), mass / n, dtype=torch.float64), means, torch.full((n,), scale, dtype=torch.float64)


def blob(x: float, y: float, scale: float, mass: float = 1.0) -> Parts:
    """One Gaussian."""
    one = torch.ones(1, dtype=torch.float64)
    return mass * one, torch.tensor([[x, y]], dtype=torch.float64), scale * one


def square(x: float, y: float, edge: float, scale: float, mass: float = 1.0) -> Parts:
    """A filled square centred at (x, y): a lattice of components one and a half scales apart."""
    n = max(2, round((edge - 2 * scale) / (1.5 * scale)) + 1)
    ticks = torch.linspace(-(edge / 2 - scale), edge / 2 - scale, n, dtype=torch.float64)
    means = torch.cartesian_prod(ticks, ticks) + torch.tensor([x, y], dtype=torch.float64)
    k = n * n
    return torch.full((k,), mass / k, dtype=torch.float64), means, torch.full((k,), scale, dtype=torch.float64)


def mixture_of(parts: Sequence[Parts]) -> GaussianMixture:
    masses, means, scales = (torch.cat(column) for column in zip(*parts, strict=True))
    return GaussianMixture.create(masses, means, scales)
