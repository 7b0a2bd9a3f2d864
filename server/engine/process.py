"""The entry of a worker's process."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection

import torch

from .memory import keep_freed_memory
from .worker import Worker


def main(pipe: Connection, niceness: int = 0) -> None:
    """Serve until the other end of the pipe is gone.

    Its standard output is not the server's: nothing it prints can land in a protocol. Ctrl-C reaches every process of a
    terminal; the server's own answer to it closes the pipe.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(niceness)
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # open for the life of the process
    torch.set_num_threads(1)
    keep_freed_memory()
    Worker(pipe).serve()
