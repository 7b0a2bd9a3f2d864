"""Figures of a run as it was at a moment of its tape, measured when somebody looks back at it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from ..training.snapshot import Snapshot
from .records import TrainingFigures
from .study import Study


def measure_past(study: Study, step: int) -> TrainingFigures | None:
    """As they would have been measured then, but for three: the held-out loss needs the objective's state of that
    moment, and log Z with the KL of energies would hold up everything else.

    None if the tape has no such moment, or no longer its weights.
    """
    moment = study.tape.at(step)
    if moment is None:
        return None
    if moment.measured_step != step:
        past = moment.past
        if past is None:
            return None
        field = study.run.averaged.with_weights(past.weights)
        shot = Snapshot(
            step,
            study.run.n_steps,
            moment.seconds,
            loss=past.loss,
            held_out_loss=None,
            readings=past.readings,
            field=field,
            loss_se=past.loss_se,
        )
        moment = study.tape.remeasured(moment, study.judges.figures(shot, patience=math.inf))
    return TrainingFigures(step=step, seconds=moment.seconds, values=moment.values)


@dataclass
class Hindsight:
    """What is asked of one study's past: of several questions the newest is answered, once the last one is paid for."""

    asked: int | None = None
    """The step whose figures are wanted."""
    _answered_at: float = -math.inf
    _seconds: float = 0.0

    def answer(self, study: Study, pause: float) -> TrainingFigures | None:
        """The figures that are wanted, once `pause` times what the last ones took has passed since."""
        began, step = time.perf_counter(), self.asked
        if step is None or began - self._answered_at < pause * self._seconds:
            return None
        self.asked = None
        figures = measure_past(study, step)
        self._answered_at = time.perf_counter()
        self._seconds = self._answered_at - began
        return figures
