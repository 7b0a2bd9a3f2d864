"""What may be said to a score panel, beside `restart`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..samplers.spec import SamplerSpec
from ..targets.spec import TargetSpec
from ..training.spec import RunSpec
from .records import Command, RunCommand, RunsCommand

Coordinate = Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]


class Train(RunsCommand):
    """Start or continue training; with `n_steps`, that many further steps after the run has finished."""

    type: Literal["train"] = "train"
    n_steps: int | None = Field(None, ge=1, le=1_000_000, description="Further steps; empty means as specified.")


class Pause(RunsCommand):
    """Hold training, sampling or both where they are."""

    type: Literal["pause"] = "pause"
    what: Literal["training", "sampling", "both"] = "both"


class Respec(RunCommand):
    """Give one panel another run specification; it begins again."""

    type: Literal["respec"] = "respec"
    spec: RunSpec


class Retarget(Command):
    """Change the drawing: a run keeps its weights and goes on with the new target; one without a step begins anew."""

    supersedes: ClassVar[bool] = True

    type: Literal["retarget"] = "retarget"
    target: TargetSpec


class Sample(RunsCommand):
    """Put fresh particles at their start and let them walk; or go on walking after a pause with `resume`."""

    type: Literal["sample"] = "sample"
    resume: bool = False
    sampler: SamplerSpec | None = Field(None, description="A new sampler; empty keeps the panel's.")


class Tune(RunsCommand):
    """Change settings of the sampler while it walks."""

    type: Literal["tune"] = "tune"
    settings: dict[str, bool | int | float | str]


class Step(RunsCommand):
    """Take so many steps and hold: of training within its schedule, or of the walk."""

    type: Literal["step"] = "step"
    what: Literal["training", "sampling"] = "training"
    n_steps: int = Field(1, ge=1, le=1_000_000, description="How many steps.")
    measure_at: list[Annotated[int, Field(ge=0)]] = Field(
        default_factory=list,
        max_length=256,
        description="Steps, counted from the start of training or of the walk, at which figures are sent without fail: "
        "runs are compared at equal steps by them.",
    )


class Pace(RunsCommand):
    """How fast training or samplers go, in steps per second at most; the worker does what it can."""

    blind: ClassVar[bool] = True

    type: Literal["pace"] = "pace"
    what: Literal["training", "sampling"] = "sampling"
    steps_per_second: float | None = Field(
        60, gt=0, le=10_000, description="At most so many steps per second; null is as fast as the machine can."
    )

    def lasting(self) -> str | None:
        return None if self.runs else f"pace of {self.what}"


class Probe(RunsCommand):
    """Ask what every panel and the exact target say of some points; each run answers with `probed`."""

    type: Literal["probe"] = "probe"
    question: str = Field(max_length=40, description="Comes back in the answers, which every watching page hears.")
    points: list[tuple[Coordinate, Coordinate]] = Field(min_length=1, max_length=16, description="World units.")


class Watch(RunCommand):
    """Look at one step of one particle, or at one step of training; each step that follows is told as `watched` or
    `taught`, of those that come faster than ten a second the newest. Without `particle` and `near` nobody looks."""

    type: Literal["watch"] = "watch"
    what: Literal["sampling", "training"] = "sampling"
    particle: int | None = Field(None, ge=0, description="Of a walk: the particle's number, from 0.")
    near: tuple[Coordinate, Coordinate] | None = Field(
        None, description="World units: the particle nearest to it; of training the point of each batch nearest to it."
    )


class LookBack(RunCommand):
    """Ask for the figures of a run as it was at a step of its tape; the newest question of a run is answered."""

    type: Literal["look-back"] = "look-back"
    step: int = Field(ge=0)


COMMANDS: tuple[type[Command], ...] = (
    Train,
    Pause,
    Respec,
    Retarget,
    Sample,
    Tune,
    Step,
    Pace,
    Probe,
    Watch,
    LookBack,
)
