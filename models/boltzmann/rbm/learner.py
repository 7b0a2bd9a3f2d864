"""One restricted machine's run: its training, its fantasies, its scores along the epochs. What a process hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ..chance import Floats
from ..data.patterns import Patterns
from ..units import random_stream
from .machine import RBM
from .pseudo_likelihood import estimated
from .recipe import Recipe
from .scoring import ROWS_LIVE, Scores, Scoring, free_energy_gap, reconstruction_error
from .snapshots import Snapshots
from .spec import RbmSpec, resolve
from .training import Training

T = TypeVar("T")
N_FANTASIES = 100
SWEEPS = 5
"""Of the fantasies, an epoch; one where an epoch is a single step."""
MOST_POINTS = 400
"""Of a curve: beyond that every second is dropped."""


@dataclass(frozen=True)
class Point:
    """What one epoch leaves for the curves that cost next to nothing."""

    epoch: int
    train_free_energy: float
    test_free_energy: float
    reconstruction_error: float

    @property
    def gap(self) -> float:
        return self.test_free_energy - self.train_free_energy


class Learner:
    """`changes` counts whatever its pictures depend on."""

    def __init__(self, spec: RbmSpec, patterns: Patterns) -> None:
        """Errors: Unsupported, of `resolve`."""
        self.spec, self.patterns = spec, patterns
        self.recipe: Recipe = resolve(spec, patterns)
        self.training = Training(patterns, self.recipe, spec.seed)
        self.dreaming = random_stream(spec.seed, "fantasies")
        # of their own: neither training nor who looks moves a number of theirs
        base = np.repeat(patterns.base_rate()[None], N_FANTASIES, 0)
        self.fantasies: Floats = (self.dreaming.random(base.shape) < base).astype(np.float32)
        self.points: list[Point] = []
        self.scores: list[Scores] = []
        self.scoring: Scoring | None = None
        self.snapshots = Snapshots()
        self.changes = 0
        self._note()

    # -- learning ------------------------------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        return self.training.epoch

    def step(self) -> None:
        """One batch."""
        before = self.training.epoch
        self.training.step()
        self.changes += 1
        if self.training.epoch != before:
            self._end_epoch()

    def _end_epoch(self) -> None:
        sweeps = SWEEPS if self.training.n_batches > 1 else 1
        self.fantasies = self.training.averaged.gibbs(self.fantasies, self.dreaming, sweeps)
        self.snapshots.offer(self.epoch, self.training.averaged, self.training.machine)
        # where epochs are single steps not every one is worth a point
        if self.training.n_batches > 1 or self.epoch % 10 == 0:
            self._note()

    def _note(self) -> None:
        machine, patterns = self.training.averaged, self.patterns
        self.points.append(
            Point(
                self.epoch,
                float(machine.free_energy(patterns.train[:ROWS_LIVE]).mean()),
                float(machine.free_energy(patterns.test).mean()),
                reconstruction_error(patterns, machine),
            )
        )
        self.points = thinned(self.points)

    # -- scoring -------------------------------------------------------------------------------------------

    def scored(self, *, thorough: bool) -> bool:
        """Whether there are scores of this epoch already, so good or better."""
        if not self.scores or self.scores[-1].epoch != self.epoch:
            return False
        return not thorough or self.scores[-1].thorough

    def begin_scoring(self, *, thorough: bool) -> None:
        self._score(self.epoch, self.training.averaged, self.training.machine, thorough=thorough)

    def begin_past_scoring(self) -> bool:
        """Score an epoch that was passed over, if one is left."""
        past = self.snapshots.widest(each.epoch for each in self.scores)
        if past:
            self._score(past.epoch, past.averaged, past.last, thorough=False)
        return past is not None

    def _score(self, epoch: int, averaged: RBM, last: RBM, *, thorough: bool) -> None:
        # the same chance for all epochs: what differs between them is the machines
        chance = random_stream(self.spec.seed, "annealing")
        self.scoring = Scoring(self.patterns, (averaged, last), epoch, chance, thorough=thorough)

    def work_on_scores(self, seconds: float) -> Scores | None:
        """Go on with those that were begun; they are there when they are returned."""
        if self.scoring is None or (found := self.scoring.work(seconds)) is None:
            return None
        self.scoring = None
        others = [each for each in self.scores if each.epoch != found.epoch]
        self.scores = thinned(sorted([*others, found], key=lambda each: each.epoch))
        self.changes += 1
        return found

    # -- what it says --------------------------------------------------------------------------------------

    def cheap_figures(self) -> dict[str, float]:
        """Of the averaged weights as they are now."""
        machine, chance = self.training.averaged, random_stream(self.spec.seed, f"pixels of epoch {self.epoch}")
        return {
            "epoch": self.training.progress,
            "free_energy_gap": free_energy_gap(self.patterns, machine),
            "reconstruction_error": reconstruction_error(self.patterns, machine),
            "pseudo_log_likelihood": float(estimated(machine, self.patterns.test[:ROWS_LIVE], chance).mean()),
        }


def thinned(points: list[T]) -> list[T]:
    """At most so many, the newest always among them."""
    return points if len(points) <= MOST_POINTS else points[:-1:2] + points[-1:]
