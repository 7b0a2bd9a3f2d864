"""Where checkpoints are while their runs are alive: a folder that workers write and read, not the web process's memory.

A checkpoint is written beside its place and then moved there, so that a worker that dies while writing leaves the one
before.
"""

from __future__ import annotations

import os
from pathlib import Path


class Checkpoints:
    """The newest checkpoint of each run, by run id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, run: str, data: bytes) -> None:
        """Replace the run's checkpoint."""
        beside = self._folder / f"{run}.writing"
        beside.write_bytes(data)
        os.replace(beside, self._place(run))

    def get(self, run: str) -> bytes | None:
        """The run's newest checkpoint, if it has one."""
        try:
            return self._place(run).read_bytes()
        except FileNotFoundError:
            return None

    def drop(self, run: str) -> None:
        """Forget a run."""
        self._place(run).unlink(missing_ok=True)
        (self._folder / f"{run}.writing").unlink(missing_ok=True)

    def _place(self, run: str) -> Path:
        return self._folder / f"{run}.checkpoint"
