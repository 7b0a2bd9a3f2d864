"""Where a walk down the noise levels begins: the smoothed target at the largest one, as a Gaussian.

At a sigma far above the target's size p_sigma is close to N(m, (v + sigma^2) I). The field itself tells m and v: its
posterior means D(x) = x + sigma^2 s(x, sigma) have mean m and shrink x by k = v / (v + sigma^2).
A prior centred on the origin instead of m leaves that offset in the mode weights of a deterministic flow.
"""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..field import Field


def prior_points(field: Field, n: int, sigma: float, generator: Generator) -> Tensor:
    """(n, 2) float32 draws of N(m, (v + sigma^2) I) for the target that `field` knows; one evaluation per point."""
    z = torch.randn(n, 2, generator=generator)
    x = sigma * z
    denoised = x + sigma**2 * field.smoothed_score(x, sigma)
    center = denoised.mean(0)
    if n < 2:
        return center + sigma * z
    shrinkage = float(denoised.std() / x.std())
    shrinkage = min(shrinkage, 0.9)  # a field that knows little must not send particles to infinity
    spread = (sigma**2 / (1 - shrinkage)) ** 0.5
    points: Tensor = center + spread * z
    return points
