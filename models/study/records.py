"""What is asked of a study and what it says of itself, as records."""

from __future__ import annotations

from pydantic import Field

from ..samplers.spec import SamplerSpec
from ..settings import Settings
from ..training.spec import RunSpec


class PanelSpec(Settings):
    """One panel: what is trained and how it is sampled."""

    run: RunSpec = Field(default_factory=RunSpec)
    sampler: SamplerSpec = Field(default_factory=SamplerSpec)


class TrainingFigures(Settings):
    """Figures at one step of training. Keys name the measure: loss, relative_fisher_error, angle_deg, ..."""

    step: int
    seconds: float = Field(description="Training time of this run so far, seconds.")
    values: dict[str, float | None] = Field(description="By measure name; null where it is not finite.")


class ModeShare(Settings):
    """How the particles share out over one mode."""

    true: float
    sampled: float
    low: float = Field(description="Lower end of the 95 % interval of the sampled share.")
    high: float = Field(description="Upper end of the 95 % interval of the sampled share.")


class SamplingFigures(Settings):
    """Figures of particles, and what the exact target says of them."""

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
