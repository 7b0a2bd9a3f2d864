"""A study that plays: it trains and walks at a pace, is held and goes on, and stops with a sentence."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from ..errors import Diverged, ScorescapeError
from ..samplers.spec import SamplerSpec
from ..targets.gaussian_mixture import GaussianMixture
from .marks import Marks
from .pace import Pace
from .records import PanelSpec
from .study import Study
from .telling import REST_SECONDS

TrainingPhase = Literal["ready", "training", "paused", "finished", "failed"]
SamplingPhase = Literal["idle", "walking", "paused", "finished", "failed"]


class Player:
    """Verbs raise ScorescapeError with a sentence; nothing changes then."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.phase: TrainingPhase = "ready"
        self.sampling: SamplingPhase = "idle"
        self.message = ""
        self.training_pace, self.walking_pace = Pace(None), Pace(60.0)
        self.training_marks, self.walking_marks = Marks(), Marks()
        self._was_playing = [False, False]
        self._told_at = 0.0

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.phase == "training" or self.sampling == "walking"

    @property
    def hurried(self) -> bool:
        """Whether it would use all the time it can get."""
        return self.phase == "training" and self.training_pace.limit is None

    @property
    def marked(self) -> bool:
        """Whether it stands at a step whose figures are asked for; it goes on once they are `measured`."""
        training, walking = self._stands_at()
        return self.training_marks.at(training) or self.walking_marks.at(walking)

    @property
    def fully_marked(self) -> bool:
        """Whether the dear figures are asked for as well."""
        return self.training_marks.full(self._stands_at()[0])

    def measured(self) -> None:
        """The figures of the steps it stands at are there."""
        training, walking = self._stands_at()
        self.training_marks.measured(training)
        self.walking_marks.measured(walking)

    def _stands_at(self) -> tuple[int, int]:
        walk = self.study.walk
        return self.study.run.step_count, walk.chain.step if walk else -1

    def advance(self, seconds: float) -> None:
        """Train and walk for about this long."""
        if self.phase == "training":
            self._train_for(seconds)
        if self.sampling == "walking":
            self._walk_for(seconds)

    def _train_for(self, seconds: float) -> None:
        end, study, pace = time.perf_counter() + seconds, self.study, self.training_pace
        run = study.run
        before = run.step_count
        due = min(pace.due(), self.training_marks.until(before))
        try:
            while run.step_count - before < due and not run.finished and time.perf_counter() < end:
                study.train_step(seen=self._to_be_told())
        except Diverged as error:
            self.phase, self.message = "failed", error.message
            return
        pace.took(run.step_count - before)
        if run.finished or pace.spent:
            study.tape.mark(run)
            self.phase = "finished" if run.finished else "paused"

    def _to_be_told(self) -> bool:
        """Whether who looks at steps of training is told the next: steps that are taken one by one, of others some."""
        now = time.perf_counter()
        if self.training_pace.left is None and now - self._told_at < REST_SECONDS:
            return False
        self._told_at = now
        return True

    def _walk_for(self, seconds: float) -> None:
        """As many steps as the pace allows since the last time, within the slice."""
        walk, pace = self.study.walk, self.walking_pace
        assert walk is not None
        end = time.perf_counter() + seconds
        before = walk.chain.step
        due = min(pace.due(), self.walking_marks.until(before))
        while walk.chain.step - before < due and not walk.finished and time.perf_counter() < end:
            self.study.walk_steps(1)
        pace.took(walk.chain.step - before)
        if walk.finished or pace.spent:
            self.sampling = "finished" if walk.finished else "paused"

    # -- training ------------------------------------------------------------------------------------------

    def train(self, n_steps: int | None) -> None:
        """To the end of the schedule, or of a further one."""
        if self.phase == "failed":
            raise ScorescapeError("This run has failed; restart it before training on.")
        self.study.extend(n_steps)
        self.training_pace.start()
        self.phase, self.message = "training", ""

    def step_training(self, n: int, measure_at: Iterable[int] = ()) -> None:
        """At most n steps of the schedule as it is, then hold; it waits at each of `measure_at` to be measured."""
        if self.phase == "failed" or self.study.run.finished:
            raise ScorescapeError("This run has taken all its steps; press Train further, or Restart.")
        self.training_pace.start(n)
        self.training_marks = Marks(measure_at)
        self.phase, self.message = "training", ""

    def pause(self, what: str) -> None:
        """Hold training, sampling or both."""
        if what in ("training", "both") and self.phase == "training":
            self.phase = "paused"
        if what in ("sampling", "both") and self.sampling == "walking":
            self.sampling = "paused"

    def stop(self, message: str) -> None:
        """Give up training and sampling, and say why; the weights stay."""
        self.phase, self.message = "failed", message
        if self.sampling != "idle":
            self.sampling = "failed"

    def respec(self, spec: PanelSpec) -> None:
        """Fresh weights; a walk goes on over them, or says why it cannot."""
        before = self.study.run
        try:
            self.study.respec(spec)
        except ScorescapeError as error:
            if self.study.run is before:
                raise
            self.phase, self.sampling, self.message = "ready", "failed", error.message
        else:
            self.phase, self.message = "ready", ""

    def retarget(self, mixture: GaussianMixture) -> None:
        """Go on with another target; particles start anew."""
        self.study.retarget(mixture)
        if self.study.walk:
            self.sample(None)

    # -- sampling ------------------------------------------------------------------------------------------

    def sample(self, spec: SamplerSpec | None) -> None:
        """Fresh particles at their start."""
        self.study.start_walk(spec)
        self._walk_on()

    def resume_sampling(self) -> None:
        """Go on walking; begin if nothing walks."""
        if self.study.walk is None:
            self.sample(None)
        elif self.sampling == "paused":
            self._walk_on()

    def _walk_on(self) -> None:
        self.walking_pace.start()
        self.sampling = "walking"

    def step_walk(self, n: int, measure_at: Iterable[int] = ()) -> None:
        """At most n steps of the walk, then hold; a walk that has not begun begins. `measure_at` as in training."""
        if self.study.walk is None:
            self.sample(None)
        if self.sampling == "finished":
            raise ScorescapeError("This walk has come to its end; press Sample for another.")
        self.walking_pace.start(n)
        self.walking_marks = Marks(measure_at)
        self.sampling = "walking"

    def tune(self, settings: Mapping[str, Any]) -> None:
        """Change settings of the sampler while it walks."""
        if self.study.walk is None:
            raise ScorescapeError("Nothing walks in this panel; press Sample first.")
        self.study.sampling.tune(settings)

    # -- keeping it ----------------------------------------------------------------------------------------

    def held(self) -> tuple[TrainingPhase, SamplingPhase]:
        """What it is doing once it holds still."""
        return (
            "paused" if self.phase == "training" else self.phase,
            "paused" if self.sampling == "walking" else self.sampling,
        )

    def to_bytes(self) -> bytes:
        """The study, and where it is held."""
        phase, sampling = self.held()
        playing = [self.phase == "training", self.sampling == "walking"]
        return self.study.to_bytes(phase=phase, sampling=sampling, message=self.message, playing=playing)

    @classmethod
    def from_bytes(cls, data: bytes, mixture: GaussianMixture, spec: PanelSpec) -> Player:
        """One that holds still where the kept one stood. Errors: InvalidInput if it is damaged."""
        kept = Study.kept(data)
        player = cls(Study.go_on(kept, mixture, spec))
        own = kept.part("own").values
        player.phase, player.sampling, player.message = own["phase"], own["sampling"], own["message"]
        player._was_playing = own.get("playing", [False, False])
        return player

    def go_on(self) -> None:
        """Take up what was going on when the bytes were written."""
        training, walking = self._was_playing
        if training and not self.study.run.finished:
            self.train(None)
        if walking:
            self.resume_sampling()
