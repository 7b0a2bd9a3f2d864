"""From a network's output f to an energy E = -log g(f), with the derivatives that carry f's own to E's.

g = exp(-f), f^2, |f|, log(1 + exp(f)), 1 / (1 + exp(-f)): only the first is positive, smooth and free of logarithms
everywhere, which is why it is preferred. The square and the modulus have a zero wherever f changes sign: a wall that no
chain crosses. The sigmoid is bounded, so it cannot peak higher than 1 / Z.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import softplus

from .spec import Link

# keeps the logarithm finite where f crosses zero
TINY = 1e-6

Bent = tuple[Tensor, Tensor, Tensor]
"""E, dE/df and d2E/df2, each of f's shape."""


def exponential(f: Tensor) -> Bent:
    return f, torch.ones_like(f), torch.zeros_like(f)


def square(f: Tensor) -> Bent:
    """-log(f^2 + tiny)"""
    g = f * f + TINY
    return -g.log(), -2 * f / g, -2 / g + (2 * f / g) ** 2


def absolute(f: Tensor) -> Bent:
    """-log(sqrt(f^2 + tiny)): smooth across zero, unlike |f|."""
    energy, slope, curve = square(f)
    return energy / 2, slope / 2, curve / 2


def soft(f: Tensor) -> Bent:
    """-log softplus(f); far below zero softplus(f) is exp(f), whose logarithm is f itself."""
    g = softplus(f.clamp(min=-15.0))
    rise = torch.sigmoid(f)
    far = f < -15.0
    slope = torch.where(far, -torch.ones_like(f), -rise / g)
    curve = torch.where(far, torch.zeros_like(f), -rise * (1 - rise) / g + (rise / g) ** 2)
    return torch.where(far, -f, -g.log()), slope, curve


def sigmoid(f: Tensor) -> Bent:
    """-log(1 / (1 + exp(-f))) = softplus(-f): -f far below zero, flat far above."""
    falls = torch.sigmoid(-f)
    return softplus(-f), -falls, falls * (1 - falls)


LINKS: dict[Link, Callable[[Tensor], Bent]] = {
    "exp": exponential,
    "square": square,
    "abs": absolute,
    "softplus": soft,
    "sigmoid": sigmoid,
}
# whose density has a zero, and the score a pole, wherever f changes sign
WALLED: frozenset[Link] = frozenset({"square", "abs"})
