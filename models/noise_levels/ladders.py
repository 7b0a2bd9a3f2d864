"""Ladders of noise levels: geometric, and Karras's with its exponent."""

from __future__ import annotations

import math

from ..errors import InvalidInput
from ..field import Field


def check_ladder(smallest: float, largest: float) -> None:
    """Of objectives and samplers alike. Errors: InvalidInput that names both ends, if the levels would not rise."""
    if not smallest < largest:
        raise InvalidInput(
            "sigma_min",
            f"smallest noise (sigma_min) must lie below the largest noise (sigma_max); got {smallest:.3g} and "
            f"{largest:.3g} world units, so exchange them or choose others.",
        )


def geometric(largest: float, smallest: float, n: int) -> list[float]:
    """n levels with a constant ratio. Source: Song & Ermon 2019, section 4.2."""
    if n == 1:
        return [smallest]
    return [largest * (smallest / largest) ** (i / (n - 1)) for i in range(n)]


def karras(largest: float, smallest: float, n: int, rho: float = 7.0) -> list[float]:
    """n levels, even in sigma^(1/rho): denser near the data. Source: Karras et al. 2022, eq. 5."""
    if n == 1:
        return [largest]
    top, bottom = largest ** (1 / rho), smallest ** (1 / rho)
    return [(top + i / (n - 1) * (bottom - top)) ** rho for i in range(n)]


def clipped_range(field: Field, largest: float, smallest: float) -> tuple[float, float]:
    """The asked-for range cut to what the field knows, in world units."""
    low, high = field.noise_range or (smallest, largest)
    smallest = max(smallest, low)
    return max(min(largest, high), smallest * math.exp(1e-6)), smallest
