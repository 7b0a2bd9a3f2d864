"""Which particles go on, and how often, where they carry weights."""

from __future__ import annotations

import torch
from torch import Generator, Tensor


def effective(log_weights: Tensor) -> float:
    """(sum w)^2 / sum w^2 of weights (N,) given in logs, nats: as many equal ones would be worth as much."""
    shares = log_weights.double().softmax(0)
    return float(1 / (shares**2).sum())


def systematic(log_weights: Tensor, generator: Generator) -> Tensor:
    """(N,) numbers of the particles that go on: a share w / N goes on floor(w) or ceil(w) times, equal ones all once.

    Source: Carpenter, Clifford & Fearnhead 1999.
    """
    n = len(log_weights)
    cumulative = log_weights.double().softmax(0).cumsum(0)
    at = (torch.arange(n, dtype=torch.float64) + torch.rand(1, generator=generator, dtype=torch.float64)) / n
    found: Tensor = torch.searchsorted(cumulative / cumulative[-1], at).clamp(max=n - 1)
    return found
