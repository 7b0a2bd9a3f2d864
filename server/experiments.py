"""The experiments that are alive: their specifications, states, histories of metrics and the clients that watch."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.spec import TargetSpec

from .engine.engine import Engine
from .protocol.commands import Ack, AnyCommand, LookBack, Pace, Respec, Restart, View
from .protocol.events import PROTOCOL_VERSION, Layout, Metrics, Status
from .protocol.experiment import MAX_RUNS, ExperimentInfo, ExperimentSpec, PanelSpec, RunState
from .protocol.frames import FrameKind
from .stream.client import Client
from .stream.credit import Lane

# one metrics event is about 300 bytes; a run of a day at 4 Hz keeps every eighth of them
MAX_HISTORY = 20_000
LOST = "The process that ran this panel has died; press Restart to go on from its last checkpoint."


@dataclass
class Experiment:
    """One experiment; `states` and `history` are what a page that attaches late is told."""

    id: str
    created: str
    spec: ExperimentSpec
    states: dict[str, RunState]
    history: list[Metrics] = field(default_factory=list)
    sampled: dict[str, str] = field(default_factory=dict)
    """The last figures of each run's particles, as their JSON text."""
    clients: set[Client] = field(default_factory=set)
    paces: dict[str, Pace] = field(default_factory=dict)
    """By what it holds back, the last pace that was meant for every run: also for those that come later."""
    newest: dict[Lane, tuple[int, bytes]] = field(default_factory=dict)
    """The last frame of each lane, for pages that come late: a picture that stands still is not made again."""

    def info(self) -> ExperimentInfo:
        return ExperimentInfo(id=self.id, created=self.created, spec=self.spec, runs=list(self.states.values()))

    def tell(self, text: str) -> None:
        for client in self.clients:
            client.mailbox.put_word(text)

    def forget(self, run: str) -> None:
        """Drop what was kept of a run."""
        self.history = [metrics for metrics in self.history if metrics.run != run]
        self.newest = {lane: frame for lane, frame in self.newest.items() if lane[0] != run}

    def remember(self, metrics: Metrics) -> None:
        """In the order of each run's steps; bounded by dropping every second old entry."""
        at = len(self.history)
        if metrics.past:
            own = [place for place, known in enumerate(self.history) if known.run == metrics.run]
            # a run that began again has earlier steps behind later ones: only its last life counts
            later = itertools.takewhile(lambda place: self.history[place].step > metrics.step, reversed(own))
            at = min(later, default=at)
        self.history.insert(at, metrics)
        if len(self.history) > MAX_HISTORY:
            half = len(self.history) // 2
            self.history = self.history[:half:2] + self.history[half:]


class Experiments:
    """Creates, watches and commands experiments on one engine, and hears what their runs say."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self._engine, self._limit = engine, limit
        self._alive: dict[str, Experiment] = {}
        self._of_run: dict[str, Experiment] = {}
        self._numbers = itertools.count(1)

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
        """Errors: InvalidInput if too many experiments are alive and watched."""
        experiment = self._new(spec)
        for run, panel in zip(experiment.states, spec.panels, strict=True):
            self._engine.start(run, panel, spec.target)
        return experiment

    def _new(self, spec: ExperimentSpec) -> Experiment:
        """An experiment whose runs are yet to be started."""
        self._make_room()
        key = secrets.token_urlsafe(9)
        states = {state.run: state for state in map(self._queued, spec.panels)}
        experiment = Experiment(key, datetime.now(UTC).isoformat(timespec="seconds"), spec, states)
        self._alive[key] = experiment
        self._of_run |= dict.fromkeys(states, experiment)
        return experiment

    def revive(
        self, spec: ExperimentSpec, states: list[RunState], checkpoints: list[bytes], history: list[Metrics]
    ) -> Experiment:
        """An experiment that was kept, under new run ids. Errors: as for `create`."""
        experiment = self._new(spec)
        named = {old.run: new for old, new in zip(states, experiment.states, strict=True)}
        for state in states:
            run = named[state.run]
            experiment.states[run] = state.model_copy(update={"run": run})
        experiment.history = [metrics.model_copy(update={"run": named[metrics.run]}) for metrics in history]
        for run, panel, checkpoint in zip(experiment.states, spec.panels, checkpoints, strict=True):
            self._engine.start(run, panel, spec.target, checkpoint)
        return experiment

    def _queued(self, panel: PanelSpec) -> RunState:
        run = f"r{next(self._numbers)}"
        return RunState(run=run, phase="queued", step=0, n_steps=panel.run.n_steps, sampling="idle", message="")

    def _make_room(self) -> None:
        """At the limit, the oldest experiment that nobody watches makes way."""
        if len(self._alive) < self._limit:
            return
        for key, experiment in self._alive.items():
            if not experiment.clients:
                self.remove(key)
                return
        raise InvalidInput(
            "experiments", f"This server holds at most {self._limit} experiments and all are watched; close one first."
        )

    def remove(self, key: str) -> None:
        experiment = self._alive.pop(key)
        for run in experiment.states:
            self._of_run.pop(run, None)
            self._engine.stop(run)

    # -- panels --------------------------------------------------------------------------------------------

    def add_panel(self, experiment: Experiment, panel: PanelSpec, at: int | None) -> ExperimentInfo:
        """Errors: InvalidInput if the experiment has as many panels as it can."""
        if len(experiment.states) >= MAX_RUNS:
            raise InvalidInput("panels", f"An experiment holds at most {MAX_RUNS} panels; remove one first.")
        state = self._queued(panel)
        order = list(experiment.states)
        order.insert(len(order) if at is None else at, state.run)
        self._lay_out(experiment, order, {state.run: (state, panel)})
        self._of_run[state.run] = experiment
        self._engine.start(state.run, panel, experiment.spec.target)
        self._set_pace(experiment, state.run)
        return self._tell_layout(experiment)

    def remove_panel(self, experiment: Experiment, run: str) -> ExperimentInfo:
        """Errors: InvalidInput for an unknown run or the last one."""
        _known(run, experiment.states)
        if len(experiment.states) == 1:
            raise InvalidInput("run", "An experiment keeps at least one panel; add another before removing this one.")
        self._lay_out(experiment, [other for other in experiment.states if other != run], {})
        experiment.forget(run)
        self._of_run.pop(run, None)
        self._engine.stop(run)
        return self._tell_layout(experiment)

    def arrange(self, experiment: Experiment, order: list[str]) -> ExperimentInfo:
        """Errors: InvalidInput unless every run is named once."""
        if sorted(order) != sorted(experiment.states):
            raise InvalidInput("runs", f"runs must name each panel once: {', '.join(experiment.states)}.")
        self._lay_out(experiment, order, {})
        return self._tell_layout(experiment)

    def _lay_out(self, experiment: Experiment, order: list[str], new: dict[str, tuple[RunState, PanelSpec]]) -> None:
        known = dict(
            zip(experiment.states, zip(experiment.states.values(), experiment.spec.panels, strict=True), strict=True)
        )
        known |= new
        experiment.states = {run: known[run][0] for run in order}
        experiment.spec = experiment.spec.model_copy(update={"panels": [known[run][1] for run in order]})

    def _tell_layout(self, experiment: Experiment) -> ExperimentInfo:
        info = experiment.info()
        experiment.tell(Layout(experiment=info).model_dump_json())
        return info

    # -- commands ------------------------------------------------------------------------------------------

    def command(self, experiment: Experiment, client: Client, command: AnyCommand) -> None:
        """Errors: InvalidInput if a named run is not this experiment's."""
        runs = _runs_of(command, experiment.states)
        if isinstance(command, Pace) and not command.runs:
            experiment.paces[command.what] = command
        if isinstance(command, Ack):
            self._demand(client.acknowledge(command))
            return
        if isinstance(command, View):
            for run in runs:
                self._engine.command(run, command)
            lanes = client.watch(command, runs)
            for lane in lanes:
                if lane in experiment.newest:
                    client.post(lane, *experiment.newest[lane])
            self._demand(lanes)
            return
        for run in runs:
            if isinstance(command, Restart) and experiment.states[run].phase == "lost":
                self._revive(experiment, run, from_checkpoint=command.origin == "checkpoint")
            else:
                self._engine.command(run, command)
        self._demand(client.wanted())

    def _revive(self, experiment: Experiment, run: str, *, from_checkpoint: bool) -> None:
        panel = experiment.spec.panels[list(experiment.states).index(run)]
        host = self._engine.revive if from_checkpoint else self._engine.start
        host(run, panel, experiment.spec.target)
        self._set_pace(experiment, run)
        for client in experiment.clients:
            self._demand(client.wanted())

    def _set_pace(self, experiment: Experiment, run: str) -> None:
        for pace in experiment.paces.values():
            self._engine.command(run, pace)

    def _demand(self, lanes: Iterable[tuple[str, FrameKind]]) -> None:
        for run, kind in lanes:
            self._engine.demand(run, kind)

    # -- what runs say -------------------------------------------------------------------------------------

    def said(self, run: str, kind: str, text: str) -> None:
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        if kind == "status":
            experiment.states[run] = Status.model_validate_json(text).state
            if experiment.states[run].sampling == "idle":
                experiment.sampled.pop(run, None)
        elif kind == "sample-metrics":
            experiment.sampled[run] = text
        elif kind == "metrics":
            experiment.remember(Metrics.model_validate_json(text))
        experiment.tell(text)

    def settled(self, run: str, spec: PanelSpec, target: TargetSpec) -> None:
        """Keep the specification current, for late pages and for revived runs."""
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        panels = list(experiment.spec.panels)
        panels[list(experiment.states).index(run)] = spec
        experiment.spec = experiment.spec.model_copy(update={"panels": panels, "target": target})

    def framed(self, run: str, kind: FrameKind, seq: int, data: bytes) -> None:
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        lane = (run, kind)
        experiment.newest[lane] = (seq, data)
        for client in experiment.clients:
            if client.post(lane, seq, data) and client.credit.free(lane):
                self._engine.demand(run, kind)

    def lost(self, run: str) -> None:
        experiment = self._of_run.get(run)
        if experiment is None:
            return
        state = experiment.states[run].model_copy(update={"phase": "lost", "sampling": "idle", "message": LOST})
        experiment.states[run] = state
        experiment.tell(Status(state=state).model_dump_json())

    def greeting(self, experiment: Experiment) -> list[str]:
        """The first messages of a connection: hello, and the figures of particles that may be standing still."""
        return [self._hello(experiment), *experiment.sampled.values()]

    def _hello(self, experiment: Experiment) -> str:
        history = ",".join(metrics.model_dump_json() for metrics in experiment.history)
        info = experiment.info().model_dump_json()
        return f'{{"type":"hello","version":{PROTOCOL_VERSION},"experiment":{info},"history":[{history}]}}'


def _runs_of(command: AnyCommand, known: dict[str, RunState]) -> list[str]:
    named = [command.run] if isinstance(command, Ack | LookBack | Respec) else getattr(command, "runs", [])
    for run in named:
        _known(run, known)
    return list(named) or list(known)


def _known(run: str, known: Iterable[str]) -> None:
    if run not in known:
        raise InvalidInput("run", f"This experiment has no run {run!r}; it has {', '.join(known)}.")
