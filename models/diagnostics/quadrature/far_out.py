"""Whether an energy has mass beyond the widest window: it is asked on circles far outside."""

from __future__ import annotations

import math

import torch

from .asking import Asking

DIRECTIONS = 64
CIRCLES = (1.5, 3.0, 6.0, 12.0, 24.0)
"""Radii of the circles in half widths of the window."""


def log_mass_beyond(asking: Asking, half_width: float) -> float:
    """Log of an estimate of the mass outside the window, nats: each circle stands for the ring between two of them.

    Rough, since it has only to be told from nothing; infinite far out, where an energy falls, it is large.
    """
    angle = torch.arange(DIRECTIONS, dtype=torch.float64) * (2 * math.pi / DIRECTIONS)
    direction = torch.stack([angle.cos(), angle.sin()], dim=1)
    radii = half_width * torch.tensor(CIRCLES, dtype=torch.float64)
    energy = asking.energy((radii[:, None, None] * direction).reshape(-1, 2)).reshape(len(radii), DIRECTIONS)
    share = torch.log(2 * math.pi * radii**2 / DIRECTIONS)
    return float((share[:, None] - energy).logsumexp((0, 1)))
