"""One panel inside a worker: a run that trains, a walk that samples, and the figures of both."""

from __future__ import annotations

import math
import time
from typing import Any

import torch

from models.diagnostics.fisher_divergence import FieldJudge
from models.diagnostics.mode_weights import mode_weights
from models.diagnostics.sliced_wasserstein import SlicedWasserstein
from models.errors import Diverged, ScorescapeError
from models.exact_field import ExactField
from models.field import Field
from models.lenses.base import Trail
from models.samplers.resolve import resolve_sampler
from models.samplers.spec import SamplerSpec
from models.samplers.walk import Walk
from models.settings import Settings
from models.targets.gaussian_mixture import GaussianMixture
from models.targets.modes import find_modes
from models.training.run import Run

from ..protocol.events import Metrics, ModeShare, SampleMetrics
from ..protocol.experiment import PanelSpec, RunPhase, RunState, SamplingPhase
from .encoder import finite

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
        self.steps_per_second = 60.0
        self.run = Run.restore(checkpoint) if checkpoint else Run(mixture, spec.run)
        self.walk: Walk | None = None
        self._walked_at = 0.0
        self._reached: list[tuple[float, float]] = []
        self.generation = self.walks = 0
        """How often the field and the particles have begun anew."""
        self._look_at(mixture)

    def _look_at(self, mixture: GaussianMixture) -> None:
        self.mixture, self.modes = mixture, find_modes(mixture)
        self.exact = ExactField(mixture)
        self._judge = FieldJudge(mixture)
        sigma = self.run.resolved.objective.smoothing()
        self._smoothed_judge = FieldJudge(mixture, sigma) if sigma else None
        self._distance: SlicedWasserstein | None = None
        self.generation += 1

    # -- commands ------------------------------------------------------------------------------------------

    def train(self, n_steps: int | None) -> None:
        if self.phase == "failed":
            raise ScorescapeError("This run has failed; restart it before training on.")
        if n_steps or self.run.finished:
            self.run.extend(n_steps or self.spec.run.n_steps)
        self.phase, self.message = "training", ""

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
        self._look_at(self.mixture)
        self._refield()

    def retarget(self, mixture: GaussianMixture) -> None:
        self.run.retarget(mixture)
        self._look_at(mixture)
        if self.walk:
            self.sample(None)

    def sample(self, spec: SamplerSpec | None) -> None:
        """Fresh particles at their start."""
        spec = spec or self.spec.sampler
        self.walk = Walk(spec, self._field_of(spec), self.mixture, self.modes)
        self.spec = self.spec.model_copy(update={"sampler": spec})
        self._distance = None
        self._reached = []
        self.walks += 1
        self.sampling, self._walked_at = "walking", time.perf_counter()

    def resume_sampling(self) -> None:
        if self.walk is None:
            self.sample(None)
        elif self.sampling == "paused":
            self.sampling, self._walked_at = "walking", time.perf_counter()

    def tune(self, settings: dict[str, Any]) -> None:
        if self.walk is None:
            raise ScorescapeError("Nothing walks in this panel; press Sample first.")
        self.walk.tune(settings)

    def _field_of(self, spec: SamplerSpec) -> Field:
        return self.exact if spec.field == "exact" else self.run.field()

    def _refield(self) -> None:
        if self.walk is None:
            return
        try:
            self.walk.refield(self._field_of(self.walk.spec))
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

    def _train_for(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        try:
            while not self.run.finished and time.perf_counter() < end:
                self.run.step()
        except Diverged as error:
            self.phase, self.message = "failed", error.message
        else:
            if self.run.finished:
                self.phase = "finished"

    def _walk_for(self, seconds: float) -> None:
        """As many steps as the pace allows since the last time, within the slice."""
        assert self.walk is not None
        now = time.perf_counter()
        end, due = now + seconds, int((now - self._walked_at) * self.steps_per_second)
        if due == 0:
            return
        # time that a slow field could not keep up with is not owed later
        self._walked_at = max(self._walked_at + due / self.steps_per_second, now - 0.1)
        while due > 0 and not self.walk.finished and time.perf_counter() < end:
            self.walk.step()
            due -= 1
        if self.walk.finished:
            self.sampling = "finished"

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

    def metrics(self) -> Metrics:
        shot = self.run.snapshot()
        clean = self._judge.judge(shot.field)
        values: dict[str, float | None] = {
            "loss": finite(shot.loss),
            "relative_fisher_error": finite(clean.relative_fisher_error),
            "angle_deg": finite(clean.angle_deg),
            "ms_per_step": finite(shot.ms_per_step),
        }
        if shot.held_out_loss is not None:
            values["held_out_loss"] = finite(shot.held_out_loss)
        if self._smoothed_judge:
            smoothed = self._smoothed_judge.judge(shot.field)
            values["relative_fisher_error_smoothed"] = finite(smoothed.relative_fisher_error)
            values["sigma"] = self._smoothed_judge.sigma
        values |= {name: finite(value) for name, value in shot.readings.items()}
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
            self._reached = [*self._reached[-MAX_REACHED:], (float(walk.evaluations), distance)]
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
            modes=[ModeShare(true=t, sampled=s, low=low, high=high) for t, s, low, high in shares],
            values={name: finite(value) for name, value in values.items()},
            message=walk.message(),
        )

    def trail(self) -> Trail | None:
        """The curve of quality against cost so far."""
        if self._distance is None or not self._reached:
            return None
        evaluations, distance = torch.tensor(self._reached).unbind(1)
        return Trail(evaluations, distance, self._distance.floor)
