"""How often something has happened to each particle of a walk.

Particles are independent of each other, the steps of one are not: so the standard error is that of a mean over
particles, whatever a chain remembers.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


class Tally:
    """Counts (N,). `earlier` happenings of a walk that was kept without them belong to nobody."""

    def __init__(self, n_particles: int, earlier: int = 0) -> None:
        self.counts = torch.zeros(n_particles, dtype=torch.int64)
        self.earlier = earlier

    def add(self, happened: Tensor) -> None:
        """To whom it happened (N,) bool, once more."""
        self.counts += happened

    @property
    def total(self) -> int:
        return self.earlier + int(self.counts.sum())

    def standard_error(self, chances: float) -> float | None:
        """Of the mean rate of particles that had so many chances each; None where it cannot be known."""
        if self.earlier or len(self.counts) < 2 or chances <= 0:
            return None
        return float(self.counts.double().std()) / (chances * math.sqrt(len(self.counts)))
