"""What an objective says of one batch, for whoever looks at one step of training.

J = mean over the batch of `terms` + sum of `extras`

Nobody looks at most steps, and an objective writes nothing then: it asks `notes()` first, which is None. What it writes
down are the very tensors of its loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from torch import Tensor

Role = Literal["noise", "predicted", "wanted", "chain"]
"""What was added, what the network says, what it should have said, where a chain of negatives went."""


class Vector(NamedTuple):
    """One vector a row of the batch."""

    name: str
    role: Role
    tex: str
    value: Tensor
    """(B, 2) in the units of the formula."""
    tail: Tensor
    """(B, 2) where it is drawn from, world units."""
    drawn: Tensor | None
    """(B, 2) world units; None for a vector that is no way in the plane, such as a score by itself."""


class Number(NamedTuple):
    """One number a row of the batch, or one for all of it (a scalar)."""

    name: str
    tex: str
    value: Tensor


@dataclass
class Notes:
    """Written by `Objective.loss`; empty for an objective that declares nothing."""

    shown: Tensor | None = None
    """(B, 2) the batch, world units."""
    asked: Tensor | None = None
    """(B, 2) where the network was asked, world units; left out, where the batch is."""
    sigma: Tensor | None = None
    """(B,) the noise level it was asked at, world units."""
    vectors: list[Vector] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    others: tuple[str, Tensor] | None = None
    """Points (M, 2) that the data is set against, with their name."""
    compared: str = ""
    """TeX of what is compared: a term of J."""
    terms: Tensor | None = None
    """(B,) what each row adds to J."""
    extras: list[Number] = field(default_factory=list)
    """What J has beside the mean of the terms."""

    def compare(self, tex: str, terms: Tensor, *extras: Number) -> None:
        """The terms of J and what it has beside their mean."""
        self.compared, self.terms, self.extras = tex, terms, list(extras)


_OPEN: ContextVar[Notes | None] = ContextVar("notes", default=None)


def notes() -> Notes | None:
    """Where to write; None while nobody looks."""
    return _OPEN.get()


@contextmanager
def taking_notes() -> Iterator[Notes]:
    """What objectives write while this is open."""
    taken = Notes()
    token = _OPEN.set(taken)
    try:
        yield taken
    finally:
        _OPEN.reset(token)
