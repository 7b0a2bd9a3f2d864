"""Who looks at single steps is told the newest, not each of hundreds a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
# between two that are told while more come, seconds
REST_SECONDS = 0.1


class Telling(Generic[T]):
    """`newest` answers what there is to tell; equal objects are told once."""

    def __init__(self, newest: Callable[[], T | None], clock: Callable[[], float] = time.perf_counter) -> None:
        self._newest, self._clock = newest, clock
        self._told: T | None = None
        self._at = -REST_SECONDS

    @property
    def owed(self) -> bool:
        """Whether there is something that was not told."""
        newest = self._newest()
        return newest is not None and newest is not self._told

    def due(self, *, moving: bool) -> T | None:
        """What to tell now: while more comes only after a rest; None for nothing."""
        if not self.owed or (moving and self._clock() - self._at < REST_SECONDS):
            return None
        self._told, self._at = self._newest(), self._clock()
        return self._told
