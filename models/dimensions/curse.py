r"""What Z costs as the dimension grows: by a grid, and by uniform points.

A grid of m points an axis has m^d of them. Uniform points in a cube of side W estimate the integral of one mode of
scale s in its middle, f(x) = exp(-|x|^2 / (2 s^2)), with the relative standard error

    sqrt((r^d - 1) / n),   r = W int f^2 / (int f)^2 = W erf(W / (2 s)) / (2 s sqrt(pi) erf(W / (2 sqrt(2) s))^2)

along one axis. The grid is hopeless first, and then r^d is too: everything is in logs.
Source: Owen 2013 (Monte Carlo theory, methods and examples), section 2.2; Bellman 1957 (Dynamic Programming), preface.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..domain import HALF_WIDTH
from ..random_streams import stream

SIDE = 64
PER_SECOND = 1e9
"""Energies a fast machine asks in a second."""
DIMENSIONS = (1, 2, 3, 5, 10, 20, 50, 3_072)
NAMED = {2: "this page", 3_072: "a picture of 32 x 32 x 3"}
SCALE, WIDTH = 0.5, 2 * HALF_WIDTH
# points drawn at once
AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Cost:
    """Powers of ten, as the numbers themselves leave the range of floating point."""

    d: int
    name: str
    log10_grid_points: float
    """Of a grid with `SIDE` points an axis."""
    log10_grid_seconds: float
    log10_monte_carlo_points: float
    """Uniform points for a relative error of one per cent."""


@dataclass(frozen=True)
class Measured:
    """The relative error of Z that repeats had, beside the formula's."""

    d: int
    n_points: int
    repeats: int
    measured: float
    """Root mean square of Z_n / Z - 1."""
    measured_se: float
    """Its own standard error, by the spread of the squares."""
    formula: float


def costs(dimensions: Sequence[int] = DIMENSIONS, scale: float = SCALE) -> list[Cost]:
    """A row for each dimension; `scale` is the mode's, world units, in a box of side 8."""
    return [
        Cost(
            d,
            NAMED.get(d, ""),
            d * math.log10(SIDE),
            d * math.log10(SIDE) - math.log10(PER_SECOND),
            log10_points_for(0.01, d, scale),
        )
        for d in dimensions
    ]


def log_ratio_of_squares(scale: float = SCALE, width: float = WIDTH) -> float:
    """log r, nats: how much one more dimension costs."""
    below = math.erf(width / (2 * math.sqrt(2) * scale))
    return math.log(width * math.erf(width / (2 * scale)) / (2 * scale * math.sqrt(math.pi) * below**2))


def log_relative_variance(d: int, scale: float = SCALE, width: float = WIDTH) -> float:
    """log (r^d - 1), nats: of a single point."""
    grown = d * log_ratio_of_squares(scale, width)
    return grown + math.log(-math.expm1(-grown))


def relative_error(d: int, n: int, scale: float = SCALE, width: float = WIDTH) -> float:
    """sqrt((r^d - 1) / n); infinity where it leaves the floating-point numbers."""
    half = (log_relative_variance(d, scale, width) - math.log(n)) / 2
    return math.exp(half) if half < 700 else math.inf


def log10_points_for(error: float, d: int, scale: float = SCALE, width: float = WIDTH) -> float:
    """log10 of the points that have this relative error."""
    return (log_relative_variance(d, scale, width) - 2 * math.log(error)) / math.log(10)


def measured_error(d: int, n: int, repeats: int, seed: int = 0, scale: float = SCALE, width: float = WIDTH) -> Measured:
    """Z by n uniform points, so many times over, each beside the exact integral of the mode within the cube."""
    chance = stream(seed, f"curse-{d}")
    log_z = d * math.log(scale * math.sqrt(2 * math.pi) * math.erf(width / (2 * math.sqrt(2) * scale)))
    rows = max(1, AT_ONCE // (n * d))
    off = []
    for begun in range(0, repeats, rows):
        x = torch.rand(min(rows, repeats - begun), n, d, generator=chance, dtype=torch.float64).sub_(0.5).mul_(width)
        log_f = x.square_().sum(2) / (-2 * scale**2)
        off.append((log_f.logsumexp(1) - math.log(n) + d * math.log(width) - log_z).expm1())
    squares = torch.cat(off).square()
    mean_square = float(squares.mean())
    spread = float(squares.std()) / math.sqrt(repeats)
    measured = math.sqrt(mean_square)
    return Measured(d, n, repeats, measured, spread / (2 * measured), relative_error(d, n, scale, width))
