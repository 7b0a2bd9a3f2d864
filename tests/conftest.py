"""What every test shares: one torch thread, hypothesis without clocks or chance of its own, and a real server."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest
import torch
from hypothesis import settings
from playwright.sync_api import Browser

from benchmarks import served
from tests.client import Client

torch.set_num_threads(1)
# whatever a test forgets to say: nothing of the person who runs it is opened
FOLDER = tempfile.TemporaryDirectory()
os.environ["SCORESCAPE_DATABASE_URL"] = f"sqlite:///{FOLDER.name}/gallery.db"
os.environ["SCORESCAPE_CACHE_FOLDER"] = f"{FOLDER.name}/cache"
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def denormals() -> None:
    """Whoever makes the process a worker's own (models/one_thread.py) does so for one test: hypothesis needs them."""
    torch.set_flush_denormal(False)


@pytest.fixture(scope="session")
def server() -> Iterator[Client]:
    """A server process on a free port, started once, with a gallery of its own."""
    with served.server() as (url, _):
        yield Client(url)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One for the whole session: there can be no two of Playwright's loops in a process."""
    with served.chromium() as browser:
        yield browser
