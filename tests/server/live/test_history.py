"""The figures along runs: in the order of steps, bounded, and a run begun anew has only its last life."""

from __future__ import annotations

import json

import pytest

from scorescape.models.processes.score_events import Metrics
from scorescape.server.live import history as module
from scorescape.server.live.history import History


def said(step: int, run: str = "r1", past: bool = False) -> Metrics:
    return Metrics(run=run, step=step, seconds=0.0, values={"loss": 1.0}, past=past)


def steps(history: History, run: str = "r1") -> list[int]:
    return [event["step"] for event in history.dump() if event["run"] == run]


def remembering(*events: Metrics) -> History:
    history = History()
    for event in events:
        history.remember(event)
    return history


def test_an_answer_about_the_past_stands_at_its_step_of_its_own_run() -> None:
    history = remembering(said(1), said(5), said(7, "r2"), said(9), said(6, past=True))
    assert steps(history) == [1, 5, 6, 9]
    assert [event["run"] for event in history.dump()] == ["r1", "r1", "r2", "r1", "r1"]


def test_of_a_run_that_began_again_only_its_last_life_counts() -> None:
    history = remembering(said(1), said(80), said(2), said(10), said(4, past=True))
    assert steps(history) == [1, 80, 2, 4, 10]


def test_a_run_that_is_forgotten_leaves_the_others() -> None:
    history = remembering(said(1), said(1, "r2"), said(2))
    history.forget("r1")
    assert (steps(history), steps(history, "r2")) == ([], [1])


def test_it_is_bounded_by_thinning_what_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_EVENTS", 8)
    history = remembering(*(said(step) for step in range(1, 10)))
    assert steps(history) == [1, 3, 5, 6, 7, 8, 9]


def test_it_is_one_json_array_of_what_was_said_word_for_word() -> None:
    history = remembering(said(1))
    history.remember(said(2), '{"said": "so"}')
    assert json.loads(history.as_json()) == [said(1).model_dump(), {"said": "so"}]
    assert History().as_json() == "[]"


def test_what_is_kept_ends_at_the_step_each_run_is_kept_at() -> None:
    history = remembering(said(1), said(1, "r2"), said(8), said(8, "r2"))
    kept = history.dump({"r1": 4, "r2": 8})
    assert [(event["run"], event["step"]) for event in kept] == [("r1", 1), ("r2", 1), ("r2", 8)]
