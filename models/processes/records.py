"""What is said to a process and by it, whatever its kind: commands, its state, events."""

from __future__ import annotations

import math
from typing import Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ..settings import Settings, with_next_seed

Phase = Literal["waiting", "queued", "ready", "training", "paused", "finished", "failed", "lost"]
"""`waiting` for a place, `queued` to be built, `failed` with a message, `lost` with its worker."""


MAX_ID = 64
Seeded = TypeVar("Seeded", bound=BaseModel)


class Command(Settings):
    """Base of all commands; a kind of process declares its own."""

    # whoever sends these may leave out fields with defaults
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    type: Any
    id: str = Field(
        "", max_length=MAX_ID, description="The client's name for this command: whatever answers it says it again."
    )
    supersedes: ClassVar[bool] = False
    """Whether a later command of this type takes back all that one did, so that of several that wait one is enough."""
    blind: ClassVar[bool] = False
    """Whether it looks at nothing that a superseding command changes."""

    def for_runs(self) -> list[str]:
        """The run ids it names; empty means every run."""
        return []

    def lasting(self) -> str | None:
        """The name under which it holds for runs that come later too; None for most."""
        return None


class RunsCommand(Command):
    """A command for the runs it names."""

    runs: list[str] = Field(default_factory=list, max_length=8, description="Run ids; empty means every run.")

    def for_runs(self) -> list[str]:
        return self.runs


class RunCommand(Command):
    """A command for one run."""

    run: str

    def for_runs(self) -> list[str]:
        return [self.run]


class Restart(RunsCommand):
    """Begin a run again: from the same initial weights, from a new seed, or from a dead worker's checkpoint."""

    type: Literal["restart"] = "restart"
    origin: Literal["start", "new-seed", "checkpoint"] = "start"

    def of(self, spec: Seeded) -> Seeded:
        """What a record with a seed is begun again with: itself, or the next seed."""
        return with_next_seed(spec) if self.origin == "new-seed" else spec


class ProcessState(Settings):
    """Where one run stands; sent whole whenever it changes. Kinds of process add what is theirs."""

    run: str
    phase: Phase
    message: str = Field("", description="One sentence for the user: why it failed, what was lost, what to do.")

    def told(self, phase: Phase, message: str) -> Self:
        """The state of a run that something has happened to from outside."""
        return self.model_copy(update={"phase": phase, "message": message})

    def reached(self) -> float:
        """The step up to which figures are of its past: what is kept of it ends its history there."""
        return math.inf

    def stale(self) -> frozenset[str]:
        """Types of events that no longer hold in this state."""
        return frozenset()


class Event(Settings):
    """Base of what a process says of itself beside its state."""

    type: Any
    run: str
    memory: ClassVar[Literal["", "newest", "history"]] = ""
    """What a page that comes late is told: nothing, the newest of its run, or all of them in the order of steps."""
