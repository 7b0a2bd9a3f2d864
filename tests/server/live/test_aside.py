"""What was taken off the page is kept in bounds, the newest longest."""

from __future__ import annotations

import pytest

from scorescape.models.processes.records import ProcessState
from scorescape.models.settings import Settings
from scorescape.server.live import aside
from scorescape.server.live.aside import Aside, AsideShelf


def kept(run: str, n_bytes: int = 1) -> Aside:
    return Aside(ProcessState(run=run, phase="finished"), Settings(), b"x" * n_bytes, [])


def test_the_last_eight_are_kept_and_given_once() -> None:
    shelf = AsideShelf()
    for number in range(aside.MOST + 2):
        shelf.put(kept(f"r{number}"))
    assert [f"r{number}" in shelf for number in range(4)] == [False, False, True, True]
    taken = shelf.take("r5")
    assert taken is not None
    assert taken.state.run == "r5"
    assert shelf.take("r5") is None


def test_their_bytes_are_bounded_but_the_newest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "MOST_BYTES", 100)
    shelf = AsideShelf()
    for run, n_bytes in (("a", 40), ("b", 40), ("c", 40)):
        shelf.put(kept(run, n_bytes))
    assert ["a" in shelf, "b" in shelf, "c" in shelf] == [False, True, True]
    shelf.put(kept("d", 500))
    assert ["b" in shelf, "c" in shelf, "d" in shelf] == [False, False, True]
