"""What one step is made of, as data: vectors that are added to x, and a test that may refuse their sum.

x' = x + sum of factor * vector,  x' kept with probability min(1, exp(log_ratio)), else x

A sampler makes its step of these very objects, so that what is shown is what was done. They hold the tensors of all
particles that the step has anyway; nobody's numbers are looked at before somebody asks for one particle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import torch
from torch import Tensor

Role = Literal["drift", "noise", "flow"]
"""What a summand comes from: the score, chance, or both at once, as a roll over the energy."""


@dataclass(frozen=True)
class Term:
    """What a summand is, in words and in TeX; a sampler declares each once."""

    name: str
    role: Role
    factor: str
    """TeX of the number, such as \\eta; empty for 1."""
    vector: str
    """TeX of the vector, such as s(x)."""
    stage: str = ""
    """Summands of one stage follow each other along a path and are shown as one; empty for one that stands alone."""


class Push(NamedTuple):
    """A summand of a step: factor * vector, the vector (N, 2)."""

    term: Term
    factor: float
    vector: Tensor

    @property
    def value(self) -> Tensor:
        """(N, 2) world units."""
        return self.factor * self.vector


def pushed(x: Tensor, first: Push, *others: Push) -> Tensor:
    """x and all pushes in one pass each, without a temporary."""
    x = torch.add(x, first.vector, alpha=first.factor)
    for push in others:
        x.add_(push.vector, alpha=push.factor)
    return x


class Trial(NamedTuple):
    """(N,) each: the log of the ratio, nats; what was drawn uniformly from [0, 1); who moves."""

    log_ratio: Tensor
    uniform: Tensor
    accepted: Tensor


class Test(NamedTuple):
    """A trial with what its ratio is made of: numbers (N,) by their TeX, in nats."""

    formula: str
    """TeX of the log of the ratio."""
    trial: Trial
    numbers: tuple[tuple[str, Tensor], ...]


class Parts(NamedTuple):
    """All of a step."""

    pushes: tuple[Push, ...]
    test: Test | None = None
    drawn: Push | None = None
    """What chance gave the step where that is no summand of it, such as a momentum."""
