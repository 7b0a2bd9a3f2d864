"""A question answered in a process of its own, which may hang or break."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress


def silent() -> None:
    """Nothing that is printed here reaches anybody."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def in_child(question: Callable[[], int], seconds: int) -> int | None:
    """The exit code; None where it took longer than so much processor time, or thirty times that by the clock."""
    pid = os.fork()
    if pid == 0:
        silent()
        os.setpgrp()
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (12_000_000_000, 12_000_000_000))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(30 * seconds)
        try:
            code = question()
        except BaseException:
            code = 1
        os._exit(code)
    _, status = os.waitpid(pid, 0)
    with suppress(ProcessLookupError):  # whatever it has left running
        os.killpg(pid, signal.SIGKILL)
    if os.WIFSIGNALED(status):
        return None if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL) else 1
    return os.waitstatus_to_exitcode(status)
