"""What may be said to a run that completes pictures, what it says of itself, and what its figures mean."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..boltzmann.completion.held import Hidden, Mask, drawn_held, named_held
from ..boltzmann.completion.spec import CompletionModel, CompletionSpec
from ..boltzmann.data.patterns import Patterns
from ..diagnostics.measures import ChartInfo, Measure
from ..errors import InvalidInput
from ..settings import setting
from .patterns_records import PatternBits, PatternsSubject
from .records import Command, Event, ProcessState, RunCommand, RunsCommand

PRESET = "The part that is hidden, where no held pixels are given."
HELD = "Packed bits in base64, row by row from the top, 1 = held; they take the place of the named part."


class CompletionSubject(PatternsSubject):
    """Which test picture all runs of an experiment complete, and what is held of it."""

    index: int = setting(0, title="picture", description="Which of the test pictures.", ge=0, le=1_000_000)
    preset: Hidden = Field("lower-half", title="hidden part", description=PRESET)
    held: PatternBits | None = Field(None, description=HELD)

    def learnt(self) -> PatternsSubject:
        """Only what a model learns of it."""
        return PatternsSubject(**{name: getattr(self, name) for name in PatternsSubject.model_fields})

    def mask(self, patterns: Patterns) -> Mask:
        """Which pixels are held. Errors: InvalidInput with a sentence."""
        return drawn_held(self.held, patterns.side) if self.held else named_held(self.preset, patterns.side)

    def checked(self, patterns: Patterns) -> Patterns:
        """Errors: InvalidInput if there is no such picture."""
        if self.index >= len(patterns.test):
            most = len(patterns.test) - 1
            raise InvalidInput("index", f"There is no test picture {self.index}; take one from 0 to {most}.")
        return patterns


class CompletionSweep(RunsCommand):
    """Learn first if that is to be done, then sweep: so many further times, or as many as its run wants."""

    type: Literal["sweep"] = "sweep"
    n: int | None = Field(
        None, ge=1, le=1_000_000, description="Sweeps; empty is as the run wants, mostly without an end."
    )


class CompletionPause(RunsCommand):
    """Hold where it is."""

    type: Literal["pause"] = "pause"


class CompletionHold(Command):
    """Hold other pixels; chains go on from where they are, and the mean begins anew."""

    supersedes: ClassVar[bool] = True

    type: Literal["hold"] = "hold"
    held: PatternBits | None = Field(None, description=HELD)
    preset: Hidden | None = Field(None, description="A named hidden part; empty leaves the one there is.")


class CompletionShow(Command):
    """Complete another test picture."""

    supersedes: ClassVar[bool] = True

    type: Literal["show"] = "show"
    index: int = Field(0, ge=0, le=1_000_000, description="Which of the test pictures.")


class CompletionScore(RunsCommand):
    """Complete all test pictures with the same held pixels, 60 sweeps each; answered by `completion-score`."""

    type: Literal["score"] = "score"


class CompletionPace(RunsCommand):
    """How fast it sweeps at most."""

    blind: ClassVar[bool] = True

    type: Literal["pace"] = "pace"
    sweeps_per_second: float | None = Field(
        20, gt=0, le=100_000, description="At most so many a second; null is as fast as the machine can."
    )

    def lasting(self) -> str | None:
        return None if self.runs else "pace"


class CompletionRespec(RunCommand):
    """Give one run another specification; it begins again."""

    type: Literal["respec"] = "respec"
    spec: CompletionSpec


class CompletionRetarget(Command):
    """Other pictures to learn, or another one to complete; what was learnt of the same pictures stays."""

    supersedes: ClassVar[bool] = True

    type: Literal["retarget"] = "retarget"
    target: CompletionSubject


COMMANDS: tuple[type[Command], ...] = (
    CompletionSweep,
    CompletionPause,
    CompletionHold,
    CompletionShow,
    CompletionScore,
    CompletionPace,
    CompletionRespec,
    CompletionRetarget,
)


class CompletionState(ProcessState):
    """Where one run stands."""

    model: CompletionModel = "rbm"
    learning: bool = Field(True, description="Whether the machine learns still, and nothing is filled in yet.")
    epoch: int = 0
    epochs: int = Field(0, description="That the machine learns.")
    sweeps: int = 0
    end: int | None = Field(None, description="The sweep after which it is done; null where it never rests.")
    index: int = 0
    hidden: int = Field(0, description="How many pixels are hidden.")
    n_test: int = 0
    rows: int = Field(0, description="Of the picture, in pixels.")
    columns: int = Field(0, description="Of the picture, in pixels.")

    def reached(self) -> float:
        return self.sweeps


class CompletionFigures(Event):
    """How wrong the answers for this picture are, after so many sweeps."""

    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["completion-figures"] = "completion-figures"
    step: int = Field(description="The sweep.")
    values: dict[str, float | None]


class CompletionScored(Event):
    """The same figures over the whole test set."""

    memory: ClassVar[Literal["", "newest", "history"]] = "newest"

    type: Literal["completion-score"] = "completion-score"
    pictures: int = Field(description="How many.")
    hidden: int = Field(description="Pixels that were hidden in each.")
    sweeps: int = Field(description="Sweeps of each chain; the mean leaves the first 20 out.")
    values: dict[str, float | None]


WRONG = ChartInfo(title="Hidden pixels", label="share of hidden pixels wrong")
COUNTED = "Counted against the test picture."


def _measure(name: str, title: str, equation: str, explanation: str, *, chart: bool = False) -> Measure:
    return Measure(
        name=name,
        title=title,
        unit="1",
        of="training",
        better="lower",
        label=title,
        chart=WRONG if chart else None,
        equation=equation,
        explanation=explanation,
        source=COUNTED,
    )


COMPLETION_MEASURES: tuple[Measure, ...] = (
    _measure(
        "hidden_error_mean",
        "wrong, mean",
        r"\frac{1}{|H|} \sum_{i \in H} [(\bar p_i > 1/2) \neq v_i]",
        "The share of the hidden pixels that the mean of the draws, cut at a half, gets wrong. "
        "It is the best that the model can do by this figure, and no picture that it would draw.",
        chart=True,
    ),
    _measure(
        "hidden_error_sample",
        "wrong, one sample",
        r"\frac{1}{|H|} \sum_{i \in H} [\tilde v_i \neq v_i]",
        "The share of the hidden pixels that the newest draw gets wrong. "
        "A draw is a picture, and as a picture it takes risks that the mean does not.",
    ),
    _measure(
        "base_rate_error",
        "wrong, base rate",
        r"\frac{1}{|H|} \sum_{i \in H} [(p_i > 1/2) \neq v_i]",
        "What is wrong where each hidden pixel is taken to be what it mostly is in the training pictures. "
        "It looks at nothing that is held.",
    ),
    _measure(
        "nearest_error",
        "wrong, nearest picture",
        r"\frac{1}{|H|} \sum_{i \in H} [v^{(k)}_i \neq v_i],\quad k = \arg\min_n |v^{(n)} - v|_{\text{held}}",
        "What is wrong where hidden pixels are copied from the training picture that differs least in the held ones. "
        "A model that is no better has learnt pictures by heart at best.",
    ),
)
