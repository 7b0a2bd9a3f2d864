"""Whether the experts of a product agree anywhere: its log-mass, and what is said where there is next to none.

log Z = log of the integral of prod p_i^{a_i} is at most sum_i (a_i / A) log of the integral of p_i^A, A = sum a_i, with
equality where all experts are one (Hoelder). High powers and broad experts have a small Z without disagreeing: a small
log Z is a disagreement where it lies far below that bound, too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from ...domain import Grid
from ...errors import InvalidInput
from .densities import Density, log_density

# nats
WORTH_A_WORD, TOO_LITTLE = -20.0, -50.0
BOUND_GRID = Grid(256, 6.0)


def overlap(experts: Sequence[Density], powers: Sequence[float], log_z: float) -> float:
    """log Z below what experts of these shapes hold where they agree, nats; zero where they are one."""
    total = sum(powers)
    return log_z - sum(a / total * _log_power_mass(expert, total) for expert, a in zip(experts, powers, strict=True))


def said(experts: Sequence[Density], powers: Sequence[float], log_z: float, left_at: tuple[float, float]) -> str:
    """A sentence where the experts hardly overlap, else empty. Errors: InvalidInput where they do not.

    `left_at` is the mean of what is left, world units.
    """
    if log_z >= WORTH_A_WORD:
        return ""
    apart = overlap(experts, powers, log_z)
    mass = log_z if all(power == 1 for power in powers) else apart
    x, y = (round(value, 2) + 0.0 for value in left_at)
    if log_z < TOO_LITTLE and apart < TOO_LITTLE / 2:
        raise InvalidInput(
            "of",
            f"The experts overlap in exp({mass:.4g}) of their mass, a log-mass of {mass:.4g}, and under "
            f"{TOO_LITTLE:g} it is refused: what is left, at ({x:g}, {y:g}), is where none of them has any; move them "
            "closer, or take their union.",
        )
    if apart >= WORTH_A_WORD / 2:
        return ""
    return f"The experts overlap in exp({mass:.3g}) of their mass; what is left sits at ({x:g}, {y:g})."


def _log_power_mass(density: Density, power: float) -> float:
    """log of the integral of p^power over a window, nats: good to a nat where p is narrow, which is enough here."""
    log_p = log_density(density, BOUND_GRID.points(torch.float64))
    return float((power * log_p).logsumexp(0)) + math.log(BOUND_GRID.cell_area)
