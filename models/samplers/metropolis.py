"""The accept-reject step that Metropolis-Hastings, MALA and HMC share."""

from __future__ import annotations

import torch
from torch import Generator, Tensor


def accept(log_ratio: Tensor, generator: Generator) -> Tensor:
    """(N,) bool: accepted with probability min(1, exp(log_ratio)); a ratio that is not a number is refused."""
    uniform = torch.rand(log_ratio.shape, generator=generator, dtype=log_ratio.dtype)
    # log(0) = -inf accepts what it should; NaN compares false and so is refused
    return uniform.log() < log_ratio


def choose(accepted: Tensor, proposed: Tensor, current: Tensor) -> Tensor:
    """Row by row the proposed value where accepted, the current one elsewhere."""
    mask = accepted if proposed.ndim == 1 else accepted[:, None]
    return torch.where(mask, proposed, current)
