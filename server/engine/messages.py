"""What the server and a worker process say to each other over their pipe.

To the worker: Add, Remove, Order (a command for one run), Demand (a frame is wanted), Ask (a question).
From it: Said (an event as JSON), Framed (bytes of a frame), Settled (a new specification), Saved (a checkpoint),
Answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorescape.models.targets.spec import TargetSpec

from ..protocol import commands
from ..protocol.events import SampleMetrics
from ..protocol.experiment import PanelSpec, RunState
from ..protocol.frames import FrameKind


@dataclass(frozen=True)
class Add:
    run: str
    spec: PanelSpec
    target: TargetSpec
    checkpoint: bytes | None = None


@dataclass(frozen=True)
class Remove:
    run: str


@dataclass(frozen=True)
class Order:
    run: str
    command: commands.AnyCommand


@dataclass(frozen=True)
class Demand:
    run: str
    kind: FrameKind


@dataclass(frozen=True)
class Ask:
    """`what` is rehearse, preview (of a target), check (of an experiment), check-kept (of one with its checkpoints),
    one of the ANSWERS in imports.py, or weights, arrays, tape or keep (of a run)."""

    id: int
    what: str
    subject: Any


@dataclass(frozen=True)
class Said:
    run: str
    kind: str
    text: str


@dataclass(frozen=True)
class Framed:
    run: str
    kind: FrameKind
    seq: int
    data: bytes


@dataclass(frozen=True)
class Settled:
    """What a run is now specified as, after a command that was carried out."""

    run: str
    spec: PanelSpec
    target: TargetSpec


@dataclass(frozen=True)
class Saved:
    run: str
    checkpoint: bytes


@dataclass(frozen=True)
class Kept:
    """The answer to `keep`: where a panel stands, and all that is needed to go on from there."""

    state: RunState
    samples: SampleMetrics | None
    checkpoint: bytes


@dataclass(frozen=True)
class Answered:
    id: int
    value: Any = None
    field: str = ""
    refusal: str = ""
