"""What the server and a worker process say to each other over their channel.

To the worker: Add, Remove, Order (a command for one run), Demand (a picture is wanted), Ask (a question).
From it: Said (an event), Framed (bytes of a picture), Settled (a new specification), Answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorescape.models.processes.records import Command, Event, ProcessState
from scorescape.models.settings import Settings


@dataclass(frozen=True)
class Hosting:
    """What a run is: a kind of process, its specification and what it is about."""

    kind: str
    spec: Any
    subject: Any


@dataclass(frozen=True)
class Add:
    """Build a run; with `resume` from its stored checkpoint, and with `going` it takes up what it was doing then."""

    run: str
    hosting: Hosting
    resume: bool = False
    going: bool = False


@dataclass(frozen=True)
class Remove:
    run: str


@dataclass(frozen=True)
class Order:
    run: str
    command: Command


@dataclass(frozen=True)
class Demand:
    run: str
    layer: str


@dataclass(frozen=True)
class Ask:
    """`what` is a question of the desk, or `keep` or `export` of a run."""

    id: int
    what: str
    subject: Any


@dataclass(frozen=True)
class Said:
    """An event as the record it is and as its JSON, so that the web process writes and reads none."""

    run: str
    event: Settings
    text: str


@dataclass(frozen=True)
class Framed:
    run: str
    layer: str
    seq: int
    data: bytes


@dataclass(frozen=True)
class Settled:
    """What a run is now, after a command that was carried out."""

    run: str
    hosting: Hosting


@dataclass(frozen=True)
class Kept:
    """The answer to `keep`: where a run stands, its newest figures, and all that is needed to go on from there."""

    state: ProcessState
    newest: list[Event]
    checkpoint: bytes


@dataclass(frozen=True)
class Answered:
    id: int
    value: Any = None
    field: str = ""
    refusal: str = ""
