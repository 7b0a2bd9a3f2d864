"""The embedded engine: worker processes on this machine, one per core, and a desk for questions about drawings."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import multiprocessing
import queue
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.targets.spec import TargetSpec

from ..protocol.commands import AnyCommand
from ..protocol.experiment import PanelSpec
from ..protocol.frames import FrameKind
from . import messages
from .engine import Engine, Listener
from .process import main
from .rehearsal import TARGET

LOG = logging.getLogger(__name__)
# spawn: a forked torch deadlocks in its thread pools
PROCESSES = multiprocessing.get_context("spawn")
LEAVE_SECONDS = 3.0
# training gives way to the desk, so that what is drawn is answered at once also while every core trains
NICENESS = 5


class _Process:
    """One worker process with a thread that reads its pipe and one that writes it: the event loop never blocks."""

    def __init__(
        self,
        name: str,
        heard: Callable[[Any], None],
        died: Callable[[], None],
        niceness: int,
        plugins: Sequence[Path],
    ) -> None:
        self._pipe, theirs = PROCESSES.Pipe()
        self.process = PROCESSES.Process(target=main, args=(theirs, niceness, plugins), name=name, daemon=True)
        self.process.start()
        theirs.close()
        self._outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._heard, self._died = heard, died
        self._loop = asyncio.get_running_loop()
        self.closing = False
        threading.Thread(target=self._read, args=(self._pipe,), name=f"{name}-reader", daemon=True).start()
        threading.Thread(target=self._write, args=(self._pipe,), name=f"{name}-writer", daemon=True).start()

    def send(self, message: Any) -> None:
        self._outbox.put(message)

    def _read(self, pipe: Connection) -> None:
        with contextlib.suppress(RuntimeError):  # the event loop has closed: nobody is left to tell
            try:
                while True:
                    self._loop.call_soon_threadsafe(self._heard, pipe.recv())
            except (EOFError, OSError):
                if not self.closing:
                    self._loop.call_soon_threadsafe(self._died)

    def _write(self, pipe: Connection) -> None:
        while (message := self._outbox.get()) is not None:
            try:
                pipe.send(message)
            except OSError:
                return  # the reader has seen the same end

    def close(self) -> None:
        self.closing = True
        self._outbox.put(None)
        self.process.terminate()
        self.process.join(LEAVE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self._pipe.close()


class LocalEngine(Engine):
    """Runs go to the worker with the fewest; a worker that dies is replaced and takes only its own runs with it."""

    def __init__(self, n_workers: int, plugins: Sequence[Path] = ()) -> None:
        self._n_workers, self._plugins = n_workers, plugins
        self._workers: dict[int, _Process] = {}
        self._home: dict[str, int] = {}
        self._checkpoints: dict[str, bytes] = {}
        self._questions: dict[int, tuple[int, asyncio.Future[Any]]] = {}
        self._numbers = itertools.count()

    DESK = -1

    async def open(self, listener: Listener) -> None:
        self._listener = listener
        for index in [self.DESK, *range(self._n_workers)]:
            self._spawn(index)

    async def awake(self) -> None:
        # a process that dies meanwhile is replaced and fails its question: its successor is not waited for
        # the desk never trains: its part of a first page is the preview
        rehearsals = [self._ask(index, "rehearse", None) for index in range(self._n_workers)]
        await asyncio.gather(self.ask("preview", TARGET), *rehearsals, return_exceptions=True)

    async def close(self) -> None:
        for process in self._workers.values():
            process.closing = True
        await asyncio.gather(*(asyncio.to_thread(process.close) for process in self._workers.values()))
        for _, answer in self._questions.values():
            answer.cancel()

    def worker_pids(self) -> dict[str, int]:
        """The process each run lives in."""
        return {run: self._workers[index].process.pid or 0 for run, index in self._home.items()}

    def _spawn(self, index: int) -> None:
        niceness = 0 if index == self.DESK else NICENESS
        name = "scorescape-desk" if index == self.DESK else f"scorescape-worker-{index}"
        self._workers[index] = _Process(name, self._hear, lambda: self._mourn(index), niceness, self._plugins)

    def _mourn(self, index: int) -> None:
        """A worker has died: say so for its runs and put a fresh process in its place."""
        LOG.warning("worker %d died", index)
        self._spawn(index)
        for number, (home, answer) in list(self._questions.items()):
            if home == index:
                del self._questions[number]
                if not answer.done():
                    answer.set_exception(ScorescapeError("The process that was asked has died; ask again."))
        for run in [run for run, home in self._home.items() if home == index]:
            del self._home[run]
            self._listener.lost(run)

    def _hear(self, message: Any) -> None:
        match message:
            case messages.Said(run, kind, text):
                if run in self._home:
                    self._listener.said(run, kind, text)
            case messages.Framed(run, kind, seq, data):
                if run in self._home:
                    self._listener.framed(run, kind, seq, data)
            case messages.Settled(run, spec, target):
                if run in self._home:
                    self._listener.settled(run, spec, target)
            case messages.Saved(run, checkpoint):
                if run in self._home:
                    self._checkpoints[run] = checkpoint
            case messages.Answered(number, value, field, refusal):
                _, answer = self._questions.pop(number, (0, None))
                if answer is None or answer.done():
                    return
                if refusal:
                    answer.set_exception(InvalidInput(field, refusal))
                else:
                    answer.set_result(value)

    def start(self, run: str, spec: PanelSpec, target: TargetSpec, checkpoint: bytes | None = None) -> None:
        if checkpoint:
            self._checkpoints[run] = checkpoint
        self._host(run, messages.Add(run, spec, target, checkpoint))

    def revive(self, run: str, spec: PanelSpec, target: TargetSpec) -> None:
        self._host(run, messages.Add(run, spec, target, self._checkpoints.get(run)))

    def _host(self, run: str, add: messages.Add) -> None:
        crowd = [sum(home == index for home in self._home.values()) for index in range(self._n_workers)]
        self._home[run] = crowd.index(min(crowd))
        self._workers[self._home[run]].send(add)

    def command(self, run: str, command: AnyCommand) -> None:
        if run in self._home:
            self._workers[self._home[run]].send(messages.Order(run, command))

    def demand(self, run: str, kind: FrameKind) -> None:
        if run in self._home:
            self._workers[self._home[run]].send(messages.Demand(run, kind))

    def stop(self, run: str) -> None:
        index = self._home.pop(run, None)
        self._checkpoints.pop(run, None)
        if index is not None:
            self._workers[index].send(messages.Remove(run))

    async def ask(self, what: str, subject: Any, run: str | None = None) -> Any:
        index = self.DESK if run is None else self._home.get(run)
        if index is None:
            raise InvalidInput("run", "This run's worker has died; restart it first.")
        return await self._ask(index, what, subject)

    async def _ask(self, index: int, what: str, subject: Any) -> Any:
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._questions[number] = (index, answer)
        self._workers[index].send(messages.Ask(number, what, subject))
        return await answer
