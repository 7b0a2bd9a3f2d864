"""One run of a deep machine: its course through the stages, its fantasies, its scores along the epochs.

`step` does one small piece of work: a batch, or a part of a score. Which epochs are scored depends on the plan alone,
so that the same seed gives the same curve however fast it goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..chance import Floats
from ..data.patterns import Patterns
from ..units import random_stream
from .course import Course
from .models import Chains, Judged
from .scoring import LIVE, WHOLE, Score, Scoring
from .spec import DbmSpec, Stage

N_FANTASIES, SWEEPS = 64, 10
"""Chains that are shown, and how far they go an epoch."""
MOST_POINTS = 40
"""Epochs of a plan that are scored, stages' ends aside."""


@dataclass(frozen=True)
class Point:
    """Scores of one epoch: of the averaged weights, and of the last iterate where that is another."""

    epoch: int
    stage: Stage
    score: Score
    last: Score | None
    reconstruction_error: float
    """Mean distance, a pixel, of test pictures from what the hidden layers give back of them."""


class Learner:
    """`changes` counts whatever its pictures depend on."""

    def __init__(self, patterns: Patterns, spec: DbmSpec) -> None:
        self.patterns, self.spec = patterns, spec
        self.course = Course(patterns, spec)
        self.dreaming = random_stream(spec.seed, "fantasies")
        self.chains = self._begun()
        self.points: list[Point] = []
        self.changes = 0
        self._every = max(1, self.course.n_epochs // MOST_POINTS)
        self._work: list[Scoring] = []
        self._done: list[Score] = []
        self._asked: tuple[int, Stage, float] = (0, self.course.name, 0.0)

    # -- going on ------------------------------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        return self.course.epoch

    @property
    def scoring(self) -> bool:
        """Whether a score is on its way."""
        return bool(self._work)

    @property
    def finished(self) -> bool:
        """All epochs done and scored."""
        return self.course.finished and not self.scoring

    def step(self) -> bool:
        """One batch, or a piece of a score; whether it was a batch. Errors: Diverged."""
        if self._work:
            self._score()
            return False
        if not self.course.finished:
            self._learn()
            return True
        return False

    def extend(self, epochs: int) -> None:
        self.course.extend(epochs)

    def _learn(self) -> None:
        course = self.course
        if not course.step():
            return
        self.changes += 1
        model = course.model()
        for _ in range(SWEEPS):
            self.chains = model.walked(self.chains, self.dreaming)
        over = course.over
        if over or self.epoch % self._every == 0:
            self._asked = (self.epoch, course.name, self._reconstruction_error(model))
            self._work = self._scorings(model)
        if over:
            course.advance()
            self.chains = self.chains if course.finished else self._begun()

    def _scorings(self, model: Judged) -> list[Scoring]:
        seed, patterns, epoch = self.spec.seed, self.patterns, self.epoch
        last = [Scoring(self.course.model(last=True), patterns, LIVE, seed)] if self.spec.average else []
        return [Scoring(model, patterns, WHOLE if epoch == self.course.n_epochs else LIVE, seed), *last]

    def _score(self) -> None:
        self._work[0].step()
        if not self._work[0].finished:
            return
        self._done.append(self._work.pop(0).found())
        if not self._work:
            score, *last = self._done
            epoch, stage, error = self._asked
            self.points.append(Point(epoch, stage, score, last[0] if last else None, error))
            self._done = []
            self.changes += 1

    def _begun(self) -> Chains:
        rows = self.patterns.train
        at = self.dreaming.integers(len(rows), size=N_FANTASIES)
        return self.course.model().begun(rows[at], self.dreaming)

    # -- what it says --------------------------------------------------------------------------------------

    def independent(self) -> float:
        """Nats a test picture of the model of independent pixels."""
        return self.patterns.independent_log_likelihood(self.patterns.test)

    def _reconstruction_error(self, model: Judged) -> float:
        back: Floats = model.reconstruction(self.patterns.test)
        return float(abs(back - self.patterns.test).mean())

    def figures(self) -> dict[str, float | None]:
        """Of the newest epoch that was scored, by the names of the measures."""
        said: dict[str, float | None] = {"independent_log_likelihood": self.independent()}
        if not self.points:
            return said
        newest = self.points[-1]
        said |= newest.score.values() | {"reconstruction_error": newest.reconstruction_error}
        if newest.last:
            name = "log_likelihood_bound" if newest.last.bounded else "log_likelihood"
            said[f"last_{name}"] = newest.last.test
        return said
