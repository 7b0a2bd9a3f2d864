"""What a process is: something a worker hosts, that takes time, obeys commands and has figures and layers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from ..diagnostics.measures import Measure
from ..errors import Unsupported
from ..layers.base import Layer
from ..settings import Settings
from .records import Command, Event, Phase, ProcessState

Spec = TypeVar("Spec", bound=Settings)
Pauses = Mapping[str, float]
"""By diagnostic: how many times what it took must pass before it is due again."""


@dataclass(frozen=True)
class Effects:
    """What a command that was carried out calls for."""

    measure: bool = False
    """Its figures are wanted at once."""
    settle: bool = False
    """Its specification or its subject may have changed."""
    save: bool = False
    """Its checkpoint is to be written now."""
    silent: bool = False
    """Its state is not said again: a question changes nothing."""
    events: tuple[Event, ...] = ()


class Process(ABC, Generic[Spec]):
    """Base of every kind of process; a subclass is final and is one file.

    Errors of the constructor and of `obey`: ScorescapeError with a sentence; nothing has changed then. Whatever else
    is raised stops this process alone.
    """

    title: ClassVar[str]
    subject_type: ClassVar[Any]
    """The type of what all runs of an experiment are about, for pydantic."""
    spec_type: ClassVar[type[Settings]]
    """The record of one run."""
    state_type: ClassVar[type[ProcessState]] = ProcessState
    commands: ClassVar[tuple[type[Command], ...]] = ()
    """Beside `restart`, which every kind knows."""
    first: ClassVar[type[Command] | None] = None
    """Which of them, as it comes, sets a fresh run going: what a demonstration says to its runs."""
    events: ClassVar[tuple[type[Event], ...]] = ()
    measures: ClassVar[tuple[Measure, ...]] = ()
    diagnostics: ClassVar[Mapping[str, float]] = {}
    """Dear figures by name, each with its part of what diagnostics may take of a worker's time."""

    id: str
    spec: Spec
    subject: Any

    @abstractmethod
    def __init__(self, run: str, spec: Spec, subject: Any, checkpoint: bytes | None = None) -> None: ...

    # -- time ----------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def busy(self) -> bool:
        """Whether it has something to do."""

    @property
    def hurried(self) -> bool:
        """Whether it would use all the time it can get."""
        return self.busy

    @property
    def learning(self) -> bool:
        """Whether it changes in a way that must outlive its worker: then it is saved every few seconds."""
        return self.busy

    @property
    def marked(self) -> bool:
        """Whether it stands where its figures are asked for, and goes on only once they are told."""
        return False

    @abstractmethod
    def advance(self, seconds: float) -> None:
        """Work for about this long."""

    # -- commands ------------------------------------------------------------------------------------------

    @abstractmethod
    def obey(self, command: Command) -> Effects:
        """Carry a command out."""

    @abstractmethod
    def stop(self, message: str) -> None:
        """Give up and say why; what was learnt stays."""

    @classmethod
    def amended(cls, spec: Spec, subject: Any, command: Command) -> tuple[Spec, Any]:
        """What a run that could not be built would be after this command."""
        return spec, subject

    # -- what it says --------------------------------------------------------------------------------------

    @abstractmethod
    def state(self) -> ProcessState:
        """Where it stands."""

    @abstractmethod
    def standing(self) -> Hashable:
        """Whatever of its state is told at once when it changes."""

    @abstractmethod
    def figures(self, pauses: Pauses) -> list[Event]:
        """Its figures now; dear ones only when their pause is over."""

    def dear_seconds(self) -> float:
        """How much of the last `figures` was spent on diagnostics with a share of their own."""
        return 0.0

    def owed(self, pauses: Pauses) -> list[Event]:
        """Answers to questions that were put off, as far as their pauses are over."""
        return []

    def owes(self) -> bool:
        """Whether an answer was put off."""
        return False

    def in_use(self) -> Iterable[str]:
        """Which of its dear figures it has."""
        return ()

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        """Its layers by name."""
        return {}

    def source(self) -> Any:
        """What its layers draw."""
        return self

    # -- keeping it ----------------------------------------------------------------------------------------

    @abstractmethod
    def checkpoint(self) -> bytes:
        """All that is needed to hold still where it stands, and to go on from there."""

    def held(self) -> ProcessState:
        """Its state once it holds still: that of whoever begins at the checkpoint."""
        return self.state()

    def go_on(self) -> None:
        """Take up again what was going on when its checkpoint was written."""

    def exports(self) -> Mapping[str, Callable[[], bytes]]:
        """The files that can be had of it, by name."""
        return {}

    def export(self, name: str) -> bytes:
        """Errors: Unsupported if this kind of process has no such file."""
        files = self.exports()
        if name not in files:
            raise Unsupported("export", f"{self.title} has no {name} to export.")
        return files[name]()

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    @abstractmethod
    def check(cls, specs: Sequence[Spec], subject: Any) -> None:
        """Errors: ScorescapeError for runs that could not be built on this subject."""

    @classmethod
    def blank(cls, run: str, spec: Spec, phase: Phase, message: str = "") -> ProcessState:
        """The state of a run that is not there: yet, or because it could not be built."""
        return cls.state_type(run=run, phase=phase, message=message)

    @classmethod
    def rehearse(cls) -> None:
        """Once through all that a first visitor asks for, so that nobody waits for libraries to wake up."""

    @classmethod
    def summary(cls, spec: Spec, state: ProcessState) -> dict[str, str | int]:
        """What a list of kept experiments says of it."""
        return {"title": cls.title}
