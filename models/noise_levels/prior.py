"""Where a walk down the noise levels begins: the smoothed target at the largest one, as a Gaussian.

Far above the target's size p_sigma is close to N(m, C + sigma^2 I), with the target's mean m and covariance C. Every
walk here is variance exploding: a variance-preserving field answers for x_t / sqrt(abar), whose start is the same, so
that N(sqrt(abar) m, abar C + (1 - abar) I) need not be spelt out (Song et al. 2021, eqs. 29-31).

The field itself tells m and C. Its posterior means D(x) = x + sigma^2 s(x, sigma) have, over p_sigma, the mean m and
the covariance C with x (the tower rule): along a regression D = b + A x the target is m = (I - A)^-1 b and
C = sigma^2 A (I - A)^-1. The centre b alone would be m sigma^2 / (v + sigma^2), and one spread for both axes widens the
narrower one; both stay in the mode weights of a deterministic flow.

Of added scores with powers of sum A the score is A times that of such a target: its walk begins in
N(m, (C + sigma^2 I) / A).
"""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from ..field import Field

# a field that knows little must not send particles to infinity: the largest share of x in D(x)
LARGEST_SHARE = 0.9
# points of a regression on two coordinates and a constant
FEWEST = 8


def prior_points(field: Field, n: int, sigma: float, generator: Generator) -> Tensor:
    """(n, 2) float32 draws of N(m, C + sigma^2 I) for the target that `field` knows; one evaluation per point."""
    z = torch.randn(n, 2, generator=generator)
    x = sigma * (z if n >= FEWEST else torch.cat([z, _circle(FEWEST)]))
    denoised = x + sigma**2 / field.total_power * field.smoothed_score(x, sigma)
    mean, covariance = _target(x.double(), denoised.double(), sigma)
    root = torch.linalg.cholesky(covariance + sigma**2 * torch.eye(2, dtype=torch.float64))
    points: Tensor = (mean + z.double() @ root.T / math.sqrt(field.total_power)).float()
    return points


def _target(x: Tensor, denoised: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
    """Mean (2,) and covariance (2, 2) of the target, by regression of the posterior means (N, 2) on the points."""
    centred = x - x.mean(0)
    slope = torch.linalg.solve(centred.T @ centred, centred.T @ (denoised - denoised.mean(0)))
    share, axes = torch.linalg.eigh((slope + slope.T) / 2)
    share = share.nan_to_num(0.0).clamp(0.0, LARGEST_SHARE)
    kept = (axes * share) @ axes.T
    offset = denoised.mean(0) - slope.T @ x.mean(0)
    mean = torch.linalg.solve(torch.eye(2, dtype=torch.float64) - kept, offset)
    return mean, sigma**2 * (axes * (share / (1 - share))) @ axes.T


def _circle(n: int) -> Tensor:
    """(n, 2) points around the origin with variance 1 along either axis, for walks of too few particles."""
    angle = torch.arange(n) * (2 * torch.pi / n)
    return 2**0.5 * torch.stack([angle.cos(), angle.sin()], dim=1)
