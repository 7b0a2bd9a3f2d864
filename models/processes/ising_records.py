"""What is said to an Ising denoiser and by it: its picture, the record of a run, commands, state and events."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..boltzmann.ising.bits import unpacked
from ..boltzmann.ising.denoising import Method, Plan, Start
from ..boltzmann.ising.energy import implied_field
from ..boltzmann.ising.evidence import Evidence, evidence_of
from ..boltzmann.ising.pictures import named_picture
from ..settings import Settings, setting
from .records import Command, Event, ProcessState, RunCommand, RunsCommand

Name = Literal["letter-a", "letter-g", "disc", "ring", "star", "digit-3", "digit-8"]
LARGEST_SIDE = 1_000
MOST_TEXT = 4 * LARGEST_SIDE * LARGEST_SIDE // 24 + 8
# a pixel with one neighbour against it is one in 10^8 at this coupling: nothing moves any more
STRONGEST, STRONGEST_FIELD = 5.0, 10.0
Bits = Annotated[str, Field(max_length=MOST_TEXT)]


class Pixels(Settings):
    """A picture that was drawn or imported."""

    width: int = Field(ge=2, le=LARGEST_SIDE)
    height: int = Field(ge=2, le=LARGEST_SIDE)
    bits: Bits = Field(description="Base64 of packed bits, row by row from the top, 1 = white.")


class IsingSubject(Settings):
    """What all runs of an experiment restore."""

    picture: Name = Field("letter-a", title="picture", description="A named picture, where no pixels are given.")
    side: int = setting(96, title="side", description="Pixels along an edge of a named picture.", ge=8, le=LARGEST_SIDE)
    pixels: Pixels | None = Field(
        None, description="A picture that was drawn or imported; it takes the named one's place."
    )
    flip: float = setting(
        0.1, title="flipped share", description="How likely each pixel is flipped before it is observed.", ge=0, le=0.5
    )
    flip_seed: int = setting(0, title="seed of the flips", description="Which pixels are flipped.", ge=0, le=1_000_000)
    held: Bits | None = Field(
        None,
        description="Packed bits as those of pixels, 1 = not observed: the pixel's data term is taken away.",
    )

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return (self.pixels.height, self.pixels.width) if self.pixels else (self.side, self.side)

    def evidence(self) -> Evidence:
        """The picture and what is observed of it. Errors: InvalidInput with a sentence."""
        height, width = self.shape
        if self.pixels:
            picture = unpacked(self.pixels.bits, height, width, "pixels")
        else:
            picture = named_picture(self.picture, self.side) > 0
        hidden = None if self.held is None else unpacked(self.held, height, width, "held")
        return evidence_of(picture, self.flip, self.flip_seed, hidden)


class IsingSpec(Settings):
    """One run of the denoiser."""

    method: Method = Field("gibbs", title="method", description="How the picture is restored.")
    beta: float = setting(
        0.7, title="coupling", description="What a pair of equal neighbours is worth.", ge=0, le=STRONGEST
    )
    field_strength: float | None = setting(
        None,
        title="field strength",
        description="What agreeing with the observed pixel is worth; empty: as the flipped share implies.",
        ge=0,
        le=STRONGEST_FIELD,
    )
    sweeps: int | None = setting(
        None, title="sweeps", description="After how many it is done; empty: the method's own.", ge=1, le=10_000_000
    )
    start: Start = Field("noisy", title="start", description="Where the spins are at first.")
    seed: int = setting(0, title="seed", description="Of the sampler's random numbers.", ge=0, le=1_000_000)

    def plan(self, subject: IsingSubject) -> Plan:
        """With the field that the flipped share implies, where none is given."""
        field = implied_field(subject.flip) if self.field_strength is None else self.field_strength
        return Plan(self.method, self.beta, field, self.sweeps, self.start, self.seed)


class IsingSweep(RunsCommand):
    """Go on: for so many sweeps, or until the method is done or told to pause."""

    type: Literal["sweep"] = "sweep"
    n: int | None = Field(None, ge=1, le=10_000_000, description="How many; empty is without an end of its own.")


class IsingPause(RunsCommand):
    """Hold where it is."""

    type: Literal["pause"] = "pause"


class IsingTune(RunsCommand):
    """Change coupling or field strength while it runs; a method that was done goes its way again."""

    type: Literal["tune"] = "tune"
    beta: float | None = Field(None, ge=0, le=STRONGEST, description="The coupling; empty leaves it.")
    field_strength: float | None = Field(
        None,
        ge=0,
        le=STRONGEST_FIELD,
        description="The field strength; null is what the flipped share implies, and left out it stays.",
    )


class IsingRetarget(Command):
    """Another picture, or other flips of it: a run keeps its spins where the size is the same, and goes on."""

    supersedes: ClassVar[bool] = True

    type: Literal["retarget"] = "retarget"
    target: IsingSubject


class IsingRespec(RunCommand):
    """Give one run another specification; it begins again."""

    type: Literal["respec"] = "respec"
    spec: IsingSpec


class IsingPress(RunCommand):
    """Ask what one pixel feels; the run answers with `pressed`."""

    type: Literal["press"] = "press"
    row: int = Field(0, ge=0, lt=LARGEST_SIDE, description="From the top.")
    column: int = Field(0, ge=0, lt=LARGEST_SIDE, description="From the left.")


class IsingPace(RunsCommand):
    """How fast it sweeps."""

    blind: ClassVar[bool] = True

    type: Literal["pace"] = "pace"
    sweeps_per_second: float | None = Field(
        30, gt=0, le=100_000, description="At most so many a second; null is as fast as the machine can."
    )

    def lasting(self) -> str | None:
        return None if self.runs else "pace of sweeps"


class IsingState(ProcessState):
    """Where one run stands."""

    sweeps: int = 0
    end: int | None = Field(None, description="After how many sweeps its method is done; null where it is not known.")
    method: Method = "gibbs"
    beta: float = 0.0
    field_strength: float = Field(0.0, description="The one in use, also where the flipped share implies it.")
    implied: bool = Field(True, description="Whether the flipped share implies the field strength.")
    height: int = 0
    width: int = 0

    def reached(self) -> float:
        return self.sweeps


class IsingFigures(Event):
    """Figures of one run at one sweep."""

    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["ising-figures"] = "ising-figures"
    step: int = Field(description="The sweep.")
    values: dict[str, float | None]


class IsingPressed(Event):
    """A run's answer to `press`: P(+1) = 1 / (1 + exp(-2 (sum of the pair terms + data term)))."""

    type: Literal["pressed"] = "pressed"
    step: int = Field(description="The sweep after which it was asked.")
    row: int
    column: int
    spin: int = Field(description="Of the pixel itself, -1 or +1.")
    observed: int = Field(description="What was observed there: -1, +1, or 0 for nothing.")
    neighbours: list[tuple[int, int, int, float]] = Field(
        description="Of each neighbour its row, column, spin, and pair term beta y_j: its pull towards +1."
    )
    data_term: float = Field(description="h x_i: the pull of what was observed.")
    conditional: float = Field(description="P(y_i = +1 | neighbours, x_i).")


COMMANDS: tuple[type[Command], ...] = (
    IsingSweep,
    IsingPause,
    IsingTune,
    IsingRetarget,
    IsingRespec,
    IsingPress,
    IsingPace,
)
