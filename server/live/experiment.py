"""One experiment that is alive: its specification, states, figures, and the clients that watch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scorescape.models.errors import InvalidInput
from scorescape.models.processes.records import Command, ProcessState

from ..engine.messages import Hosting
from ..protocol.events import Obeyed, Refused
from ..protocol.experiment import ExperimentInfo, ExperimentSpec
from .aside import AsideShelf
from .client import Client
from .credit import Lane
from .history import History, Remembered


@dataclass
class Experiment:
    """One experiment; `states`, `newest_words` and `history` are what a page that attaches late is told."""

    id: str
    created: str
    spec: ExperimentSpec
    states: dict[str, ProcessState]
    history: History = field(default_factory=History)
    newest_words: dict[tuple[str, str], str] = field(default_factory=dict)
    """By run and type, the JSON of the last event of those that are not history."""
    clients: set[Client] = field(default_factory=set)
    lasting: dict[str, Command] = field(default_factory=dict)
    """Commands that hold for runs that come later too, the last of each name."""
    fallen: set[str] = field(default_factory=set)
    """Runs that have no place: their worker died."""
    newest: dict[Lane, tuple[int, bytes]] = field(default_factory=dict)
    """The last frame of each lane, for pages that come late: a picture that stands still is not made again."""
    aside: AsideShelf = field(default_factory=AsideShelf)
    """Panels that were taken off the page and may come back."""

    def info(self) -> ExperimentInfo:
        return ExperimentInfo(id=self.id, created=self.created, spec=self.spec, runs=list(self.states.values()))

    def hosting(self, run: str) -> Hosting:
        """What a run is."""
        return Hosting(self.spec.kind, self.spec.panels[list(self.states).index(run)], self.spec.target)

    def tell(self, text: str) -> None:
        for client in self.clients:
            client.mailbox.put_word(text)

    def tell_obeyed(self, run: str, command: Command) -> None:
        """A command that gave itself a name was carried out without a worker's doing."""
        if command.id:
            self.tell(Obeyed(id=command.id, run=run, command=command.type).model_dump_json())

    def tell_refused(self, run: str, command: Command, message: str) -> None:
        self.tell(Refused(id=command.id, run=run, command=command.type, message=message).model_dump_json())

    def forget(self, run: str) -> list[Remembered]:
        """Drop what was kept of a run; what was said of it along its steps is returned."""
        past = self.history.forget(run)
        self.fallen.discard(run)
        self.newest_words = {key: text for key, text in self.newest_words.items() if key[0] != run}
        self.newest = {lane: frame for lane, frame in self.newest.items() if lane[0] != run}
        return past


def runs_of(command: Command, known: dict[str, ProcessState]) -> list[str]:
    """The runs that a command is for. Errors: as for `known_here`."""
    named = command.for_runs()
    for run in named:
        known_here(run, known)
    return list(named) or list(known)


def known_here(run: str, known: Iterable[str]) -> None:
    """Errors: InvalidInput for a run that is not the experiment's."""
    if run not in known:
        raise InvalidInput("run", f"This experiment has no run {run!r}; it has {', '.join(known)}.")
