"""How much the running mean of the loss owes to chance.

    v <- (1 - a) (v + a (J - mean)^2)          before mean <- mean + a (J - mean)

The mean is sum_i w_i J_i with w = a (1 - a)^k, all that is left on the first; batches are independent, so its variance
is s2 sum_i w_i^2, and v has s2 (1 - sum_i w_i^2) on average. While the loss still falls, the way it falls counts too.
Source: West 1979; Finch 2009, Incremental calculation of weighted mean and variance, section 9.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class LossSpread:
    """Of `count` losses with this weight of the newest; `variance` is not a number where it was not kept."""

    memory: float
    count: int = 0
    variance: float = 0.0

    def add(self, away: float) -> None:
        """A loss so far from the mean before it; not a number for the first."""
        self.count += 1
        if self.count > 1:
            self.variance = (1 - self.memory) * (self.variance + self.memory * away**2)

    def standard_error(self) -> float | None:
        """Of the running mean; None where it is not known."""
        left = (1 - self.memory) ** (2 * max(0, self.count - 1))
        squares = left + self.memory / (2 - self.memory) * (1 - left)
        if self.count < 2 or math.isnan(self.variance):
            return None
        return math.sqrt(self.variance * squares / (1 - squares))
