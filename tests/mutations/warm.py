"""A process that has the slow imports behind it and forks for every run of tests: a fault costs its tests, not torch.

Lines in: a folder, a tab, tests. Lines out: pytest's exit code, or `late`. Nothing of the program is imported here, so
that each child imports the copy that it is to test. Run as a script, never as a part of `tests`: a child finds the
package of that name in its own folder.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

# what nearly every test imports; pytest's plug-ins it must import itself
import numpy  # noqa: F401
import pydantic  # noqa: F401
import pytest
import torch  # noqa: F401

PATIENCE = 120
"""Seconds."""


def tested(folder: str, tests: str) -> str:
    child = os.fork()
    if child == 0:
        os._exit(_test(folder, tests))
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(PATIENCE)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    code = os.waitstatus_to_exitcode(status)
    return "late" if code == -signal.SIGKILL else str(code)


def _test(folder: str, tests: str) -> int:
    """As `python -m pytest` in that folder would, in silence."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.chdir(folder)
    sys.path[0] = folder
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", tests]))


if __name__ == "__main__":
    # the folder of this script is no place to import from
    sys.path[0] = str(Path.cwd())
    for line in sys.stdin:
        where, _, what = line.rstrip("\n").partition("\t")
        sys.stdout.write(tested(where, what) + "\n")
        sys.stdout.flush()
