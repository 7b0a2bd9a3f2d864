"""The entry of a worker's process."""

from __future__ import annotations

import logging
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scorescape.models import one_thread
from scorescape.models.errors import InvalidInput
from scorescape.models.plugins import load_plugins

from ..desk.questions import QUESTIONS
from .channel import PipeChannel
from .checkpoints import Checkpoints
from .memory import keep_freed_memory
from .worker import Worker

LOG = logging.getLogger(__name__)


def main(
    pipe: Connection, mark: Any, beats: Any, checkpoints: str, plugins: tuple[Path, ...], niceness: int = 0
) -> None:
    """Serve until the other end of the pipe is gone.

    Its standard output is not the server's: nothing it prints can land in a protocol. Ctrl-C reaches every process of a
    terminal; the server's own answer to it closes the pipe.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(niceness)
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # open for the life of the process
    one_thread.for_good()
    keep_freed_memory()
    for file in plugins:
        try:
            load_plugins([file])
        except InvalidInput as error:  # edited since the server began: whoever asks for its variants is told
            LOG.warning("%s", error.message)

    def has_the_floor(run: str) -> None:
        mark.value = run.encode()
        beats.value += 1

    Worker(PipeChannel(pipe), Checkpoints(Path(checkpoints)), QUESTIONS, has_the_floor).serve()
