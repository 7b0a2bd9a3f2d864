"""What is asked of a study and what it says of itself, as records."""

from __future__ import annotations

from pydantic import Field

from ..diagnostics.verdicts import Verdict
from ..samplers.spec import SamplerSpec
from ..settings import Settings
from ..training.spec import RunSpec

UNRELIABLE = "By measure name: one sentence on why this figure may not be believed; empty where all may be."


class PanelSpec(Settings):
    """One panel: what is trained and how it is sampled."""

    run: RunSpec = Field(default_factory=RunSpec)
    sampler: SamplerSpec = Field(default_factory=SamplerSpec)


class TrainingFigures(Settings):
    """Figures at one step of training. Keys name the measure, its error or its floor (diagnostics/measures.py)."""

    step: int
    seconds: float = Field(description="Training time of this run so far, seconds.")
    values: dict[str, float | None] = Field(description="By measure name; null where it is not finite.")
    unreliable: dict[str, str] = Field(default_factory=dict, description=UNRELIABLE)


class ModeShare(Settings):
    """How the particles share out over one mode."""

    true: float
    sampled: float
    low: float = Field(description="Lower end of its interval; those of all modes hold together in 95 of 100 samples.")
    high: float = Field(description="Upper end of its interval; those of all modes hold together in 95 of 100 samples.")


class SamplingFigures(Settings):
    """Figures of particles, and what the exact target says of them."""

    step: int
    seconds: float = Field(description="Time this walk's steps have taken so far, seconds.")
    modes: list[ModeShare]
    values: dict[str, float | None] = Field(
        description="By measure name: mode_weight_tv, mode_weight_tv_floor, outside, evaluations, acceptance_rate, ..."
    )
    unreliable: dict[str, str] = Field(default_factory=dict, description=UNRELIABLE)
    verdicts: dict[str, Verdict] = Field(
        default_factory=dict, description="By measure name: whether the particles can be told from exact samples."
    )
    hidden_modes: int = Field(0, description="Modes under .2 % of the mass, counted with their neighbours.")
    hidden_mass: float = Field(0.0, description="What these hold together, as a share of the target's mass.")
    message: str = Field("", description="One sentence when particles left the box or became non-finite.")


class Reading(Settings):
    """What a run and the exact target say of one point; null where it is not finite."""

    score: tuple[float, float] | None = Field(description="The learnt score, 1/unit.")
    true_score: tuple[float, float] | None = Field(description="The exact score, 1/unit.")
    energy: float | None = Field(description="E(x) = -log p(x) - log Z, nats; null where the model is a score.")
    true_log_density: float | None = Field(description="log p(x) of the target, nats.")
