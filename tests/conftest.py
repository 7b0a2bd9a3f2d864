"""What every test shares: one torch thread, hypothesis without clocks or chance of its own, and a real server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
import torch
from hypothesis import settings

from tests.client import Client

torch.set_num_threads(1)
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def server() -> Iterator[Client]:
    """A server process on a free port, started once."""
    command = [
        sys.executable,
        "-c",
        "import sys; from server.cli import main; sys.exit(main())",
        "serve",
        "--port",
        "0",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "ready at" in line, line
    yield Client(line.split()[-1])
    process.terminate()
    assert process.wait(timeout=20) in (0, -15)
    process.stdout.close()
