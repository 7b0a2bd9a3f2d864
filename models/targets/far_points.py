"""The few points that lie so far away that all others would be squeezed into a dot: they are asked about, not dropped.

A point is far if on some axis it lies more than FAR spreads from the median; the spread is 1.4826 times the median
distance from the median, which is the standard deviation of a Gaussian and hardly minds a few far points. Values that
stand for "missing", such as -9999, are far wherever they lie outside all others by more than those span.
Source: Hampel 1974, J. Am. Stat. Assoc. 69, section 3 (median absolute deviation).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

FAR = 10.0
# more than that share of the points is a heap of its own
MOST = 0.05
# leaving them out must make the rest at least so many times as large
SQUEEZED = 2.0
FEWEST_POINTS = 8
NINES = (99, 99.9, 99.99, 999, 999.9, 999.99, 9999, 9999.9, 99999, 999999, 9999999, 32768, 1e20, 1e30, 1e35)
FILLS = (-2147483648, 2147483647, 9.969209968386869e36)
SENTINELS = (*(sign * value for value in NINES for sign in (-1, 1)), *FILLS)
MOST_SENTINELS = 0.5


@dataclass(frozen=True, eq=False)
class FarPoints:
    """Which points (n,) are far; how many spreads the nearest of them is; the value that stands for missing, if any."""

    which: Tensor
    spreads: float
    value: float | None

    @property
    def n(self) -> int:
        return int(self.which.sum())


def far_points(points: Tensor) -> FarPoints | None:
    """The far ones of points (n, 2); None where there are none, or leaving them out would hardly change the picture."""
    if len(points) < FEWEST_POINTS:
        return None
    missing, value = _sentinels(points)
    distances = _spreads(points, points[~missing])
    far = distances > FAR
    if int((far & ~missing).sum()) > max(1, MOST * len(points)):
        far = missing
    which = far | missing
    if not bool(which.any()) or int((~which).sum()) < 2:
        return None
    before, after = _edges(points), _edges(points[~which])
    if not bool((before > SQUEEZED * after).any()):
        return None
    return FarPoints(which, float(distances[which].min()), value)


def _edges(points: Tensor) -> Tensor:
    return points.amax(0) - points.amin(0)


def _spreads(points: Tensor, trusted: Tensor) -> Tensor:
    """(n,) the distance from the median of the trusted points in spreads, on the axis where it is largest."""
    largest = torch.zeros(len(points), dtype=torch.float64)
    for axis in range(2):
        middle = trusted[:, axis].median()
        away = (points[:, axis] - middle).abs()
        of_trusted = (trusted[:, axis] - middle).abs()
        spread = 1.4826 * float(of_trusted.median())
        if spread == 0:  # half of them at one place: what the rest of nine tenths is spread by
            spread = float(of_trusted.sort().values[int(0.9 * (len(of_trusted) - 1))]) / 1.6449
        if spread > 0:
            largest = torch.maximum(largest, away / spread)
    return largest


def _sentinels(points: Tensor) -> tuple[Tensor, float | None]:
    """(n,) which points hold a value that stands for missing, and the value."""
    which = torch.zeros(len(points), dtype=torch.bool)
    value = None
    for axis in range(2):
        column = points[:, axis]
        for sentinel in SENTINELS:
            held = (column - sentinel).abs() <= 1e-6 * abs(sentinel)
            if not bool(held.any()) or float(held.double().mean()) > MOST_SENTINELS:
                continue
            others = column[~held]
            low, high = float(others.min()), float(others.max())
            if max(low - sentinel, sentinel - high) > high - low:
                which, value = which | held, sentinel
    return which, value
