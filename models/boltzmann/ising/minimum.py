"""The least energy there is, by graph cut, found again whenever picture, flips, coupling or field have changed."""

from __future__ import annotations

import time
from typing import Any

from .denoising import Denoising
from .energy import energy
from .graph_cut import Cut

SLICE = 0.02


class Minimum:
    """Of the run that it is asked of, in slices: a cut of a million pixels takes seconds."""

    def __init__(self) -> None:
        self._of: Any = None
        self._cut: Cut | None = None
        self._value: float | None = None
        self._seconds, self._worked_at = 0.0, 0.0
        self.seconds_now = 0.0
        """What the last `find` took."""

    def known(self, run: Denoising) -> float | None:
        """None until `find` has found it."""
        return self._value if self._same(run) else None

    def find(self, run: Denoising, pause: float) -> float | None:
        """The least energy; None where a slice was not enough, or `pause` times the last one has not passed since."""
        began = time.perf_counter()
        self.seconds_now = 0.0
        if self.known(run) is not None or began - self._worked_at < pause * self._seconds:
            return self.known(run)
        observed, plan = run.evidence.observed, run.plan
        if self._cut is None or not self._same(run):
            self._cut, self._value = Cut(observed, plan.beta, plan.field_strength), None
            self._of = run.evidence, plan.beta, plan.field_strength
        if self._cut.advance(SLICE):
            self._value = energy(self._cut.finish(), observed, plan.beta, plan.field_strength)
            self._cut = None
        self._worked_at = time.perf_counter()
        self._seconds = self.seconds_now = self._worked_at - began
        return self._value

    def _same(self, run: Denoising) -> bool:
        if self._of is None:
            return False
        evidence, beta, field_strength = self._of
        return evidence is run.evidence and (beta, field_strength) == (run.plan.beta, run.plan.field_strength)
