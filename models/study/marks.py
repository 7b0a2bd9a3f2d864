"""Where something that goes on is to be measured."""

from __future__ import annotations

import math
from collections.abc import Iterable


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
