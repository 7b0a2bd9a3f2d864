"""How far the shares of exact samples stray from the masses of the modes, all modes at once.

    T = max_m |share_m - mass_m| / sqrt(mass_m (1 - mass_m) / n)            counts ~ multinomial(n, masses)

By exact draws of the counts: no limit theorem is asked for, and two modes, which are each other's complement, are no
two chances to be wrong. The critical value of T makes intervals that hold together, and a verdict over all modes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..random_streams import stream
from .verdicts import FALSE_ALARMS

# of the counts: a rate of 5 % is then known to .2 %; fewer where there are hundreds of modes
DRAWS, LEAST_DRAWS = 10_000, 1_000
COUNTS = 400_000
KNOWN = 512
# Phi^-1(.95)
Z_FOUND = 1.644854

Array = NDArray[Any]


@dataclass(frozen=True)
class ModeNoise:
    """What exact samples of n particles score."""

    critical: float
    """Of T: in 5 of 100 exact samples some mode strays further."""
    total_variation: float
    total_variation_95: float
    smallest_fault: float | None
    """A weight of any mode that is wrong by so much or more is found 95 times in 100; None where none is."""


@lru_cache(maxsize=KNOWN)
def mode_noise(masses: tuple[float, ...], n: int) -> ModeNoise:
    """Of n particles on modes of these masses, which sum to 1. Deterministic: the draws have a stream of their own."""
    exact = np.asarray(masses)
    if n == 0:
        return ModeNoise(0.0, 1.0, 1.0, None)
    if len(exact) < 2:
        return ModeNoise(math.inf, 0.0, 0.0, None)
    draws = max(LEAST_DRAWS, min(DRAWS, COUNTS // len(exact)))
    chance = np.random.default_rng(stream(n, "mode-noise").initial_seed())
    away = np.abs(chance.multinomial(n, exact, size=draws) / n - exact)
    deviation = np.sqrt(exact * (1 - exact) / n)
    strays = (away / np.where(deviation > 0, deviation, 1)).max(axis=1)
    variation = away.sum(axis=1) / 2
    critical = _critical(strays)
    fault = _smallest_fault(exact, n, critical * deviation)
    return ModeNoise(critical, float(variation.mean()), float(np.quantile(variation, 1 - FALSE_ALARMS)), fault)


def _critical(strays: Array) -> float:
    """Between two values that T can take: the pair of neighbours that a share nearest to FALSE_ALARMS lies above.

    Of few particles T takes few values, and no critical value has exactly that share above it.
    """
    values, counts = np.unique(strays.round(9), return_counts=True)
    above = 1 - counts.cumsum() / len(strays)
    at = int(np.abs(above - FALSE_ALARMS).argmin())
    return float(values[at] + values[min(at + 1, len(values) - 1)]) / 2


def _smallest_fault(exact: Array, n: int, allowed: Array) -> float | None:
    """The largest, over modes and directions, of the shifts of one weight that its own share gives away.

    A shift d is found when d - allowed is Z_FOUND deviations of the shifted share or more. A weight cannot fall by
    more than itself: where even that stays unseen, nothing larger can go wrong downwards.
    """
    needed = [0.0]
    for sign, most in ((1, 1 - exact), (-1, exact)):
        low, high = np.zeros_like(exact), most.copy()
        seen = _seen(exact, sign * high, n, allowed, np.abs(high))
        if sign > 0 and not seen.all():
            return None
        for _ in range(50):
            middle = (low + high) / 2
            found = _seen(exact, sign * middle, n, allowed, middle)
            low, high = np.where(found, low, middle), np.where(found, middle, high)
        needed += high[seen].tolist()
    return max(needed)


def _seen(exact: Array, shift: Array, n: int, allowed: Array, size: Array) -> Array:
    shifted = exact + shift
    found: Array = size - allowed >= Z_FOUND * np.sqrt(np.maximum(0, shifted * (1 - shifted)) / n)
    return found
