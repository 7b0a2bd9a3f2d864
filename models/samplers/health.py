"""Particles that left the box or became non-finite: counted and said, never clamped."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..domain import in_box

# a walk is worth a sentence once this share of it is lost
WORTH_SAYING = 0.01


@dataclass
class Health:
    """Counts over a walk: particles now outside the box, particles non-finite, and when it first mattered."""

    total: int
    outside: int = 0
    non_finite: int = 0
    first_step: int | None = None

    def watch(self, x: Tensor, step: int) -> None:
        """Take note of particles x (N, 2) after `step` steps."""
        self.non_finite = int((~torch.isfinite(x).all(dim=1)).sum())
        self.outside = int((~in_box(x)).sum()) - self.non_finite
        if self.first_step is None and self.lost >= WORTH_SAYING * self.total:
            self.first_step = step

    @property
    def lost(self) -> int:
        return self.outside + self.non_finite

    def sentence(self, advice: str) -> str:
        """What to tell the user; empty while all is well."""
        if self.first_step is None or self.lost < WORTH_SAYING * self.total:
            return ""
        which = f"{self.lost:,} of {self.total:,} particles left the box"
        if self.non_finite:
            which += f" ({self.non_finite:,} of them to infinity)"
        return f"{which}, first at step {self.first_step:,}; {advice}."
