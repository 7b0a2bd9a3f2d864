"""Random directions that stand in for a trace: for every v here E[v v^T] = I, so that E[v^T A v] = tr A.

In the plane, with A's symmetric part S, the variance of v^T A v is
    rademacher   4 S12^2
    sphere       1/2 (S11 - S22)^2 + 2 S12^2          |v| = sqrt(2)
    gaussian     2 (S11^2 + S22^2 + 2 S12^2)
so the first two agree on average over rotations of the axes, and the Gaussian adds the spread of |v|^2.
Source: Hutchinson 1990 (Communications in Statistics 19), for the signs.
"""

from __future__ import annotations

import math
from typing import Literal

import torch
from torch import Generator, Tensor

Distribution = Literal["rademacher", "sphere", "gaussian"]


def directions(distribution: Distribution, n: int, generator: Generator, dtype: torch.dtype) -> Tensor:
    """(n, 2) independent directions, one a row."""
    v = torch.randn(n, 2, generator=generator, dtype=dtype)
    if distribution == "rademacher":
        return 1 - 2 * (v < 0).to(dtype)
    if distribution == "sphere":
        v = v * (math.sqrt(2) / torch.linalg.vector_norm(v, dim=1, keepdim=True))
    return v
