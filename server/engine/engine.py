"""What an engine is: it starts runs, carries commands to them and their words and frames back. Kept small, so that an
engine that spans machines can stand in for the local one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Protocol

from scorescape.models.targets.spec import TargetSpec

from ..protocol.commands import AnyCommand
from ..protocol.experiment import PanelSpec
from ..protocol.frames import FrameKind


class Listener(Protocol):
    """Who hears of the runs; called on the server's event loop."""

    def said(self, run: str, kind: str, text: str) -> None:
        """An event of the protocol, as its JSON text."""

    def framed(self, run: str, kind: FrameKind, seq: int, data: bytes) -> None:
        """A frame, ready for the wire."""

    def settled(self, run: str, spec: PanelSpec, target: TargetSpec) -> None:
        """A command that changed the run's specification was carried out."""

    def lost(self, run: str) -> None:
        """The run's worker died."""


class Engine(ABC):
    """Hosts runs somewhere."""

    @abstractmethod
    async def open(self, listener: Listener) -> None:
        """Begin to work."""

    @abstractmethod
    async def awake(self) -> None:
        """Return once everything that was begun has rehearsed, so that the first visitor does not wait for it."""

    @abstractmethod
    async def close(self) -> None:
        """End every process this engine started."""

    @abstractmethod
    def start(self, run: str, spec: PanelSpec, target: TargetSpec, checkpoint: bytes | None = None) -> None:
        """Host a new run, or one that was kept: from its checkpoint."""

    @abstractmethod
    def revive(self, run: str, spec: PanelSpec, target: TargetSpec) -> None:
        """Host a lost run again, from its last checkpoint if there is one."""

    @abstractmethod
    def command(self, run: str, command: AnyCommand) -> None:
        """Pass a command on; what comes of it is said to the listener."""

    @abstractmethod
    def demand(self, run: str, kind: FrameKind) -> None:
        """Ask for one frame as soon as there is one that has not been sent."""

    @abstractmethod
    def stop(self, run: str) -> None:
        """Forget a run."""

    @abstractmethod
    async def ask(self, what: str, subject: Any, run: str | None = None) -> Any:
        """Put a question (see messages.Ask), such as the weights of a run. Errors: InvalidInput."""
