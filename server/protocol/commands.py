"""What the browser may say on the stream: one union, discriminated by `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.settings import Settings
from scorescape.models.targets.spec import TargetSpec
from scorescape.models.training.spec import RunSpec

from .frames import FrameKind

Coordinate = Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]


class Command(Settings):
    """Base of all commands; `runs` names the panels it is for, empty for all of them."""

    # the browser SENDS these: fields with defaults are optional in its types
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class RunsCommand(Command):
    runs: list[str] = Field(default_factory=list, max_length=8, description="Run ids; empty means every run.")


class Train(RunsCommand):
    """Start or continue training; with `n_steps`, that many further steps after the run has finished."""

    type: Literal["train"] = "train"
    n_steps: int | None = Field(None, ge=1, le=1_000_000, description="Further steps; empty means as specified.")


class Pause(RunsCommand):
    """Hold training, sampling or both where they are."""

    type: Literal["pause"] = "pause"
    what: Literal["training", "sampling", "both"] = "both"


class Restart(RunsCommand):
    """Begin a run again: from the same initial weights, from a new seed, or from a dead worker's checkpoint."""

    type: Literal["restart"] = "restart"
    origin: Literal["start", "new-seed", "checkpoint"] = "start"


class Respec(Command):
    """Give one panel another run specification; it begins again."""

    type: Literal["respec"] = "respec"
    run: str
    spec: RunSpec


class Retarget(Command):
    """Change the drawing: a run keeps its weights and goes on with the new target; one without a step begins anew."""

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


class Pace(RunsCommand):
    """How fast training or samplers go, in steps per second at most; the worker does what it can."""

    type: Literal["pace"] = "pace"
    what: Literal["training", "sampling"] = "sampling"
    steps_per_second: float | None = Field(
        60, gt=0, le=10_000, description="At most so many steps per second; null is as fast as the machine can."
    )


class View(RunsCommand):
    """Which frames the page wants; what nobody wants is not computed. A hidden page sends an empty list."""

    type: Literal["view"] = "view"
    kinds: list[FrameKind]
    lens: str | None = Field(None, description="The lens to look through; needed for frames of kind `lens`.")
    lens_settings: dict[str, bool | int | float | str] = Field(default_factory=dict)


class Probe(RunsCommand):
    """Ask what every panel and the exact target say of some points; each run answers with `probed`."""

    type: Literal["probe"] = "probe"
    question: str = Field(max_length=40, description="Comes back in the answers, which every watching page hears.")
    points: list[tuple[Coordinate, Coordinate]] = Field(min_length=1, max_length=16, description="World units.")


class LookBack(Command):
    """Ask for the figures of a run as it was at a step of its tape; the newest question of a run is answered."""

    type: Literal["look-back"] = "look-back"
    run: str
    step: int = Field(ge=0)


class Ack(Command):
    """The frame `seq` of this run and kind has been drawn; at most two of a kind are in flight."""

    type: Literal["ack"] = "ack"
    run: str
    kind: FrameKind
    seq: int = Field(ge=0)


AnyCommand = Annotated[
    Train | Pause | Restart | Respec | Retarget | Sample | Tune | Step | Pace | View | Probe | LookBack | Ack,
    Field(discriminator="type"),
]
