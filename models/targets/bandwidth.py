"""How wide the Gaussian of each point is.

Silverman's rule: h = n^(-1/6) sigma, sigma^2 = mean of the two coordinates' variances (with n - 1). It is right for one
round heap and blurs what has structure. Leave-one-out likelihood finds the factor on it:
    f* = argmax_f 1/n sum_i log((1 - e) p_f(x_i | all other places) + e / area),    e = OFF,
among FACTORS on m <= MOST_POINTS points; for all n of them the width is (m / n)^(1/6) of that for m. A point is left
out together with those that share its place, or rounded data would ask for no width at all; the share e spread over the
box keeps a few lone points from deciding alone.
Sources: Silverman 1986, sections 4.3.2 (his rule in the plane) and 3.4.4 (likelihood cross-validation).
"""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from ..domain import HALF_WIDTH
from .gaussian_mixture import MAX_SCALE

NARROWEST = 0.01
FACTORS = tuple(0.02 * 2 ** (k / 2) for k in range(15))
MOST_POINTS = 1_000
OFF = 0.01


def silverman(points: Tensor) -> float:
    """The rule's bandwidth, in the points' unit."""
    return float(len(points) ** (-1 / 6) * points.var(dim=0).mean().sqrt())


def width_used(factor: float, rule: float) -> float:
    """World units: the factor times the rule, no less than NARROWEST and no more than a target may have."""
    return min(max(factor * rule, NARROWEST), MAX_SCALE)


def best_factor(points: Tensor) -> float:
    """The factor on the rule's bandwidth of greatest leave-one-out likelihood; points (n, 2) in the box, n >= 2."""
    some = points
    if len(points) > MOST_POINTS:
        chosen = torch.randperm(len(points), generator=Generator().manual_seed(0))[:MOST_POINTS]
        some = points[chosen]
    rule = silverman(some)
    squares = torch.cdist(some, some, compute_mode="donot_use_mm_for_euclid_dist").square()
    squares[squares == 0] = math.inf
    scores = [_likelihood(squares, width_used(factor, rule)) for factor in FACTORS]
    # of equal ones the first: below the narrowest width all factors are one
    best = FACTORS[scores.index(max(scores))]
    # the width goes as n^(-1/6); a rule of all may have seen far points that the rule of some has not
    width = best * rule * math.pow(len(some) / len(points), 1 / 6)
    return width / silverman(points)


def _likelihood(squares: Tensor, width: float) -> float:
    """Nats a point."""
    density = (-squares / (2 * width**2)).exp().sum(1) / ((len(squares) - 1) * 2 * math.pi * width**2)
    return float(((1 - OFF) * density + OFF / (2 * HALF_WIDTH) ** 2).log().mean())
