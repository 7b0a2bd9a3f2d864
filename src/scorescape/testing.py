"""The contract batteries, for whoever writes an objective, a sampler or a lens of their own."""

from __future__ import annotations

from scorescape.models.testing import ContractBroken, Fault, check_lens, check_objective, check_sampler, demand

__all__ = ["ContractBroken", "Fault", "check_lens", "check_objective", "check_sampler", "demand"]
