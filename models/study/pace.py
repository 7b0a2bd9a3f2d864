"""How fast something may go: steps per second at most, and how many of them in all."""

from __future__ import annotations

import math
import time

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
