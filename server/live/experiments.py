"""The experiments that are alive: their specifications, states, histories of metrics and the clients that watch."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from scorescape.models.errors import InvalidInput
from scorescape.models.processes import PROCESSES
from scorescape.models.processes.records import Command, Event, Phase, ProcessState, Restart
from scorescape.models.settings import Settings

from ..engine.engine import Engine
from ..engine.messages import Hosting
from ..protocol.commands import Ack, View
from ..protocol.events import PROTOCOL_VERSION, Status
from ..protocol.experiment import ExperimentInfo, ExperimentSpec
from ..protocol.refusals import NotNow
from .client import Client
from .credit import Lane
from .experiment import Experiment, runs_of

FELL = ("lost", "failed")
Values = dict[str, Any]


class Experiments:
    """Creates, watches and commands experiments on one engine, and hears what their runs say."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self._engine, self._limit = engine, limit
        self._alive: dict[str, Experiment] = {}
        self._of_run: dict[str, Experiment] = {}

    def __len__(self) -> int:
        return len(self._alive)

    def n_clients(self) -> int:
        """Connections that watch anything."""
        return sum(len(experiment.clients) for experiment in self._alive.values())

    def all(self) -> list[ExperimentInfo]:
        return [experiment.info() for experiment in self._alive.values()]

    def get(self, key: str) -> Experiment | None:
        return self._alive.get(key)

    def create(self, spec: ExperimentSpec) -> Experiment:
        """Errors: NotNow if too many experiments are alive and watched."""
        experiment = self._new(spec)
        for run in experiment.states:
            self._start(experiment, run)
        return experiment

    def _start(self, experiment: Experiment, run: str, checkpoint: bytes | None = None) -> None:
        phase = self._engine.start(run, experiment.hosting(run), checkpoint)
        if phase == "waiting":
            self.fell(run, phase, "")

    def _new(self, spec: ExperimentSpec) -> Experiment:
        """An experiment whose runs are yet to be started."""
        self._make_room()
        key = secrets.token_urlsafe(9)
        states = {state.run: state for state in (queued(spec.kind, panel) for panel in spec.panels)}
        experiment = Experiment(key, datetime.now(UTC).isoformat(timespec="seconds"), spec, states)
        self._alive[key] = experiment
        self._of_run |= dict.fromkeys(states, experiment)
        return experiment

    def revive(
        self,
        spec: ExperimentSpec,
        states: list[dict[str, Any]],
        checkpoints: list[bytes],
        history: list[dict[str, Any]],
    ) -> Experiment:
        """An experiment that was kept, under new run ids. Errors: as for `create`."""
        kind = PROCESSES.get(spec.kind)
        experiment = self._new(spec)
        named = {old["run"]: new for old, new in zip(states, experiment.states, strict=True)}
        for state in states:
            run = named[state["run"]]
            experiment.states[run] = kind.state_type.parse(state | {"run": run})
        for event in history:
            experiment.history.remember(_event(kind.events, event | {"run": named[event["run"]]}))
        for run, checkpoint in zip(experiment.states, checkpoints, strict=True):
            self._start(experiment, run, checkpoint)
        return experiment

    def _make_room(self) -> None:
        """At the limit, the oldest experiment that nobody watches makes way."""
        if len(self._alive) < self._limit:
            return
        for key, experiment in self._alive.items():
            if not experiment.clients:
                self.remove(key)
                return
        raise NotNow(
            "experiments", f"This server holds at most {self._limit} experiments and all are watched; close one first."
        )

    def remove(self, key: str) -> None:
        experiment = self._alive.pop(key)
        for run in experiment.states:
            self._of_run.pop(run, None)
            self._engine.stop(run)

    # -- panels, which come and go: panels.py --------------------------------------------------------------

    def enter(self, experiment: Experiment, run: str, checkpoint: bytes | None = None) -> None:
        """Give a run of the experiment a place, from where it stood if it has a checkpoint."""
        self._of_run[run] = experiment
        self._start(experiment, run, checkpoint)
        self._tell_lasting(experiment, run)

    def leave(self, run: str) -> None:
        self._of_run.pop(run, None)
        self._engine.stop(run)

    # -- commands ------------------------------------------------------------------------------------------

    def command(self, experiment: Experiment, client: Client, command: Command) -> None:
        """Errors: InvalidInput if a named run is not this experiment's, or a layer not of its kind."""
        runs = runs_of(command, experiment.states)
        if isinstance(command, Ack):
            self._demand(client.acknowledge(command))
            client.answer(command)
            return
        if (name := command.lasting()) is not None:
            experiment.lasting[name] = command.model_copy(update={"id": ""})  # answered once
        if isinstance(command, View):
            self._look(experiment, client, command, runs)
            client.answer(command)
            return
        for run in runs:
            if isinstance(command, Restart) and run in experiment.fallen:
                self._restart(experiment, run, from_checkpoint=command.origin == "checkpoint")
                experiment.tell_obeyed(run, command)
            elif run in experiment.fallen:
                self._mend(experiment, run, command)
            else:
                self._engine.command(run, command)
        self._demand(client.wanted())

    def _look(self, experiment: Experiment, client: Client, view: View, runs: list[str]) -> None:
        layers = PROCESSES.get(experiment.spec.kind).layer_kinds()
        unknown = [layer for layer in view.kinds if layer not in layers]
        if unknown:
            raise InvalidInput("kinds", f"There is no layer {unknown[0]!r} here; choose among: {', '.join(layers)}.")
        for run in runs:
            self._engine.command(run, view)
        lanes = client.watch(view, runs)
        for lane in lanes:
            if lane in experiment.newest:
                client.post(lane, *experiment.newest[lane])
        self._demand(lanes)

    def _restart(self, experiment: Experiment, run: str, *, from_checkpoint: bool) -> None:
        """Give a fallen run a place again."""
        experiment.fallen.discard(run)
        if from_checkpoint:
            self._engine.revive(run, experiment.hosting(run))
        else:
            self._start(experiment, run)
        self.moved(run)

    def _mend(self, experiment: Experiment, run: str, command: Command) -> None:
        """A fallen run begins again if the command makes another of it; anything else has to wait."""
        hosting = experiment.hosting(run)
        spec, subject = PROCESSES.get(hosting.kind).amended(hosting.spec, hosting.subject, command)
        if (spec, subject) != (hosting.spec, hosting.subject):
            self.settled(run, Hosting(hosting.kind, spec, subject))
            self._restart(experiment, run, from_checkpoint=False)
            experiment.tell_obeyed(run, command)
        elif command.id:
            experiment.tell_refused(run, command, experiment.states[run].message)

    def _tell_lasting(self, experiment: Experiment, run: str) -> None:
        for command in experiment.lasting.values():
            self._engine.command(run, command)

    def _demand(self, lanes: Iterable[Lane]) -> None:
        for run, layer in lanes:
            self._engine.demand(run, layer)

    # -- what runs say -------------------------------------------------------------------------------------

    def said(self, run: str, event: Settings, text: str) -> None:
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        if isinstance(event, Status):
            experiment.states[run] = event.state
            for kind in event.state.stale():
                experiment.newest_words.pop((run, kind), None)
        elif isinstance(event, Event) and event.memory == "newest":
            experiment.newest_words[run, event.type] = text
        elif isinstance(event, Event) and event.memory == "history":
            experiment.history.remember(event, text)
        experiment.tell(text)

    def settled(self, run: str, hosting: Hosting) -> None:
        """Keep the specification current, for late pages and for revived runs."""
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        panels = list(experiment.spec.panels)
        panels[list(experiment.states).index(run)] = hosting.spec
        experiment.spec = experiment.spec.model_copy(update={"panels": panels, "target": hosting.subject})

    def framed(self, run: str, layer: str, seq: int, data: bytes) -> None:
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        lane = (run, layer)
        experiment.newest[lane] = (seq, data)
        for client in experiment.clients:
            if client.post(lane, seq, data) and client.credit.free(lane):
                self._engine.demand(run, layer)

    def moved(self, run: str) -> None:
        """A run has another place: it is told what holds for all, and asked for what is watched."""
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        self._tell_lasting(experiment, run)
        for client in experiment.clients:
            self._demand(client.wanted())

    def fell(self, run: str, phase: Phase, message: str) -> None:
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        if phase in FELL:
            experiment.fallen.add(run)
        state = experiment.states[run].told(phase, message)
        experiment.states[run] = state
        experiment.tell(Status(state=state).model_dump_json())

    def greeting(self, experiment: Experiment) -> list[str]:
        """The first messages of a connection: hello, and the figures of particles that may be standing still."""
        return [self._hello(experiment), *experiment.newest_words.values()]

    def _hello(self, experiment: Experiment) -> str:
        info = experiment.info().model_dump_json()
        history = experiment.history.as_json()
        head = f'"type":"hello","version":{PROTOCOL_VERSION},"time":{time.time():.3f}'
        return f'{{{head},"experiment":{info},"history":{history}}}'


def queued(kind: str, panel: Settings) -> ProcessState:
    """A new run, under an id that nobody can guess or meet again."""
    return PROCESSES.get(kind).blank(f"r{secrets.token_hex(6)}", panel, "queued")


def _event(kinds: tuple[type[Event], ...], values: dict[str, Any]) -> Event:
    kind = next(kind for kind in kinds if kind.model_fields["type"].default == values["type"])
    return kind.parse(values)
