"""What a model says of pictures, found a little at a time: log Z by annealing, then likelihoods or bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..chance import Floats
from ..data.patterns import Patterns
from ..units import random_stream
from ..weighing import Weighed
from .annealing import Annealing
from .models import Judged

ROWS = 120
"""Pictures that one step judges."""


@dataclass(frozen=True)
class Effort:
    """How well a score is found: rungs and chains of annealing, training pictures that are judged beside the test's."""

    rungs: int
    chains: int
    train_rows: int | None = None
    """None is all of them."""


WHOLE = Effort(1_000, 500)
LIVE = Effort(200, 100, 0)


@dataclass(frozen=True)
class Score:
    """Nats a picture, on average: log-likelihoods, or lower bounds on them where the model allows no more."""

    bounded: bool
    test: float
    train: float | None
    partition: Weighed

    def values(self) -> dict[str, float | None]:
        """By the names of the measures."""
        said = "log_likelihood_bound" if self.bounded else "log_likelihood"
        found = self.partition
        return {
            said: self.test,
            f"train_{said}": self.train,
            "log_z_ais": found.log_z,
            "log_z_ais_low": found.low if found.reliable else None,
            "log_z_ais_high": found.high if found.reliable else None,
            "ess": found.effective_share,
        }


class Scoring:
    """A score on its way; `step` takes a few milliseconds."""

    def __init__(self, model: Judged, patterns: Patterns, effort: Effort, seed: int) -> None:
        self.model = model
        self.chance = random_stream(seed, "score")
        machine, base = model.partition(patterns.base_logits())
        self.annealing = Annealing(machine, base, effort.rungs, effort.chains, self.chance)
        self._parts = [(True, rows) for rows in _batches(patterns.test)]
        self._parts += [(False, rows) for rows in _batches(patterns.train[: effort.train_rows])]
        self._said: dict[bool, list[Floats]] = {True: [], False: []}

    @property
    def finished(self) -> bool:
        return self.annealing.finished and not self._parts

    def step(self) -> None:
        if not self.annealing.finished:
            self.annealing.step()
            return
        tested, rows = self._parts.pop(0)
        self._said[tested].append(self.model.judged(rows, self.annealing.found(), self.chance))

    def found(self) -> Score:
        said = {tested: float(np.concatenate(parts).mean()) for tested, parts in self._said.items() if parts}
        return Score(self.model.bounded, said[True], said.get(False), self.annealing.found())


def scored(model: Judged, patterns: Patterns, effort: Effort = WHOLE, seed: int = 0) -> Score:
    """All at once."""
    scoring = Scoring(model, patterns, effort, seed)
    while not scoring.finished:
        scoring.step()
    return scoring.found()


def _batches(rows: Floats) -> list[Floats]:
    return [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
