"""Every command that gives itself a name is answered under it, by whoever carried it out or refused it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.client import Client, Stream

TWO = {"kind": "preset", "name": "two-gaussians"}


def answers(stream: Stream, name: str, number: int) -> list[dict[str, Any]]:
    """The first so many answers to the command of this name, each without its type and sentence."""
    heard: list[dict[str, Any]] = []

    def enough(event: dict[str, Any]) -> bool:
        if event["type"] in ("obeyed", "refused") and event["id"] == name:
            heard.append(event)
        return len(heard) == number

    stream.until(enough)
    return heard


def test_each_run_answers_for_itself(server: Client) -> None:
    info = server.create(TWO, {}, {})
    runs = {state["run"] for state in info["runs"]}
    with server.stream(info["id"]) as stream:
        stream.say("pace", what="sampling", steps_per_second=30, id="a1")
        both = answers(stream, "a1", 2)
        assert {each["run"] for each in both} == runs
        assert {(each["type"], each["command"]) for each in both} == {("obeyed", "pace")}
        stream.say("view", kinds=["field"], id="a2")
        assert answers(stream, "a2", 1) == [{"type": "obeyed", "id": "a2", "run": "", "command": "view"}]
        stream.say("sample", runs=[min(runs)], sampler={"sampler": "mala"}, id="a3")
        [refused] = answers(stream, "a3", 1)
        assert (refused["type"], refused["run"], refused["command"]) == ("refused", min(runs), "sample")
        assert "needs an energy" in refused["message"]


@pytest.mark.parametrize(
    ("command", "fields", "field"),
    [
        ("step", {"n_steps": 0}, "n_steps"),
        ("step", {"n_steps": "1"}, "n_steps"),
        ("pace", {"steps_per_second": float("nan")}, "steps_per_second"),
        ("pace", {"runs": ["nobody"]}, "run"),
        ("view", {"kinds": ["nothing"]}, "kinds"),
        ("retarget", {"target": {"kind": "poem"}}, "target"),
    ],
)
def test_what_reaches_no_run_is_refused_under_its_name_too(
    server: Client, command: str, fields: dict[str, Any], field: str
) -> None:
    info = server.create(TWO, {})
    with server.stream(info["id"]) as stream:
        stream.say(command, id="mine", **fields)
        [refused] = answers(stream, "mine", 1)
    assert (refused["type"], refused["run"], refused["command"]) == ("refused", "", command)
    assert refused["field"] == field
    assert refused["message"]


def test_a_frame_tells_when_it_was_made_by_the_clock_that_hello_shows(server: Client) -> None:
    info = server.create(TWO, {})
    before = time.time()
    with server.stream(info["id"]) as stream:
        hello = stream.until(lambda event: event["type"] == "hello")
        stream.say("view", kinds=["field"])
        frame = stream.until(lambda event: event["type"] == "frame")
    assert before - 0.01 <= hello["time"] <= float(frame["time"]) <= time.time() + 0.01
