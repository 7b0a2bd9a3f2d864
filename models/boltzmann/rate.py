"""How many steps a second of the clock, just now."""

from __future__ import annotations

import time

# two readings that are nearer than this say nothing
LEAST_SECONDS = 0.05


class Rate:
    """Between two readings of a counter."""

    def __init__(self) -> None:
        self._at: tuple[float, int] | None = None
        self._found: float | None = None

    def of(self, count: int) -> float | None:
        """Since it was asked last; None at first."""
        now = time.perf_counter()
        if self._at is None:
            self._at = now, count
        elif now - self._at[0] > LEAST_SECONDS:
            gone = count - self._at[1]
            self._found = gone / (now - self._at[0]) if gone >= 0 else None
            self._at = now, count
        return self._found
