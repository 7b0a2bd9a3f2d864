"""A process that keeps what it frees takes no page faults for what it had before."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, resource, sys
import torch
from scorescape.server.engine.memory import M_MMAP_THRESHOLD, keep_freed_memory

if sys.argv[1] == "keep":
    assert keep_freed_memory()
else:
    assert ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1 << 17)  # where glibc begins

def step():
    held = [torch.ones(100_000) for _ in range(40)]
    while held:
        held.pop()

for _ in range(5):
    step()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    step()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's setting")
def test_what_was_freed_is_there_again_without_page_faults() -> None:
    assert faults("keep") < 50
    assert faults("give back") > 10 * 50, "negative control"
