"""Pacing, on a clock that the test turns."""

from __future__ import annotations

import pytest

from scorescape.models.study import pace as module
from scorescape.models.study.pace import Pace


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
