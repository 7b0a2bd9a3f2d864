"""One worker process with a thread that reads its pipe and one that writes it: the event loop never blocks."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import queue
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from .process import main

# spawn: a forked torch deadlocks in its thread pools
PROCESSES = multiprocessing.get_context("spawn")
LEAVE_SECONDS = 3.0
# a run id, and room
MARK_BYTES = 64


class WorkerProcess:
    """Hears are called on the event loop that is running when it is made."""

    def __init__(
        self,
        name: str,
        heard: Callable[[Any], None],
        died: Callable[[], None],
        *,
        niceness: int,
        checkpoints: Path,
        plugins: Sequence[Path],
    ) -> None:
        self._pipe, theirs = PROCESSES.Pipe()
        self._mark = PROCESSES.RawArray("c", MARK_BYTES)
        self._beats = PROCESSES.RawValue("Q", 0)
        arguments = (theirs, self._mark, self._beats, str(checkpoints), tuple(plugins), niceness)
        self.process = PROCESSES.Process(target=main, args=arguments, name=name, daemon=True)
        self.process.start()
        theirs.close()
        self._outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._heard, self._died = heard, died
        self._loop = asyncio.get_running_loop()
        self.closing = False
        threading.Thread(target=self._read, args=(self._pipe,), name=f"{name}-reader", daemon=True).start()
        threading.Thread(target=self._write, args=(self._pipe,), name=f"{name}-writer", daemon=True).start()

    @property
    def pid(self) -> int:
        return self.process.pid or 0

    @property
    def beats(self) -> int:
        """Counts up whenever a run gets the floor."""
        return int(self._beats.value)

    def kill(self) -> None:
        """End it at once; it dies as of itself."""
        self.process.kill()

    @property
    def had_the_floor(self) -> str:
        """The run that was worked on when it was last looked at, or when the process died; empty for none."""
        return bytes(self._mark.value).decode()

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
