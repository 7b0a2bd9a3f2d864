"""A place in a worker: one process, or the sentence why there is none, with what is owed to its viewers."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from scorescape.models.layers.base import Layer, Sight, Version
from scorescape.models.processes import PROCESSES
from scorescape.models.processes.base import Process
from scorescape.models.processes.records import Phase, ProcessState

from ..protocol.commands import View
from .encoder import encode_frame
from .messages import Hosting

NOTHING = View(kinds=[])


@dataclass
class Seat:
    """`process` is None while it could not be built; `state` says then what became of it."""

    run: str
    hosting: Hosting
    process: Process[Any] | None = None
    layers: dict[str, Layer[Any]] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    sight: Sight = field(default_factory=Sight)
    view: View = NOTHING
    """The command by which it is looked at so."""
    shown: object = None
    measured_at: float = 0.0
    measure_seconds: float = 0.0
    saved_at: float = 0.0
    sent_at: dict[str, float] = field(default_factory=dict)
    sent: dict[str, Version] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    """What the last picture of each dear layer took."""
    _seq: dict[str, int] = field(default_factory=dict)
    _why: tuple[Phase, str] = ("queued", "")

    def build(self, checkpoint: bytes | None = None) -> Process[Any]:
        """Bring the process to life. Errors: whatever its kind raises."""
        kind = PROCESSES.get(self.hosting.kind)
        process = kind(self.run, self.hosting.spec, self.hosting.subject, checkpoint)
        layers = {name: layer() for name, layer in kind.layer_kinds().items()}
        self.process, self.layers, self._why = process, layers, ("queued", "")
        return process

    def give_up(self, message: str) -> None:
        """Say why there is no process."""
        self.process, self._why = None, ("failed", message)
        self.wanted.clear()

    def state(self) -> ProcessState:
        """Where it stands."""
        if self.process:
            return self.process.state()
        return PROCESSES.get(self.hosting.kind).blank(self.run, self.hosting.spec, *self._why)

    def look(self, sight: Sight, view: View = NOTHING) -> None:
        """Look at it in another way, as a command asked: the next picture is owed at once."""
        self.view = view
        if self.sight != sight:
            self.seconds.clear()
        self.sight = sight

    @property
    def busy(self) -> bool:
        return self.process is not None and self.process.busy

    def has_work(self) -> bool:
        """Whether a turn of the worker would do anything here."""
        return self.process is not None and (self.process.busy or bool(self.due()) or self.process.owes())

    def version(self, layer: str) -> Version | None:
        """What a picture of this layer would show now; None while there is nothing to show."""
        if self.process is None or layer not in self.layers:
            return None
        return self.layers[layer].version(self.process.source(), self.sight)

    def due(self) -> list[str]:
        """Layers that somebody wants and nobody has seen: a picture that stands still is not sent again."""
        versions = {layer: self.version(layer) for layer in sorted(self.wanted)}
        return [layer for layer, version in versions.items() if version is not None and version != self.sent.get(layer)]

    def frame(self, layer: str) -> tuple[int, bytes]:
        """Sequence number and bytes of the newest picture of a layer that has a version. Errors: ScorescapeError."""
        assert self.process is not None
        drawn, source = self.layers[layer], self.process.source()
        picture, step = drawn.picture(source, self.sight), drawn.step(source)
        seq = self._seq[layer] = self._seq.get(layer, 0) + 1
        return seq, encode_frame(layer, drawn.shape, self.run, seq, step, picture, time.time())
