"""A server that was given the automaton, with two workers: one may die."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import served
from tests.client import Client

FILE = Path(__file__).with_name("automaton.py")


@pytest.fixture(scope="package")
def room() -> Iterator[Client]:
    with served.server("--workers", "1", "--with", str(FILE)) as (url, _):
        yield Client(url)
