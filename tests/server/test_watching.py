"""One step over a real socket: the numbers that travel are those of the same walk and run without a server."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from scorescape.models.samplers import SAMPLERS
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS
from tests.client import Client, Stream

TWO = {"kind": "preset", "name": "two-gaussians"}


def panel(sampler: str) -> dict[str, Any]:
    return {"sampler": {"sampler": sampler, "field": "exact", "n_particles": 50, "init": "data"}}


def heard(stream: Stream, kind: str, step: int) -> dict[str, Any]:
    event = stream.until(lambda each: each["type"] == kind and _of(each)["step"] == step)
    return dict(_of(event))


def _of(event: dict[str, Any]) -> dict[str, Any]:
    return dict(event["seen"] if event["type"] == "watched" else event["lesson"])


@pytest.mark.parametrize("sampler", sorted(SAMPLERS))
def test_a_particle_s_steps_travel_in_full(server: Client, sampler: str) -> None:
    info = server.create(TWO, panel(sampler))
    run = info["runs"][0]["run"]
    study = Study(PRESETS.get("two-gaussians")().mixture(), PanelSpec.parse(panel(sampler)))
    with server.stream(info["id"]) as stream:
        stream.say("step", what="sampling", n_steps=1)
        stream.until(lambda each: each["type"] == "status" and each["state"]["sampling_step"] == 1)
        stream.say("watch", run=run, near=[1.0, 0.5])
        study.walk_steps(1)
        study.watch(near=(1.0, 0.5))
        assert study.seen is not None
        assert heard(stream, "watched", 1) == study.seen.model_dump(mode="json")
        for step in (2, 3):
            stream.say("step", what="sampling", n_steps=1)
            seen = heard(stream, "watched", step)
            study.walk_steps(1)
            assert seen == study.seen.model_dump(mode="json")
            assert study.walk is not None
            x = study.walk.x[seen["particle"]].tolist()
            # float32 survives the text
            assert [struct.unpack("<f", struct.pack("<f", each))[0] for each in seen["landing"]] == x
            total = [sum(each) for each in zip(seen["start"], *(part["value"] for part in seen["parts"]), strict=True)]
            refused = seen["test"] is not None and not seen["test"]["accepted"]
            assert seen["landing"] == pytest.approx(seen["start"] if refused else total, abs=1e-5)


def test_who_looks_no_more_hears_no_more(server: Client) -> None:
    info = server.create(TWO, panel("langevin"))
    run = info["runs"][0]["run"]
    with server.stream(info["id"]) as stream:
        stream.say("watch", run=run, near=[0, 0], id="early")
        refused = stream.until(lambda each: each["type"] == "refused")
        assert refused["message"] == "Nothing walks here; sample first."
        stream.say("step", what="sampling", n_steps=1)
        stream.say("watch", run=run, particle=50)
        assert stream.until(lambda each: each["type"] == "refused")["field"] == "particle"
        stream.say("watch", run=run, particle=7)
        assert heard(stream, "watched", 1)["particle"] == 7
        stream.say("watch", run=run)
        stream.say("step", what="sampling", n_steps=3, id="steps")
        kinds: list[str] = []
        stream.until(
            lambda each: (kinds.append(each["type"]) or each["type"] == "sample-metrics") and each["step"] == 4
        )
        assert "watched" not in kinds


def test_a_step_of_training_travels_in_full(server: Client) -> None:
    info = server.create(TWO, panel("langevin"))
    run = info["runs"][0]["run"]
    study = Study(PRESETS.get("two-gaussians")().mixture(), PanelSpec.parse(panel("langevin")))
    study.follow((1.0, 0.5))
    with server.stream(info["id"]) as stream:
        stream.say("watch", run=run, what="training", near=[1.0, 0.5])
        for step in (1, 2):
            stream.say("step", what="training", n_steps=1)
            lesson = heard(stream, "taught", step)
            study.train_step()
            assert study.lesson is not None
            assert lesson == study.lesson.model_dump(mode="json")
            assert lesson["mean"] + sum(each["value"] for each in lesson["extras"]) == pytest.approx(lesson["loss"])


def test_a_walk_at_full_pace_tells_some_steps_and_the_last(server: Client) -> None:
    info = server.create(TWO, panel("langevin"))
    run = info["runs"][0]["run"]
    with server.stream(info["id"]) as stream:
        stream.say("pace", steps_per_second=5000)
        stream.say("step", what="sampling", n_steps=1)
        stream.say("watch", run=run, particle=3)
        heard(stream, "watched", 1)
        stream.say("step", what="sampling", n_steps=2000)
        told: list[int] = []

        def last(each: dict[str, Any]) -> bool:
            if each["type"] == "watched":
                told.append(each["seen"]["step"])
            return told[-1:] == [2001]

        stream.until(last)
        assert len(told) < 200
        assert told == sorted(told)
