"""Particles that left the box or became non-finite: counted and said, never clamped."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..domain import in_box

# a walk is worth a sentence once this share of its particles is lost beyond what the target itself leaves outside
WORTH_SAYING = 0.01
STANDARD_ERRORS = 4.0


@dataclass
class Health:
    """Counts over a walk: particles now outside the box and particles non-finite."""

    total: int
    outside: int = 0
    non_finite: int = 0
    step: int = 0

    def watch(self, x: Tensor, step: int) -> None:
        """Take note of particles x (N, 2) after `step` steps."""
        self.step = step
        self.non_finite = int((~torch.isfinite(x).all(dim=1)).sum())
        self.outside = int((~in_box(x)).sum()) - self.non_finite

    @property
    def lost(self) -> int:
        return self.outside + self.non_finite

    def alarming(self, expected: float) -> bool:
        """Whether more is lost than chance allows where exact samples have a share `expected` outside the box."""
        chance = STANDARD_ERRORS * math.sqrt(self.total * expected * (1 - expected))
        return self.lost >= self.total * (expected + WORTH_SAYING) + chance

    def sentence(self, advice: str) -> str:
        """What to tell the user of an alarming walk."""
        which = f"{self.lost:,} of {self.total:,} particles left the box"
        if self.non_finite:
            which += f" ({self.non_finite:,} of them to infinity)"
        return f"{which} by step {self.step:,}; {advice}."
