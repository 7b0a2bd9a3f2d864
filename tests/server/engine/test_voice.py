"""What a worker says: records with their JSON, and why a run is stopped or not there."""

from __future__ import annotations

import json

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.processes.score_commands import Tune
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget
from scorescape.server.engine.messages import Hosting, Said, Settled
from scorescape.server.engine.seat import Seat
from scorescape.server.engine.voice import Voice, stopped, unbuilt

from .test_worker import Recorder

SEAT = Seat("r1", Hosting("score", PanelSpec(), PresetTarget(name="two-gaussians")))


def spoken(act: str, *about: object) -> object:
    pipe = Recorder()
    getattr(Voice(pipe), act)(SEAT, *about)
    [message] = pipe.sent
    return message


def test_a_refusal_names_the_command_the_field_and_the_reason() -> None:
    tune = Tune(id="mine-7", settings={"step_size": 9})
    said = spoken("refuse", tune, InvalidInput("step_size", "Too large."))
    assert isinstance(said, Said)
    refused = {"type": "refused", "id": "mine-7", "run": "r1", "command": "tune", "field": "step_size"}
    assert json.loads(said.text) == refused | {"message": "Too large."}
    plain = spoken("refuse", tune, "No.")
    assert isinstance(plain, Said)
    assert json.loads(plain.text)["message"] == "No."


def test_a_command_with_a_name_is_answered_under_it_and_one_without_is_not() -> None:
    said = spoken("obey", Tune(id="mine-7", settings={}))
    assert isinstance(said, Said)
    assert json.loads(said.text) == {"type": "obeyed", "id": "mine-7", "run": "r1", "command": "tune"}
    pipe = Recorder()
    Voice(pipe).obey(SEAT, Tune(settings={}))
    assert pipe.sent == []


def test_a_state_is_said_as_it_stands() -> None:
    said = spoken("say_state")
    assert isinstance(said, Said)
    assert said.run == "r1"
    assert json.loads(said.text)["state"]["phase"] == "queued"
    assert spoken("settle") == Settled("r1", SEAT.hosting)


@pytest.mark.parametrize("why", [stopped, unbuilt])
def test_our_own_errors_speak_for_themselves_and_others_by_type_and_place_alone(why: object) -> None:
    assert why(InvalidInput("width", "Too wide; narrow it.")) == "Too wide; narrow it."  # type: ignore[operator]
    sentence = why(ZeroDivisionError("secret"))  # type: ignore[operator]
    assert "ZeroDivisionError" in sentence
    assert "secret" not in sentence
    assert sentence.endswith((".", "setting."))
