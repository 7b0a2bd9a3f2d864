"""When the floors of one study's figures are known better: in short turns, each paid for by a pause."""

from __future__ import annotations

import math
import time

from .sampling import Sampling

# one turn: shorter than a picture of the page
TURN_SECONDS = 0.006


class Refinement:
    """Ends with its study: nothing goes on where nobody takes turns."""

    def __init__(self) -> None:
        self._ended_at, self._seconds = -math.inf, 0.0

    def turn(self, sampling: Sampling, pause: float) -> bool:
        """A little of it, once `pause` times what the last turn took has passed since; True for new figures."""
        began = time.perf_counter()
        if not sampling.refining or began - self._ended_at < pause * self._seconds:
            return False
        sharper = sampling.refine(TURN_SECONDS)
        self._ended_at = time.perf_counter()
        self._seconds = self._ended_at - began
        return sharper
