"""Pacing, on a clock that the test turns."""

from __future__ import annotations

import pytest

from scorescape.models.study import pace as module
from scorescape.models.study.pace import Marks, Pace


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module.time, "perf_counter", lambda: now[0])
    return now


def taken(pace: Pace, clock: list[float], seconds: float, tick: float = 0.01) -> int:
    total = 0
    for _ in range(round(seconds / tick)):
        clock[0] += tick
        due = pace.due()
        pace.took(due)
        total += due
    return total


@pytest.mark.parametrize("limit", [0.5, 3.0, 60.0, 1000.0])
def test_no_more_steps_than_the_limit_allows(clock: list[float], limit: float) -> None:
    pace = Pace(limit)
    pace.start()
    assert taken(pace, clock, 20.0) == pytest.approx(20 * limit, abs=1)


def test_time_that_a_slow_field_could_not_use_is_not_owed(clock: list[float]) -> None:
    pace = Pace(60.0)
    pace.start()
    clock[0] += 30.0
    assert pace.due() == 6


def test_a_count_ends_by_itself_and_its_first_step_is_taken_at_once(clock: list[float]) -> None:
    pace = Pace(0.5)
    pace.start(2)
    assert pace.due() == 1
    pace.took(1)
    assert not pace.spent
    assert taken(pace, clock, 10.0) == 1
    assert pace.spent


def test_without_a_limit_everything_is_due(clock: list[float]) -> None:
    pace = Pace(None)
    pace.start(5)
    assert pace.due() == 5
    pace.start()
    assert pace.due() > 1_000_000
    assert not pace.spent


def test_marks_are_waited_for_one_after_the_other() -> None:
    marks = Marks([50, 20, 20, 90])
    assert (marks.until(0), marks.at(0)) == (20, False)
    assert (marks.until(20), marks.at(20)) == (0, True), "it stays there until it is measured"
    marks.measured(20)
    assert (marks.until(20), marks.at(20)) == (30, False)
    assert marks.until(60) == 30, "one that was passed is not waited for"
    assert Marks().until(7) > 1_000_000


def test_few_marks_have_the_dear_figures_and_the_last_is_one_of_them() -> None:
    marks = Marks(range(64))
    full = []
    for step in range(64):
        if marks.full(step):
            full.append(step)
        marks.measured(step)
    assert full == [7, 15, 23, 31, 39, 47, 55, 63]
    assert [step for step in (10, 20, 30) if Marks([10, 20, 30]).full(step)] == [10, 20, 30]
    assert not Marks([10]).full(9)
