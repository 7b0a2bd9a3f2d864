"""A running mean of correlated numbers and its standard error by batch means.

Numbers are summed in batches of equal length; where there are many batches, two become one. Their means hardly depend
on each other once a batch is much longer than the chain's memory, and their spread gives the error of the whole.
Source: Flegal and Jones 2010.
"""

from __future__ import annotations

import math

MOST = 64
LEAST = 8


class Batches:
    """Of one quantity."""

    def __init__(self, length: int = 1, sums: list[float] | None = None, rest: list[float] | None = None) -> None:
        self.length = length
        self.sums = list(sums or [])
        self.rest = list(rest or [])
        """What does not fill a batch yet."""

    def take(self, value: float) -> None:
        """One number more."""
        self.rest.append(value)
        if len(self.rest) < self.length:
            return
        self.sums.append(sum(self.rest))
        self.rest = []
        if len(self.sums) == MOST:
            self.sums = [one + other for one, other in zip(self.sums[::2], self.sums[1::2], strict=True)]
            self.length *= 2

    @property
    def count(self) -> int:
        return len(self.sums) * self.length + len(self.rest)

    @property
    def mean(self) -> float | None:
        """None of nothing."""
        return (sum(self.sums) + sum(self.rest)) / self.count if self.count else None

    @property
    def error(self) -> float | None:
        """The standard error of the mean; None where there are too few batches to say it."""
        n = len(self.sums)
        if n < LEAST:
            return None
        means = [each / self.length for each in self.sums]
        middle = sum(means) / n
        return math.sqrt(sum((each - middle) ** 2 for each in means) / (n * (n - 1)))

    def values(self) -> tuple[int, list[float], list[float]]:
        """What `Batches` is built from again."""
        return self.length, self.sums, self.rest
