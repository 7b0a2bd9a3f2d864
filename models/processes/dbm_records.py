"""What may be said to a deep machine, what it says of itself, and what its figures mean."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..boltzmann.dbm.spec import DbmSpec, Model, Stage
from ..diagnostics.measures import ChartInfo, Measure
from .patterns_records import PatternsSubject
from .rbm_records import RBM_MEASURES
from .records import Command, Event, ProcessState, RunCommand, RunsCommand


class DbmTrain(RunsCommand):
    """Start or go on: to the planned end of all stages, or so many further epochs."""

    type: Literal["train"] = "train"
    epochs: int | None = Field(None, ge=1, le=10_000, description="Further epochs; empty means as planned.")


class DbmPause(RunsCommand):
    """Hold where it is."""

    type: Literal["pause"] = "pause"


class DbmStep(RunsCommand):
    """Learn so many batches and hold."""

    type: Literal["step"] = "step"
    batches: int = Field(1, ge=1, le=100_000, description="How many.")


class DbmPace(RunsCommand):
    """How fast it learns at most; the worker does what it can."""

    blind: ClassVar[bool] = True

    type: Literal["pace"] = "pace"
    epochs_per_second: float | None = Field(
        None, gt=0, le=10_000, description="Epochs a second at most; null is as fast as the machine can."
    )

    def lasting(self) -> str | None:
        return None if self.runs else "pace"


class DbmRespec(RunCommand):
    """Give one run another specification; it begins again."""

    type: Literal["respec"] = "respec"
    spec: DbmSpec


class DbmRetarget(Command):
    """Give all runs other pictures; they begin again, and go on learning if they did."""

    supersedes: ClassVar[bool] = True

    type: Literal["retarget"] = "retarget"
    target: PatternsSubject


COMMANDS: tuple[type[Command], ...] = (DbmTrain, DbmPause, DbmStep, DbmPace, DbmRespec, DbmRetarget)


class DbmState(ProcessState):
    """Where one run stands."""

    model: Model = "joint"
    stage: Stage = Field("first RBM", description="The one that is learnt, or was learnt last.")
    stages: list[tuple[Stage, int]] = Field(default_factory=list, description="All of them, each with its epochs.")
    frozen: list[str] = Field(
        default_factory=list, description="Layers of the page whose weights stand still in this stage."
    )
    epoch: int = Field(0, description="Whole epochs of all stages.")
    epochs: int = Field(0, description="Where it is going to end.")
    batch: int = Field(0, description="Of the epoch that is going on, from 0.")
    n_batches: int = Field(0, description="Of an epoch.")
    bounded: bool = Field(True, description="Whether its figure is a lower bound, and no likelihood.")
    n_train: int = 0
    n_test: int = 0
    rows: int = Field(0, description="Of a picture, in pixels.")
    columns: int = Field(0, description="Of a picture, in pixels.")

    def reached(self) -> float:
        return self.epoch


class DbmFigures(Event):
    """Scores of one epoch, and what costs next to nothing beside them."""

    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["dbm-figures"] = "dbm-figures"
    step: int = Field(description="The epoch.")
    values: dict[str, float | None]


NATS = ChartInfo(title="Likelihood", label="nats a picture")
DEEP = "Salakhutdinov and Hinton 2009, section 3."
ANNEALED = "Salakhutdinov and Murray 2008, section 4."
SHARED = {"independent_log_likelihood", "log_z_ais", "log_z_ais_low", "log_z_ais_high", "ess"}
"""Measures that mean the same of a restricted machine."""
BOUND = r"\mathbb{E}_q\bigl[-E(v, g, h)\bigr] + H(q) - \log Z"

DBM_MEASURES: tuple[Measure, ...] = (
    Measure(
        name="log_likelihood",
        title="test log-likelihood",
        unit="nats",
        of="training",
        better="higher",
        comparable=False,
        chart=NATS,
        label="test log-likelihood",
        note="A likelihood: a bound may not be compared with it as if it were one.",
        equation=r"\frac1n \sum_i \log p(v_i)",
        explanation="The mean log-probability of test pictures under a machine with one hidden layer. "
        "It is what the bounds of the other models are below of.",
        source=ANNEALED,
    ),
    Measure(
        name="log_likelihood_bound",
        title="test log-likelihood: lower bound",
        unit="nats",
        of="training",
        better="higher",
        comparable=False,
        chart=NATS,
        label="bound on test log-likelihood",
        note="A lower bound with the upper end of log Z's interval: the likelihood itself is at least this.",
        equation=BOUND,
        explanation="The log-probability of test pictures is at least this: mean field, or the lower machine read "
        "upwards, stands for the posterior. The upper end of log Z's interval keeps it a bound.",
        source=DEEP,
    ),
    Measure(
        name="train_log_likelihood",
        title="training log-likelihood",
        unit="nats",
        of="training",
        better="higher",
        comparable=False,
        label="training log-likelihood",
        equation=r"\frac1n \sum_i \log p(v_i)",
        explanation="The same of the pictures it learns from. "
        "The further it stands above the test's, the more is learnt by heart.",
        source=ANNEALED,
    ),
    Measure(
        name="train_log_likelihood_bound",
        title="training log-likelihood: lower bound",
        unit="nats",
        of="training",
        better="higher",
        comparable=False,
        label="bound on training log-likelihood",
        equation=BOUND,
        explanation="The same bound of the pictures it learns from. "
        "The further it stands above the test's, the more is learnt by heart.",
        source=DEEP,
    ),
    Measure(
        name="last_log_likelihood",
        title="test log-likelihood, last iterate",
        unit="nats",
        of="training",
        better="higher",
        comparable=False,
        label="last iterate",
        equation=r"\theta_n \text{ in place of } \bar\theta_n",
        explanation="The likelihood of the newest weights instead of their running average. "
        "While the rate is large it jumps from epoch to epoch for reasons of chance alone.",
        source="Tieleman 2008; Polyak and Juditsky 1992.",
    ),
    Measure(
        name="last_log_likelihood_bound",
        title="bound, last iterate",
        unit="nats",
        of="training",
        better="higher",
        comparable=False,
        label="bound, last iterate",
        equation=r"\theta_n \text{ in place of } \bar\theta_n",
        explanation="The bound of the newest weights instead of their running average. "
        "While the rate is large it jumps from epoch to epoch for reasons of chance alone.",
        source="Tieleman 2008; Polyak and Juditsky 1992.",
    ),
    Measure(
        name="reconstruction_error",
        title="reconstruction error",
        unit="1",
        of="training",
        better="lower",
        label="reconstruction error",
        equation=r"\overline{|v - p(v \mid g)|}",
        explanation="How far a test picture is from what the hidden layers give back of it, a pixel. "
        "It is not what training lowers: it may fall while the likelihood falls too.",
        source="Hinton 2012 (A practical guide), section 5.",
    ),
    *(measure for measure in RBM_MEASURES if measure.name in SHARED),
    Measure(
        name="epoch",
        title="epoch",
        unit="epochs",
        of="training",
        better="neither",
        label="",
        equation=r"n",
        explanation="How often all training pictures were seen, all stages together. "
        "Of fewer than a hundred pictures an epoch shows each several times, a thousand in all.",
        source="Counted by the run.",
    ),
)
