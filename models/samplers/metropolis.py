"""The accept-reject step that Metropolis-Hastings, MALA and HMC share."""

from __future__ import annotations

import torch
from torch import Generator, Tensor


def log_ratio(energy: Tensor, new_energy: Tensor, there: Tensor | float = 0.0, back: Tensor | float = 0.0) -> Tensor:
    """(N,) log of p(x') q(x | x') / (p(x) q(x' | x)) for a move x -> x', with p = exp(-energy) up to a constant.

    `there` = log q(x' | x) and `back` = log q(x | x'), nats; both 0 for a proposal that is symmetric, or that keeps
    volumes and is its own reverse. Source: Hastings 1970, eq. 3.
    """
    return energy - new_energy + (back - there)


def acceptance(log_ratio: Tensor) -> Tensor:
    """(N,) min(1, exp(log_ratio)), the probability of a move; a ratio that is not a number is refused."""
    return log_ratio.clamp(max=0).exp().nan_to_num(0.0)


def tried(log_ratio: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
    """(N,) what was drawn, and (N,) bool: accepted with probability `acceptance`."""
    # uniform on [0, 1): a probability of 1 is always accepted and one of 0 never
    uniform = torch.rand(log_ratio.shape, generator=generator, dtype=log_ratio.dtype)
    return uniform, uniform < acceptance(log_ratio)


def choose(accepted: Tensor, proposed: Tensor, current: Tensor) -> Tensor:
    """Row by row the proposed value where accepted, the current one elsewhere."""
    mask = accepted if proposed.ndim == 1 else accepted[:, None]
    return torch.where(mask, proposed, current)
