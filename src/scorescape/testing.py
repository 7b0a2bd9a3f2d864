"""The contract batteries, for whoever writes an objective, a sampler, a lens, a network or a target of their own."""

from __future__ import annotations

from scorescape.models.testing import (
    ContractBroken,
    Fault,
    check_lens,
    check_network,
    check_objective,
    check_sampler,
    check_target,
    demand,
)

__all__ = [
    "ContractBroken",
    "Fault",
    "check_lens",
    "check_network",
    "check_objective",
    "check_sampler",
    "check_target",
    "demand",
]
