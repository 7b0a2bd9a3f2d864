"""What the server says on the stream as JSON text: one union, discriminated by `type`. Never lost, never replaced."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scorescape.models.settings import Settings

from .experiment import ExperimentInfo, RunState

PROTOCOL_VERSION = 1


class Hello(Settings):
    """First message of every connection: the experiment as it stands, and its whole history of metrics."""

    type: Literal["hello"] = "hello"
    version: int = PROTOCOL_VERSION
    experiment: ExperimentInfo
    history: list[Metrics]


class Layout(Settings):
    """Panels were added, removed or put in another order: the experiment as it stands now."""

    type: Literal["layout"] = "layout"
    experiment: ExperimentInfo


class Status(Settings):
    """A run's state changed."""

    type: Literal["status"] = "status"
    state: RunState


class Metrics(Settings):
    """Figures of one run at one step of training. Keys name the measure: loss, relative_fisher_error, angle_deg, ..."""

    type: Literal["metrics"] = "metrics"
    run: str
    step: int
    seconds: float = Field(description="Training time of this run so far, seconds.")
    values: dict[str, float | None] = Field(description="By measure name; null where it is not finite.")
    past: bool = Field(False, description="Answers `look-back`: of a step gone by, beyond which the run has come.")


class ModeShare(Settings):
    """How the particles share out over one mode."""

    true: float
    sampled: float
    low: float = Field(description="Lower end of the 95 % interval of the sampled share.")
    high: float = Field(description="Upper end of the 95 % interval of the sampled share.")


class SampleMetrics(Settings):
    """Figures of one run's particles, and what the exact target says of them."""

    type: Literal["sample-metrics"] = "sample-metrics"
    run: str
    step: int
    seconds: float = Field(description="Time this walk's steps have taken so far, seconds.")
    modes: list[ModeShare]
    values: dict[str, float | None] = Field(
        description="By measure name: mode_weight_tv, mode_weight_tv_floor, outside, evaluations, acceptance_rate, ..."
    )
    message: str = Field("", description="One sentence when particles left the box or became non-finite.")


class Reading(Settings):
    """What a run and the exact target say of one point; null where it is not finite."""

    score: tuple[float, float] | None = Field(description="The learnt score, 1/unit.")
    true_score: tuple[float, float] | None = Field(description="The exact score, 1/unit.")
    energy: float | None = Field(description="E(x) = -log p(x) - log Z, nats; null where the model is a score.")
    true_log_density: float | None = Field(description="log p(x) of the target, nats.")


class Probed(Settings):
    """A run's answer to `probe`: one reading a point."""

    type: Literal["probed"] = "probed"
    run: str
    question: str
    step: int = Field(description="Step of training of the field that was asked.")
    log_z: float | None = Field(description="By quadrature, nats; null where the model is a score.")
    log_z_step: int | None = Field(description="Step of training that log_z belongs to: while training, an older one.")
    readings: list[Reading]


class Refused(Settings):
    """A command could not be carried out; nothing changed."""

    type: Literal["refused"] = "refused"
    command: str
    field: str = ""
    message: str


AnyEvent = Annotated[Hello | Layout | Status | Metrics | SampleMetrics | Probed | Refused, Field(discriminator="type")]

Hello.model_rebuild()
