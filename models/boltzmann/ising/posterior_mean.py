r"""The posterior mean, and the picture of least expected pixel error: +1 where P(y_i = +1 | x) is above one half.

    P(y_i = +1 | x) ~ 1/n sum_t P(y_i = +1 | y^(t) without y_i, x)

The mean of the conditional probabilities that the sampler has at hand, rather than of the spins that it draws from
them: the same limit with less noise (Gelfand and Smith 1990, section 2.6). Source: Marroquin, Mitter and Poggio 1987.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .energy import Spins
from .lattice import COLOURS, Lattice
from .thresholds import Thresholds

BURN_IN = 20
KEPT = 150
SWEEPS = BURN_IN + KEPT
# sums of 32-bit thresholds must stay below 2^53, where float64 counts no longer
MOST_KEPT = 2_000_000


class Average:
    """Of the conditional probabilities of the sweeps that were made through it."""

    def __init__(self, lattice: Lattice) -> None:
        self.kept = 0
        self.sums: list[NDArray[Any]] = [np.zeros(lattice.half_shape(), np.float64) for _ in COLOURS]

    def sweep(self, lattice: Lattice, thresholds: Thresholds, chance: np.random.Generator) -> None:
        """One sweep that counts."""
        if self.kept >= MOST_KEPT:
            lattice.sweep(thresholds, chance)
            return
        lattice.sweep(thresholds, chance, self.sums)
        self.kept += 1

    def clear(self) -> None:
        """Forget: the law has changed."""
        self.kept = 0
        for each in self.sums:
            each[:] = 0

    def mean(self, lattice: Lattice, thresholds: Thresholds) -> NDArray[np.float64] | None:
        """(H, W) in [0, 1]: P(y_i = +1 | x); None before the first sweep."""
        if not self.kept:
            return None
        return lattice.expand(self.sums) / (self.kept * 2.0**thresholds.bits)


def of_mean(mean: NDArray[np.float64]) -> Spins:
    """+1 where the mean is at least one half."""
    return np.where(mean >= 0.5, 1, -1).astype(np.int8)
