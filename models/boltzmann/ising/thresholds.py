"""What the kernel compares its random numbers with: P(y_i = +1 | neighbours, x_i) of every case there is, as a table.

A case is how many neighbours are +1 (0..4), how many there are (0..4, fewer at a free border) and what was observed
(-1, 0, +1): 75 of them, one byte each. Two bytes side by side are looked up at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

COUNTS = 5
NOWHERE = 15
"""The code of a place that is not in the picture: its spin stays as it is stored, 0."""
CASES = COUNTS * (NOWHERE + 1)
# 16 bits round a probability by 8e-6: one that is smaller than this would be off by more than 3 %
LEAST_OF_16_BITS = 2.0**-12


def code(degree: NDArray[Any], observed: NDArray[Any]) -> NDArray[np.uint8]:
    """COUNTS times the code of (degree, observed): a case is that plus the number of neighbours that are +1."""
    codes: NDArray[np.uint8] = (COUNTS * (3 * degree.astype(np.int64) + observed + 1)).astype(np.uint8)
    return codes


@dataclass(frozen=True)
class Thresholds:
    """y = +1 where a random whole number of `bits` bits is below the threshold of its case."""

    bits: int
    pairs: NDArray[Any]
    """By two cases side by side, read as one uint16: both thresholds, side by side as well."""

    @staticmethod
    def of(beta: float, field_strength: float) -> Thresholds:
        """At this coupling and field. 32 bits where a probability is small, 16 elsewhere."""
        chances = probabilities(beta, field_strength)
        known = chances[_possible()]
        bits = 16 if min(known.min(), 1 - known.max()) >= LEAST_OF_16_BITS else 32
        whole = np.rint(chances * 2.0**bits).clip(0, 2**bits - 1)
        return Thresholds(bits, _paired(whole.astype(np.uint16 if bits == 16 else np.uint32)))

    @property
    def single(self) -> type[Any]:
        """The type of one threshold."""
        return np.uint16 if self.bits == 16 else np.uint32


def probabilities(beta: float, field_strength: float) -> NDArray[np.float64]:
    """(CASES,): sigma(2 (beta (2 count - degree) + h x)); 0 where nothing is."""
    case = np.arange(CASES)
    codes, count = case // COUNTS, case % COUNTS
    pull = beta * (2 * count - codes // 3) + field_strength * (codes % 3 - 1.0)
    return np.where(codes < NOWHERE, 1 / (1 + np.exp(np.clip(-2 * pull, -700, 700))), 0.0)


def _possible() -> NDArray[np.bool_]:
    """(CASES,): no more neighbours are +1 than there are."""
    case = np.arange(CASES)
    codes = case // COUNTS
    possible: NDArray[np.bool_] = (codes < NOWHERE) & (case % COUNTS <= codes // 3)
    return possible


def _paired(single: NDArray[Any]) -> NDArray[Any]:
    left, right, at = _twos()
    wide = np.uint32 if single.dtype == np.uint16 else np.uint64
    table = np.zeros(int(at[-1]) + 1, dtype=wide)
    table[at] = np.stack([single[left], single[right]], 1).view(wide)[:, 0]
    return table


@cache
def _twos() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16]]:
    """All two cases side by side, and both read as one number, whichever byte this machine has first."""
    right, left = (each.ravel() for each in np.meshgrid(np.arange(CASES), np.arange(CASES), indexing="ij"))
    return left, right, np.stack([left, right], 1).astype(np.uint8).view(np.uint16)[:, 0]
