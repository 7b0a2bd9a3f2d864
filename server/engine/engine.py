"""What an engine is: it hosts runs, carries commands to them and their words and pictures back. Kept small, so that an
engine that spans machines can stand in for the local one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Protocol

from scorescape.models.processes.records import Command, Phase
from scorescape.models.settings import Settings

from .messages import Hosting


@dataclass(frozen=True)
class Description:
    """What an engine is made of just now."""

    name: str
    workers: int
    homes: dict[str, int]
    """The operating system's process of each run that has a place."""


class Listener(Protocol):
    """Who hears of the runs; called on the server's event loop."""

    def said(self, run: str, event: Settings, text: str) -> None:
        """An event of the protocol, with its JSON text."""

    def framed(self, run: str, layer: str, seq: int, data: bytes) -> None:
        """A picture, ready for the wire."""

    def settled(self, run: str, hosting: Hosting) -> None:
        """A command that changed what the run is was carried out."""

    def moved(self, run: str) -> None:
        """The run's worker died without its doing; it goes on from its checkpoint in another."""

    def fell(self, run: str, phase: Phase, message: str) -> None:
        """The run's worker died: `lost` can be revived, `failed` has ended its worker too often."""


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
    def describe(self) -> Description:
        """What there is, and where the runs are."""

    @abstractmethod
    def start(self, run: str, hosting: Hosting, checkpoint: bytes | None = None) -> Phase:
        """Host a new run, or one that was kept: from its checkpoint. `queued`, or `waiting` where there is no place."""

    @abstractmethod
    def revive(self, run: str, hosting: Hosting) -> Phase:
        """Host a run again that fell, from its last checkpoint if there is one."""

    @abstractmethod
    def command(self, run: str, command: Command) -> None:
        """Pass a command on; what comes of it is said to the listener."""

    @abstractmethod
    def demand(self, run: str, layer: str) -> None:
        """Ask for one picture as soon as there is one that has not been sent."""

    @abstractmethod
    def stop(self, run: str) -> None:
        """Forget a run."""

    @abstractmethod
    async def ask(self, what: str, subject: Any, run: str | None = None) -> Any:
        """Put a question (see messages.Ask), such as the weights of a run.

        Errors: InvalidInput for an answer that is a refusal, NotNow where the run or who was asked has died.
        """
