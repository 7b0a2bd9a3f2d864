"""The embedded engine: worker processes on this machine, one per core, and a desk for questions about drawings."""

from __future__ import annotations

import asyncio
import itertools
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scorescape.models.errors import InvalidInput
from scorescape.models.processes.records import Command, Phase
from scorescape.models.targets.components import PresetTarget

from ..protocol.events import Status
from ..protocol.refusals import NotNow
from . import messages
from .checkpoints import Checkpoints
from .engine import Description, Engine, Listener
from .messages import Hosting
from .watchdog import Watchdog
from .worker_process import WorkerProcess

LOG = logging.getLogger(__name__)
# training gives way to the desk, so that what is drawn is answered at once also while every core trains
NICENESS = 5
LOST = "The process that ran this panel has died; press Restart to go on from its last checkpoint."
TWICE = (
    "This panel has ended its worker process twice in a row and is stopped; change its settings, or mend its plug-in "
    "and start the server again."
)
MOST_DEATHS = 2
# a run in one of these has come to rest: what it did so far did not end its worker
AT_REST = ("paused", "finished")


class LocalEngine(Engine):
    """Runs go to the worker with the fewest.

    A worker that dies is replaced. The run that had the floor is lost until somebody restarts it; the others go on
    from their checkpoints in the next worker. What ends its worker twice in a row is stopped.
    """

    DESK = -1

    def __init__(self, n_workers: int, plugins: Sequence[Path] = (), step_seconds: float = 60.0) -> None:
        self._n_workers, self._plugins = n_workers, plugins
        self._workers: dict[int, WorkerProcess] = {}
        self._home: dict[str, int] = {}
        self._hostings: dict[str, Hosting] = {}
        self._deaths: dict[str, int] = {}
        self._questions: dict[int, tuple[int, asyncio.Future[Any]]] = {}
        self._numbers = itertools.count()
        self._watchdog = Watchdog(step_seconds)

    async def open(self, listener: Listener) -> None:
        self._listener = listener
        self._folder = tempfile.TemporaryDirectory(prefix="scorescape-")
        self._checkpoints = Checkpoints(Path(self._folder.name))
        for index in [self.DESK, *range(self._n_workers)]:
            self._spawn(index)
        self._watchdog.begin(lambda: self._workers.values())

    async def awake(self) -> None:
        # a process that dies meanwhile is replaced and fails its question: its successor is not waited for
        # the desk never trains: its part of a first page is the preview
        rehearsals = [self._ask(index, "rehearse", None) for index in range(self._n_workers)]
        first = PresetTarget(name="two-gaussians")
        await asyncio.gather(self.ask("preview", first), *rehearsals, return_exceptions=True)

    async def close(self) -> None:
        self._watchdog.end()
        for process in self._workers.values():
            process.closing = True
        await asyncio.gather(*(asyncio.to_thread(process.close) for process in self._workers.values()))
        for _, answer in self._questions.values():
            answer.cancel()
        self._folder.cleanup()

    def describe(self) -> Description:
        homes = {run: self._workers[index].pid for run, index in self._home.items()}
        return Description("local", self._n_workers, homes)

    # -- processes -----------------------------------------------------------------------------------------

    def _spawn(self, index: int) -> None:
        desk = index == self.DESK
        self._workers[index] = WorkerProcess(
            "scorescape-desk" if desk else f"scorescape-worker-{index}",
            self._hear,
            lambda: self._mourn(index),
            niceness=0 if desk else NICENESS,
            checkpoints=Path(self._folder.name),
            plugins=self._plugins,
        )

    def _mourn(self, index: int) -> None:
        """A worker has died: put a fresh process in its place, say so for the run to blame, go on with the others."""
        culprit = self._workers[index].had_the_floor
        LOG.warning("worker %d died%s", index, f" while it worked on {culprit}" if culprit else "")
        self._spawn(index)
        for number, (home, answer) in list(self._questions.items()):
            if home == index:
                del self._questions[number]
                if not answer.done():
                    answer.set_exception(NotNow("", "The process that was asked has died; ask again."))
        for run in [run for run, home in self._home.items() if home == index]:
            del self._home[run]
            if run == culprit:
                self._blame(run)
            else:
                self._host(run, self._hostings[run], resume=True, going=True)
                self._listener.moved(run)

    def _blame(self, run: str) -> None:
        self._deaths[run] = self._deaths.get(run, 0) + 1
        if self._deaths[run] < MOST_DEATHS:
            self._listener.fell(run, "lost", self._watchdog.sentence(run) or LOST)
        else:
            self._listener.fell(run, "failed", TWICE)

    # -- hearing -------------------------------------------------------------------------------------------

    def _hear(self, message: Any) -> None:
        if isinstance(message, messages.Answered):
            self._hear_answer(message)
        elif message.run in self._home:
            self._hear_of(message)

    def _hear_of(self, message: Any) -> None:
        match message:
            case messages.Said(run, event, text):
                if isinstance(event, Status) and event.state.phase in AT_REST:
                    self._deaths.pop(run, None)
                self._listener.said(run, event, text)
            case messages.Framed(run, layer, seq, data):
                self._listener.framed(run, layer, seq, data)
            case messages.Settled(run, hosting):
                self._hostings[run] = hosting
                self._listener.settled(run, hosting)

    def _hear_answer(self, message: messages.Answered) -> None:
        _, answer = self._questions.pop(message.id, (0, None))
        if answer is None or answer.done():
            return
        if message.refusal:
            answer.set_exception(InvalidInput(message.field, message.refusal))
        else:
            answer.set_result(message.value)

    # -- runs ----------------------------------------------------------------------------------------------

    def start(self, run: str, hosting: Hosting, checkpoint: bytes | None = None) -> Phase:
        if checkpoint:
            self._checkpoints.put(run, checkpoint)
        else:
            self._checkpoints.drop(run)
        return self._host(run, hosting, resume=checkpoint is not None)

    def revive(self, run: str, hosting: Hosting) -> Phase:
        return self._host(run, hosting, resume=True)

    def _host(self, run: str, hosting: Hosting, *, resume: bool, going: bool = False) -> Phase:
        crowd = [sum(home == index for home in self._home.values()) for index in range(self._n_workers)]
        self._home[run], self._hostings[run] = crowd.index(min(crowd)), hosting
        self._workers[self._home[run]].send(messages.Add(run, hosting, resume, going))
        return "queued"

    def command(self, run: str, command: Command) -> None:
        if run in self._home:
            self._workers[self._home[run]].send(messages.Order(run, command))

    def demand(self, run: str, layer: str) -> None:
        if run in self._home:
            self._workers[self._home[run]].send(messages.Demand(run, layer))

    def stop(self, run: str) -> None:
        index = self._home.pop(run, None)
        self._checkpoints.drop(run)
        for known in (self._hostings, self._deaths):
            known.pop(run, None)
        if index is not None:
            self._workers[index].send(messages.Remove(run))

    async def ask(self, what: str, subject: Any, run: str | None = None) -> Any:
        index = self.DESK if run is None else self._home.get(run)
        if index is None:
            raise NotNow("run", "This run's worker has died; restart it first.")
        return await self._ask(index, what, subject)

    async def _ask(self, index: int, what: str, subject: Any) -> Any:
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._questions[number] = (index, answer)
        self._workers[index].send(messages.Ask(number, what, subject))
        return await answer
