"""What a sampler does on the exact field of N(0, v I), in closed form: its battery holds the code to it.

On N(0, v I) the score is -x / v and that of p_sigma -x / (v + sigma^2): a step without a refusal is x <- a x + b z, and
so is a whole walk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Stationary:
    """Particles that begin in N(0, variance I) stay in it, step by step."""

    variance: float
    """In unit^2: v for an exact sampler, another for one with a bias of its step size."""
    correlation: float
    """Of a coordinate with itself one step later: how fast the chain forgets."""
    acceptance: float | None = None
    """Share of proposals accepted; None for a sampler that refuses none."""


@dataclass(frozen=True)
class Passage:
    """A walk with an end: `init` gives N(0, start I), `duration` steps later it is N(0, variance I)."""

    start: float
    variance: float
    gain: float
    """What is left of a start point in where it ends: E[x_end . x_start] / E|x_start|^2."""


def passage(start: float, steps: Iterable[tuple[float, float]]) -> Passage:
    """Of a walk whose steps are x <- a x + b z, given as (a, b^2): V <- a^2 V + b^2."""
    variance, gain = start, 1.0
    for a, noise in steps:
        variance, gain = a**2 * variance + noise, a * gain
    return Passage(start, variance, gain)


def metropolis(variance: float, gap: Tensor, jump: Tensor) -> Stationary:
    """Of a reversible chain in the plane whose proposal is linear in u = (x / sqrt(v), z), both normal, per axis.

    gap (2, 2): the symmetric G for which a move is more likely than its reverse where u^T G u < 0, summed over both
    axes; jump (2,): (x' - x) / sqrt(v) = jump . u. The flow from x to x' is symmetric, min(p q, p' q'), so the mean
    over accepted moves of any f(x, x') = f(x', x) is 2 E[f; u^T G u < 0]. In the eigenbasis of G, of values
    l > 0 > -m, the two squared lengths |u_l|^2 / 2 and |u_m|^2 / 2 are independent exponentials P and Q, and the
    condition is P < c Q with c = m / l:
        Pr = c / (1 + c),   E[P; P < c Q] = (c / (1 + c))^2,   E[Q; P < c Q] = 1 - 1 / (1 + c)^2.
    """
    (low, high), axes = torch.linalg.eigh(gap)
    along = (jump @ axes) ** 2
    share = float(-low / (high - low))  # c / (1 + c)
    # E|x' - x|^2 over accepted moves, both axes, in units of v; a stationary chain has 4 v (1 - correlation)
    moved = 4 * float(along[1] * share**2 + along[0] * (1 - (1 - share) ** 2))
    return Stationary(variance, 1 - moved / 4, 2 * share)
