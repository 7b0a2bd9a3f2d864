"""What a score panel says of itself: its state, figures of training and of particles, answers to questions."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from ..samplers.one_step import OneStep
from ..study.player import SamplingPhase
from ..study.records import Reading, SamplingFigures, TrainingFigures
from ..training.lesson import Lesson
from .records import Event, Phase, ProcessState


class RunState(ProcessState):
    """Where one panel's run stands; sent whole whenever it changes."""

    step: int
    n_steps: int
    sampling: SamplingPhase
    sampling_step: int = 0
    retargeted_at: int = Field(
        0, description="Steps of training that were taken on earlier drawings; equal to `step`: all of them."
    )
    rungs: list[tuple[float, int]] = Field(
        default_factory=list,
        description="The noise levels of the walk (world units) from its first step on, each with its steps; empty "
        "while nothing walks, and for a sampler without noise levels.",
    )
    resolved: dict[str, dict[str, bool | int | float | str | None]] = Field(
        default_factory=dict,
        description="The settings with nothing left out, under objective, network, optimiser and sampler.",
    )

    def told(self, phase: Phase, message: str) -> Self:
        return self.model_copy(update={"phase": phase, "sampling": "idle", "message": message})

    def reached(self) -> float:
        return self.step

    def stale(self) -> frozenset[str]:
        return frozenset({"sample-metrics"}) if self.sampling == "idle" else frozenset()


class Metrics(TrainingFigures, Event):
    """Figures of one run at one step of training."""

    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["metrics"] = "metrics"
    past: bool = Field(False, description="Answers `look-back`: of a step gone by, beyond which the run has come.")


class SampleMetrics(SamplingFigures, Event):
    """Figures of one run's particles."""

    memory: ClassVar[Literal["", "newest", "history"]] = "newest"

    type: Literal["sample-metrics"] = "sample-metrics"


class Probed(Event):
    """A run's answer to `probe`: one reading a point."""

    type: Literal["probed"] = "probed"
    question: str
    step: int = Field(description="Step of training of the field that was asked.")
    log_z: float | None = Field(description="By quadrature, nats; null where the model is a score.")
    log_z_step: int | None = Field(description="Step of training that log_z belongs to: while training, an older one.")
    readings: list[Reading]


class Watched(Event):
    """The newest step of the particle that `watch` names, from the sampler's own numbers; right after `watch`, where it
    stands, without parts."""

    type: Literal["watched"] = "watched"
    seen: OneStep


class Taught(Event):
    """The newest step of training that `watch` looks at, from the objective's own numbers."""

    type: Literal["taught"] = "taught"
    lesson: Lesson
