"""What one step is made of, as data: vectors that are added to x, and a test that may refuse their sum.

x' = x + sum of factor * vector,  x' kept with probability min(1, exp(log_ratio)), else x

A sampler gives the very numbers and tensors of its step, in a function that is called only where somebody looks at a
particle; that they add up to where the particle landed is looked at then, every time, and asked of every sampler by its
battery.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

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


class Push:
    """A summand of a step: factor * vector, the vector (N, 2)."""

    # a walk makes some in every step, looked at or not
    __slots__ = ("factor", "term", "vector")

    def __init__(self, term: Term, factor: float, vector: Tensor) -> None:
        self.term, self.factor, self.vector = term, factor, vector

    @property
    def value(self) -> Tensor:
        """(N, 2) world units."""
        return self.factor * self.vector


class Test(NamedTuple):
    """What may refuse a step; (N,) each."""

    formula: str
    """TeX of the log of the ratio."""
    numbers: Mapping[str, Tensor]
    """What the ratio is made of, nats, by TeX."""
    log_ratio: Tensor
    """nats"""
    uniform: Tensor
    """What was drawn from [0, 1)."""
    accepted: Tensor
    """Who moves."""


class Parts(NamedTuple):
    """All of a step; a sampler gives it as a function, which is called only where somebody looks."""

    pushes: tuple[Push, ...]
    test: Test | None = None
    drawn: Push | None = None
    """What chance gave the step where that is no summand of it, such as a momentum."""
