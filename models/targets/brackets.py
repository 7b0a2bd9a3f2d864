"""The parts of a Gaussian mixture at many points: brackets, shares, and the sums that scores and curvatures are.

b_k = log w_k - log(2 pi v_k) - |d_k|^2 / (2 v_k),   d_k = mu_k - x,   g_k = d_k / v_k
e_k = exp(max(b_k - max_j b_j, -80)),   r_k = e_k / sum_j e_j
log p = max_j b_j + log sum_j e_j,   s = sum_k r_k g_k
H = sum_k r_k (g_k - s)(g_k - s)^T - sum_k r_k / v_k I

Shares are divided by their own sum, so they sum to 1 however large the brackets are. Below -80 a share is nothing, and
exp in float32 takes its slow way through numbers too small to be normal. H is written as a variance less a constant:
E[g g^T] - s s^T would cancel far from the data. Source: standard identities.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

# elements of the largest (parts x points) block held at once: five of 2^16 float32 stay in the cache of a core
CHUNK_ELEMENTS = 1 << 16
# points of a block at least: rows shorter than a few registers are slower than the cache is fast
FEWEST_POINTS = 64
SMALLEST_EXPONENT = -80.0
# a bracket's last digit in float32 is .4 % here, and with it a share: points further out are asked in float64. A score
# hardly feels it, for parts that nearly tie pull nearly alike; a curvature, which is their disagreement, does
FAR = 1e5
FAR_FOR_CURVATURE = 2e3
# rounding of a mean, in deviations of its part, from which on the rest of the mean is carried as well
ROUNDING = 1e-5


@dataclass(frozen=True, eq=False)
class Parts:
    """What every part contributes, in one dtype, as columns (K, 1): parts along rows, points along columns."""

    x: Tensor
    y: Tensor
    rest: tuple[Tensor, Tensor] | None
    """What the means lose by rounding, where a narrow part would feel it."""
    log_weight: Tensor
    variance: Tensor
    inverse: Tensor
    constant: Tensor
    """log w_k - log(2 pi v_k)."""

    @staticmethod
    def of(weights: Tensor, means: Tensor, scales: Tensor, dtype: torch.dtype) -> Parts:
        """Of weights (K,), means (K, 2) and scales (K,); computed in their dtype and rounded once."""
        rounded = means.to(dtype)
        rest = (means - rounded).to(dtype)
        felt = bool((rest.abs() > ROUNDING * scales[:, None]).any())
        variance = scales**2
        log_weight = weights.log()
        columns = (log_weight, variance, 1 / variance, log_weight - torch.log(2 * math.pi * variance))
        x, y = rounded[:, :1].contiguous(), rounded[:, 1:].contiguous()
        return Parts(x, y, (rest[:, :1], rest[:, 1:]) if felt else None, *(each.to(dtype)[:, None] for each in columns))

    @property
    def rows(self) -> int:
        """Points of one block."""
        return max(FEWEST_POINTS, CHUNK_ELEMENTS // len(self.x))

    def noised(self, noise: Tensor | None) -> tuple[Tensor, Tensor]:
        """1 / v and log w - log(2 pi v), (K, 1), or (K, n) under a noise (n,) of its own for every point."""
        if noise is None:
            return self.inverse, self.constant
        variance = self.variance + noise * noise
        return 1 / variance, self.log_weight - variance.mul_(2 * math.pi).log_()


def _shares(parts: Parts, x: Tensor, noise: Tensor | None) -> tuple[Tensor, ...]:
    """At x (2, n): e, d along x and y, 1 / v, each (K, n) or a column, then sum of e and log p, (n,) each."""
    dx, dy = parts.x - x[0], parts.y - x[1]
    if parts.rest is not None:
        dx.add_(parts.rest[0])
        dy.add_(parts.rest[1])
    inverse, constant = parts.noised(noise)
    e = (dx * dx).addcmul_(dy, dy).mul_(-0.5 * inverse).add_(constant)
    largest = e.amax(0)
    e.sub_(largest).clamp_(min=SMALLEST_EXPONENT).exp_()
    total = e.sum(0)
    return e, dx, dy, inverse, total, largest + total.log()


def density(parts: Parts, x: Tensor, noise: Tensor | None) -> Tensor:
    """(1, n): log p at x (2, n)."""
    return _shares(parts, x, noise)[5][None]


def slope(parts: Parts, x: Tensor, noise: Tensor | None) -> Tensor:
    """(3, n): log p and the score's two coordinates."""
    e, dx, dy, inverse, total, log_prob = _shares(parts, x, noise)
    e.mul_(inverse)
    return torch.stack([log_prob, dx.mul_(e).sum(0).div_(total), dy.mul_(e).sum(0).div_(total)])


def curvature(parts: Parts, x: Tensor, noise: Tensor | None) -> Tensor:
    """(6, n): log p, the score's two coordinates, and H along xx, yy and xy."""
    e, dx, dy, inverse, total, log_prob = _shares(parts, x, noise)
    r, gx, gy = e.div_(total), dx.mul_(inverse), dy.mul_(inverse)
    sx, sy = (r * gx).sum(0), (r * gy).sum(0)
    narrowness = (r * inverse).sum(0)
    gx.sub_(sx)
    gy.sub_(sy)
    along_x = r * gx
    xx, xy = (along_x * gx).sum(0), (along_x * gy).sum(0)
    yy = r.mul_(gy).mul_(gy).sum(0)
    return torch.stack([log_prob, sx, sy, xx - narrowness, yy - narrowness, xy])


def evaluated(
    function: Callable[[Parts, Tensor, Tensor | None], Tensor],
    parts: Callable[[torch.dtype], Parts],
    x: Tensor,
    noise: Tensor | None = None,
) -> Tensor:
    """`function` at every x (N, 2), under one noise (N,) each if given: (C, N), whose first row is log p.

    Points from which a float32 bracket no longer tells the parts apart are asked in float64.
    """
    turned = x.T.contiguous()
    out = _by_blocks(function, parts(x.dtype), turned, noise)
    if x.dtype == torch.float32:
        # whatever is not a number counts as far: squares overflow at 1e19
        far = (out[0] >= -(FAR_FOR_CURVATURE if function is curvature else FAR)).logical_not_()
        if bool(far.any()):
            at = far.nonzero()[:, 0]
            own = None if noise is None else noise[at].double()
            out[:, at] = _by_blocks(function, parts(torch.float64), turned[:, at].double(), own).float()
    return out


def _by_blocks(
    function: Callable[[Parts, Tensor, Tensor | None], Tensor], parts: Parts, x: Tensor, noise: Tensor | None
) -> Tensor:
    n, rows = x.shape[1], parts.rows
    if n <= rows:
        return function(parts, x, noise)
    # results go straight to their place: hundreds of small ones kept between the large blocks would scatter the heap
    out: Tensor | None = None
    for start in range(0, n, rows):
        here = slice(start, start + rows)
        found = function(parts, x[:, here], None if noise is None else noise[here])
        out = found.new_empty(len(found), n) if out is None else out
        out[:, here] = found
    return x.new_empty(0) if out is None else out


def recorded(weights: Tensor, means: Tensor, scales: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """log p (N,) and the score (N, 2) out of place, for whoever differentiates them in x."""
    variance = scales**2
    apart = means[None] - x[:, None]
    bracket = weights.log() - torch.log(2 * math.pi * variance) - (apart**2).sum(2) / (2 * variance)
    share = bracket.softmax(1) / variance
    return bracket.logsumexp(1), (share[:, :, None] * apart).sum(1)
