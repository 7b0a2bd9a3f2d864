"""Ends a worker whose run keeps the floor: a step without an end would hold up every other run of that process."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Protocol

LOG = logging.getLogger(__name__)
LOOKS = 10
"""How often it looks while one step may last."""


class Watched(Protocol):
    """A worker: how often the floor has been given, and to whom it was given last (empty for nobody)."""

    @property
    def beats(self) -> int: ...

    @property
    def had_the_floor(self) -> str: ...

    def kill(self) -> None: ...


class Watchdog:
    """Looks at workers from time to time; one step may last `step_seconds`."""

    def __init__(self, step_seconds: float) -> None:
        self._step_seconds = step_seconds
        self._seen: dict[int, tuple[int, float]] = {}
        self._ended: set[str] = set()
        self._task: asyncio.Task[None] | None = None

    def begin(self, workers: Callable[[], Iterable[Watched]]) -> None:
        """Look for as long as the event loop runs, or until `end`."""
        self._task = asyncio.get_running_loop().create_task(self._watch(workers))

    def end(self) -> None:
        if self._task:
            self._task.cancel()

    async def _watch(self, workers: Callable[[], Iterable[Watched]]) -> None:
        while True:
            await asyncio.sleep(self._step_seconds / LOOKS)
            self.look(list(workers()), time.monotonic())

    def look(self, workers: Iterable[Watched], now: float) -> None:
        """End those whose run has had the floor since before `now` - step_seconds."""
        seen = {}
        for worker in workers:
            beats, since = self._seen.get(id(worker), (-1, now))
            run = worker.had_the_floor
            since = since if run and beats == worker.beats else now
            if now - since > self._step_seconds:
                LOG.warning("run %s has not given the floor back for %.0f s; its worker is ended", run, now - since)
                self._ended.add(run)
                worker.kill()
                continue
            seen[id(worker)] = (worker.beats, since)
        self._seen = seen

    def sentence(self, run: str) -> str:
        """Why this run's worker was ended; empty if it was not, or was said already."""
        if run not in self._ended:
            return ""
        self._ended.discard(run)
        return (
            f"One step of this panel took over {self._step_seconds:g} s, and its process was ended; choose other "
            "settings, or press Restart to go on from its last checkpoint."
        )
