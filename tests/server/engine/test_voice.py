"""What a worker says: records with their JSON, and why a run is stopped or not there."""

from __future__ import annotations

import json

import pytest

from scorescape.models.errors import InvalidInput
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
    said = spoken("refuse", "tune", InvalidInput("step_size", "Too large."))
    assert isinstance(said, Said)
    refused = {"type": "refused", "command": "tune", "field": "step_size", "message": "Too large."}
    assert json.loads(said.text) == refused
    plain = spoken("refuse", "tune", "No.")
    assert isinstance(plain, Said)
    assert json.loads(plain.text)["message"] == "No."


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
