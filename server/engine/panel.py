"""One panel inside a worker: a run that trains, a walk that samples, and the figures of both."""

from __future__ import annotations

import math
import time
from typing import Any

import torch

from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.errors import Diverged, ScorescapeError
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses.base import Trail
from scorescape.models.samplers.resolve import resolve_sampler
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.settings import Settings
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import Modes, find_modes
from scorescape.models.training.run import Run

from ..protocol.events import Metrics, ModeShare, SampleMetrics
from ..protocol.experiment import PanelSpec, RunPhase, RunState, SamplingPhase
from . import keeping
from .encoder import finite
from .judges import Judges
from .pace import Pace
from .tape import Tape

SAMPLES_FOR_DISTANCE = 2_000
# points of the curve of quality against cost: ten minutes at four a second
MAX_REACHED = 2_400


class Panel:
    """What a worker holds of one run. Methods raise ScorescapeError with a sentence; nothing changes then."""

    def __init__(self, run_id: str, spec: PanelSpec, mixture: GaussianMixture, checkpoint: bytes | None = None) -> None:
        self.id, self.spec = run_id, spec
        self.phase: RunPhase = "ready"
        self.sampling: SamplingPhase = "idle"
        self.message = ""
        self.training_pace, self.walking_pace = Pace(None), Pace(60.0)
        kept = keeping.read(checkpoint) if checkpoint else None
        self.run = Run.unpacked(kept.part("run")) if kept else Run(mixture, spec.run)
        self.tape = Tape.of(self.run)
        self.walk: Walk | None = None
        self.walk_seconds = 0.0
        self.reached: list[tuple[float, float]] = []
        self.generation = self.walks = 0
        """How often the field and the particles have begun anew."""
        self._look_at(mixture)
        if kept:
            keeping.go_on(self, kept)

    def _look_at(self, mixture: GaussianMixture) -> None:
        self.mixture = mixture
        self._modes: Modes | None = None
        self.exact = ExactField(mixture)
        self.judges = Judges(mixture, self.run.resolved.objective.smoothing())
        self._distance: SlicedWasserstein | None = None
        self.generation += 1

    @property
    def modes(self) -> Modes:
        """The target's modes, found when they are first asked for: while it only trains nobody does."""
        if self._modes is None:
            self._modes = find_modes(self.mixture)
        return self._modes

    # -- commands ------------------------------------------------------------------------------------------

    def train(self, n_steps: int | None) -> None:
        if self.phase == "failed":
            raise ScorescapeError("This run has failed; restart it before training on.")
        if n_steps or self.run.finished:
            self.run.extend(n_steps or self.spec.run.n_steps)
        self.training_pace.start()
        self.phase, self.message = "training", ""

    def step_training(self, n: int) -> None:
        """At most n steps of the schedule as it is, then hold."""
        if self.phase == "failed" or self.run.finished:
            raise ScorescapeError("This run has taken all its steps; press Train further, or Restart.")
        self.training_pace.start(n)
        self.phase, self.message = "training", ""

    def step_walk(self, n: int) -> None:
        """At most n steps of the walk, then hold; a walk that has not begun begins."""
        if self.walk is None:
            self.sample(None)
        if self.sampling == "finished":
            raise ScorescapeError("This walk has come to its end; press Sample for another.")
        self.walking_pace.start(n)
        self.sampling = "walking"

    def pause(self, what: str) -> None:
        if what in ("training", "both") and self.phase == "training":
            self.phase = "paused"
        if what in ("sampling", "both") and self.sampling == "walking":
            self.sampling = "paused"

    def stop(self, message: str) -> None:
        """Give up training and sampling, and say why; the weights stay."""
        self.phase, self.message = "failed", message
        if self.sampling != "idle":
            self.sampling = "failed"

    def restart(self, *, new_seed: bool) -> None:
        """Fresh weights: the same ones, or those of the next seed."""
        spec = self.spec.run
        if new_seed:
            spec = spec.model_copy(update={"seed": spec.seed + 1})
        self.respec(self.spec.model_copy(update={"run": spec}))

    def respec(self, spec: PanelSpec) -> None:
        run = Run(self.mixture, spec.run)
        self.run, self.spec, self.phase, self.message = run, spec, "ready", ""
        self.tape = Tape.of(run)
        self._look_at(self.mixture)
        self._refield()

    def retarget(self, mixture: GaussianMixture) -> None:
        """Go on with another target; a run that has taken no step begins as if it had been its own from the start."""
        if self.run.step_count == 0:
            self.run = Run(mixture, self.spec.run)
            self.tape = Tape.of(self.run)
        else:
            self.run.retarget(mixture)
            self.tape.forget_past()
        self._look_at(mixture)
        if self.walk:
            self.sample(None)

    def sample(self, spec: SamplerSpec | None) -> None:
        """Fresh particles at their start."""
        spec = spec or self.spec.sampler
        self.walk = Walk(spec, self.field_of(spec), self.mixture, self.modes)
        self.spec = self.spec.model_copy(update={"sampler": spec})
        self._distance = None
        self.reached = []
        self.walks += 1
        self.walk_seconds = 0.0
        self._walk_on()

    def _walk_on(self) -> None:
        self.walking_pace.start()
        self.sampling = "walking"

    def resume_sampling(self) -> None:
        if self.walk is None:
            self.sample(None)
        elif self.sampling == "paused":
            self._walk_on()

    def tune(self, settings: dict[str, Any]) -> None:
        if self.walk is None:
            raise ScorescapeError("Nothing walks in this panel; press Sample first.")
        self.walk.tune(settings)

    def field_of(self, spec: SamplerSpec) -> Field:
        return self.exact if spec.field == "exact" else self.run.field()

    def _refield(self) -> None:
        if self.walk is None:
            return
        try:
            self.walk.refield(self.field_of(self.walk.spec))
        except ScorescapeError as error:
            self.sampling, self.message = "failed", error.message

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.phase == "training" or self.sampling == "walking"

    def advance(self, seconds: float) -> None:
        """Train and walk for about this long."""
        if self.phase == "training":
            self._train_for(seconds)
        if self.sampling == "walking":
            self._walk_for(seconds)

    @property
    def hurried(self) -> bool:
        """Whether it would use all the time it can get."""
        return self.phase == "training" and self.training_pace.limit is None

    def _train_for(self, seconds: float) -> None:
        end, run, pace = time.perf_counter() + seconds, self.run, self.training_pace
        due, before = pace.due(), self.run.step_count
        try:
            while run.step_count - before < due and not run.finished and time.perf_counter() < end:
                run.step()
                self.tape.follow(run)
        except Diverged as error:
            self.phase, self.message = "failed", error.message
            return
        pace.took(run.step_count - before)
        if run.finished or pace.spent:
            self.tape.mark(run)
            self.phase = "finished" if run.finished else "paused"

    def _walk_for(self, seconds: float) -> None:
        """As many steps as the pace allows since the last time, within the slice."""
        assert self.walk is not None
        began, walk, pace = time.perf_counter(), self.walk, self.walking_pace
        due, before = pace.due(), walk.chain.step
        while walk.chain.step - before < due and not walk.finished and time.perf_counter() < began + seconds:
            walk.step()
        if walk.chain.step > before:
            self.walk_seconds += time.perf_counter() - began
        pace.took(walk.chain.step - before)
        if walk.finished or pace.spent:
            self.sampling = "finished" if walk.finished else "paused"

    # -- what it shows -------------------------------------------------------------------------------------

    def state(self) -> RunState:
        resolved = self.run.resolved.settings()
        sampler: Settings = self.walk.sampler if self.walk else resolve_sampler(self.spec.sampler, self.mixture)
        return RunState(
            run=self.id,
            phase=self.phase,
            step=self.run.step_count,
            n_steps=self.run.n_steps,
            sampling=self.sampling,
            sampling_step=self.walk.chain.step if self.walk else 0,
            message=self.message,
            resolved=resolved | {"sampler": sampler.model_dump()},
        )

    def metrics(self, patience: float = 0.0) -> Metrics:
        """Figures of training; see Judges.figures for those that have to wait."""
        shot = self.run.snapshot()
        values = self.judges.figures(shot, patience)
        self.tape.measured(shot.step, values)
        return Metrics(run=self.id, step=shot.step, seconds=shot.seconds, values=values)

    def sample_metrics(self) -> SampleMetrics | None:
        walk = self.walk
        if walk is None:
            return None
        weights = mode_weights(walk.x, self.modes)
        shown = walk.x[:SAMPLES_FOR_DISTANCE]
        if self._distance is None:
            self._distance = SlicedWasserstein(self.mixture, len(shown))
        distance = self._distance.distance(shown)
        if math.isfinite(distance):
            self.reached = [*self.reached[-MAX_REACHED:], (float(walk.evaluations), distance)]
        values = {
            "mode_weight_tv": weights.total_variation,
            "mode_weight_tv_floor": weights.total_variation_floor,
            "outside": weights.outside,
            "evaluations": float(walk.evaluations),
            "acceptance_rate": walk.acceptance_rate,
            "transitions_per_1000": walk.transitions_per_1000,
            "sigma": walk.sigma,
            "sliced_wasserstein": distance,
            "sliced_wasserstein_floor": self._distance.floor,
        }
        columns = (weights.true, weights.sampled, weights.low, weights.high)
        shares = zip(*(column.tolist() for column in columns), strict=True)
        return SampleMetrics(
            run=self.id,
            step=walk.chain.step,
            seconds=self.walk_seconds,
            modes=[ModeShare(true=t, sampled=s, low=low, high=high) for t, s, low, high in shares],
            values={name: finite(value) for name, value in values.items()},
            message=walk.message(),
        )

    def trail(self) -> Trail | None:
        """The curve of quality against cost so far."""
        if self._distance is None or not self.reached:
            return None
        evaluations, distance = torch.tensor(self.reached).unbind(1)
        return Trail(evaluations, distance, self._distance.floor)
