"""How fast something may go: steps per second at most, how many of them in all, and where it is to be measured."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable

# time that was not used for this long is not owed later
PATIENCE = 0.1


class Pace:
    """Says how many steps are due now. `limit` None is as fast as the machine can."""

    def __init__(self, limit: float | None) -> None:
        self.limit = limit
        self.left: int | None = None
        """Steps until it stops by itself; None while it goes on."""
        self._paid = time.perf_counter()

    def start(self, n: int | None = None) -> None:
        """Begin now, for n steps or without an end."""
        self.left, self._paid = n, time.perf_counter()
        if n is not None and self.limit is not None:
            self._paid -= 1 / self.limit  # a single step is taken at once, however slow the pace

    def due(self) -> int:
        """Steps that may be taken now; they count as taken once `took` says so."""
        now = time.perf_counter()
        allowed = 1 << 30
        if self.limit is not None:
            self._paid = max(self._paid, now - max(PATIENCE, 2 / self.limit))
            allowed = math.floor((now - self._paid) * self.limit + 1e-9)
        return allowed if self.left is None else min(allowed, self.left)

    def took(self, n: int) -> None:
        if self.limit is not None:
            self._paid += n / self.limit
        if self.left is not None:
            self.left -= n

    @property
    def spent(self) -> bool:
        """Whether the steps that were asked for are done."""
        return self.left == 0


class Marks:
    """Steps at which figures are wanted as soon as they are reached, so that runs can be compared at equal steps."""

    FULL = 8
    """How many of them, at most, have the dear figures as well."""

    def __init__(self, steps: Iterable[int] = ()) -> None:
        self._ahead = sorted(set(steps))
        self._stride = max(1, math.ceil(len(self._ahead) / self.FULL))

    def until(self, step: int) -> int:
        """Steps that may be taken from here to the next mark; without one ahead, as many as one likes."""
        self._ahead = [mark for mark in self._ahead if mark >= step]
        return self._ahead[0] - step if self._ahead else 1 << 30

    def at(self, step: int) -> bool:
        """Whether this step is marked and has not been measured."""
        return step in self._ahead

    def full(self, step: int) -> bool:
        """Whether it is one of those that have the dear figures; the last one always is."""
        return self.at(step) and (len(self._ahead) - self._ahead.index(step)) % self._stride == 1 % self._stride

    def measured(self, step: int) -> None:
        """The figures of this step are there."""
        self._ahead = [mark for mark in self._ahead if mark != step]
