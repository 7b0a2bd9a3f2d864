"""What is said to a phase transition and by it: its torus, the record of a run, commands, state and events."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, field_validator

from ..boltzmann.ising.transition import Start
from ..settings import Settings, setting
from .records import Command, Event, ProcessState, RunCommand, RunsCommand

LARGEST_SIDE = 512
STRONGEST = 2.0


class PhaseSubject(Settings):
    """The torus that all runs of an experiment live on."""

    side: int = setting(
        32, title="side", description="Spins along an edge of the torus: an even number.", ge=4, le=LARGEST_SIDE
    )

    @field_validator("side")
    @classmethod
    def _even(cls, side: int) -> int:
        if side % 2:
            raise ValueError(f"side must be an even number in [4, {LARGEST_SIDE}]; got {side}.")
        return side


class PhaseSpec(Settings):
    """One run."""

    beta: float = setting(
        0.4407, title="coupling", description="What a pair of equal neighbours is worth.", ge=0, le=STRONGEST
    )
    seed: int = setting(0, title="seed", description="Of the random numbers.", ge=0, le=1_000_000)
    start: Start = Field("aligned", title="start", description="All spins up, or each by chance.")
    scan: bool = Field(False, title="scan", description="Whether it walks through all couplings when it is begun.")


class PhaseSweep(RunsCommand):
    """Go on: for so many sweeps, or until told to pause."""

    type: Literal["sweep"] = "sweep"
    n: int | None = Field(None, ge=1, le=10_000_000, description="How many; empty is without an end.")


class PhasePause(RunsCommand):
    """Hold where it is."""

    type: Literal["pause"] = "pause"


class PhaseTune(RunsCommand):
    """Another coupling from now on; what was measured stays on the chart."""

    type: Literal["tune"] = "tune"
    beta: float = Field(0.4407, ge=0, le=STRONGEST, description="The coupling.")


class PhaseScan(RunsCommand):
    """Walk through couplings from .7 to .2, aligned at first, as fast as the machine can, and measure at each."""

    type: Literal["scan"] = "scan"


class PhaseRetarget(Command):
    """A torus of another size: every run begins anew."""

    supersedes: ClassVar[bool] = True

    type: Literal["retarget"] = "retarget"
    target: PhaseSubject


class PhaseRespec(RunCommand):
    """Give one run another specification; it begins again."""

    type: Literal["respec"] = "respec"
    spec: PhaseSpec


class PhasePace(RunsCommand):
    """How fast it sweeps, but for a scan."""

    blind: ClassVar[bool] = True

    type: Literal["pace"] = "pace"
    sweeps_per_second: float | None = Field(
        60, gt=0, le=100_000, description="At most so many a second; null is as fast as the machine can."
    )

    def lasting(self) -> str | None:
        return None if self.runs else "pace of sweeps"


class PhaseState(ProcessState):
    """Where one run stands."""

    sweeps: int = 0
    beta: float = 0.0
    kept: int = Field(0, description="Sweeps that count at this coupling.")
    scanning: bool = False
    scan_left: int = Field(0, description="Couplings of the scan that are not measured yet.")
    side: int = 0

    def reached(self) -> float:
        return self.sweeps


class PhaseFigures(Event):
    """Figures of one run at one sweep."""

    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["phase-figures"] = "phase-figures"
    step: int = Field(description="The sweep.")
    values: dict[str, float | None]


COMMANDS: tuple[type[Command], ...] = (
    PhaseSweep,
    PhasePause,
    PhaseTune,
    PhaseScan,
    PhaseRetarget,
    PhaseRespec,
    PhasePace,
)
