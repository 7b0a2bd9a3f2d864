"""Figures of a run as it was at a moment of its tape, measured when somebody looks back at it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from scorescape.models.training.snapshot import Snapshot

from ..protocol.events import Metrics
from .panel import Panel


def measure_past(panel: Panel, step: int) -> Metrics | None:
    """As they would have been measured then, but for three: the held-out loss needs the objective's state of that
    moment, and log Z with the KL of energies would hold up everything else.

    None if the tape has no such moment, or no longer its weights.
    """
    moment = panel.tape.at(step)
    if moment is None:
        return None
    if moment.measured_step != step:
        past = moment.past
        if past is None:
            return None
        field = panel.run.averaged.with_weights(past.weights)
        shot = Snapshot(step, panel.run.n_steps, moment.seconds, past.loss, None, past.readings, field)
        moment = panel.tape.remeasured(moment, panel.judges.figures(shot, patience=math.inf))
    return Metrics(run=panel.id, step=step, seconds=moment.seconds, values=moment.values, past=True)


@dataclass
class Hindsight:
    """What is asked of one panel's past: of several questions the newest is answered, once the last one is paid for."""

    asked: int | None = None
    """The step whose figures are wanted."""
    _answered_at: float = -math.inf
    _seconds: float = 0.0

    def answer(self, panel: Panel, share: float) -> Metrics | None:
        """The figures that are wanted, if it is time; a busy panel gives this share of its time to them."""
        began, step = time.perf_counter(), self.asked
        if step is None or (panel.busy and began - self._answered_at < self._seconds / share):
            return None
        self.asked = None
        figures = measure_past(panel, step)
        self._answered_at = time.perf_counter()
        self._seconds = self._answered_at - began
        return figures
