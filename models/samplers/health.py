"""Particles that left the box or became non-finite: counted and said, never clamped."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..domain import HALF_WIDTH, in_box

# a walk is worth a sentence once this share of its particles is lost beyond what the target itself leaves outside
WORTH_SAYING = 0.01
STANDARD_ERRORS = 4.0
# a start all over the box leaves some just beside it, whom the field brings back within these steps of a sound size
FIRST_STEPS = 20
# who is further away than this in the first steps was thrown there
THROWN = 3 * HALF_WIDTH


@dataclass(frozen=True)
class Health:
    """Who is lost after `step` steps: particles outside the box and particles non-finite."""

    total: int
    outside: int
    non_finite: int
    thrown: int
    """Of those outside, how many are far away."""
    step: int

    @staticmethod
    def of(x: Tensor, step: int) -> Health:
        """Of particles x (N, 2) after `step` steps."""
        non_finite = int((~torch.isfinite(x).all(dim=1)).sum())
        outside, thrown = (int((~in_box(x, size)).sum()) - non_finite for size in (HALF_WIDTH, THROWN))
        return Health(len(x), outside, non_finite, thrown, step)

    @property
    def lost(self) -> int:
        return self.outside + self.non_finite

    def alarming(self, expected: float) -> bool:
        """Whether more is lost than chance allows where exact samples have a share `expected` outside the box."""
        chance = STANDARD_ERRORS * math.sqrt(self.total * expected * (1 - expected))
        lost = self.lost if self.step > FIRST_STEPS else self.thrown + self.non_finite
        return lost >= self.total * (expected + WORTH_SAYING) + chance

    def sentence(self, advice: str) -> str:
        """What to tell the user of an alarming walk."""
        which = f"{self.lost:,} of {self.total:,} particles left the box"
        if self.non_finite:
            which += f" ({self.non_finite:,} of them to infinity)"
        return f"{which} by step {self.step:,}; {advice}."
