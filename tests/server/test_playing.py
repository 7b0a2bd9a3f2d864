"""Stepping, pacing, restarting and the tape, over a real socket."""

from __future__ import annotations

import hashlib
import json
import urllib.request
from typing import Any

import torch
from safetensors.torch import load

from scorescape.models.study.arrows import arrow_scores
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec
from tests.client import Client, Stream

TWO = {"kind": "preset", "name": "two-gaussians"}
SMALL = {"width": 16, "depth": 2}


def panel(n_steps: int = 300, objective: str = "denoising-score-matching", model: str = "score") -> dict[str, Any]:
    return {
        "run": {"objective": objective, "model": model, "network": SMALL, "n_steps": n_steps},
        "sampler": {"n_particles": 200, "init": "data"},
    }


def status(stream: Stream, **wanted: Any) -> dict[str, Any]:
    """The next state that is as wanted."""
    event = stream.until(lambda event: event["type"] == "status" and wanted.items() <= event["state"].items())
    return dict(event["state"])


def download(server: Client, path: str) -> bytes:
    with urllib.request.urlopen(server.url + path, timeout=20) as answer:
        return bytes(answer.read())


def digest(server: Client, key: str) -> str:
    return hashlib.sha256(download(server, f"/api/experiments/{key}/export.safetensors")).hexdigest()


def test_steps_of_training_are_counted_and_leave_the_schedule_alone(server: Client) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as stream:
        stream.say("step")
        assert status(stream, phase="paused")["step"] == 1
        stream.say("step", n_steps=10)
        assert status(stream, phase="paused", step=11)["n_steps"] == 300
        stream.say("train")
        status(stream, phase="finished", step=300)
        stream.say("step")
        refused = stream.until(lambda event: event["type"] == "refused")
        assert "all its steps" in refused["message"]
    stepped = digest(server, info["id"])
    straight = server.create(TWO, panel())
    with server.stream(straight["id"]) as stream:
        stream.say("train")
        status(stream, phase="finished")
    assert digest(server, straight["id"]) == stepped, "stopping on the way moves no number"


def test_steps_of_the_walk_are_counted(server: Client) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as stream:
        stream.say("step", what="sampling")
        assert status(stream, sampling="paused")["sampling_step"] == 1
        stream.say("pace", steps_per_second=5000)
        stream.say("step", what="sampling", n_steps=25)
        figures = stream.until(lambda event: event["type"] == "sample-metrics" and event["step"] == 26)
        assert figures["seconds"] > 0
        assert status(stream, sampling="paused")["sampling_step"] == 26


def test_a_pace_of_training_holds_it_back_and_its_end_lets_it_go(server: Client) -> None:
    info = server.create(TWO, panel(n_steps=200))
    with server.stream(info["id"]) as stream:
        stream.say("pace", what="training", steps_per_second=0.001)
        stream.say("train")
        # figures come four times a second: three of them without a second step
        for _ in range(3):
            assert stream.until(lambda event: event["type"] == "metrics")["step"] <= 1
        stream.say("pace", what="training", steps_per_second=None)
        status(stream, phase="finished", step=200)


def test_the_same_restart_gives_the_same_weights_and_a_new_seed_others(server: Client) -> None:
    info = server.create(TWO, panel(n_steps=60))
    digests = []
    with server.stream(info["id"]) as stream:
        for origin in (None, "start", "new-seed"):
            if origin:
                stream.say("restart", origin=origin)
                status(stream, phase="ready")
            stream.say("train")
            status(stream, phase="finished")
            digests.append(digest(server, info["id"]))
    assert digests[0] == digests[1]
    assert digests[2] != digests[0]


def test_a_late_page_can_scrub_a_run_that_is_over(server: Client) -> None:
    info = server.create(TWO, panel(n_steps=200))
    run = info["runs"][0]["run"]
    with server.stream(info["id"]) as stream:
        stream.say("train")
        status(stream, phase="finished")
    data = download(server, f"/api/experiments/{info['id']}/tape.safetensors?run={run}")
    tape = load(data)
    steps = tape["step"].tolist()
    assert steps[0] == 0
    assert steps[-1] == 200
    assert len(steps) == 101
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    figures = json.loads(header["__metadata__"]["figures"])
    assert figures[-1]["measured_step"] == 200
    assert len(figures) == len(steps)
    spec = RunSpec.parse(panel(n_steps=200)["run"])
    fresh = Run(PRESETS.get("two-gaussians")().mixture(), spec)
    while fresh.step_count < 80:
        fresh.step()
    assert torch.equal(tape["score"][steps.index(80)], arrow_scores(fresh.field()))
    assert server.request("GET", f"/api/experiments/{info['id']}/tape.safetensors?run=nope")[0] == 404


def test_energies_say_their_kl_while_they_learn_and_at_the_end(server: Client) -> None:
    info = server.create(TWO, panel(400, "noise-contrastive-estimation", "energy"), panel(100))
    energy, score = (state["run"] for state in info["runs"])
    with server.stream(info["id"]) as stream:
        stream.say("train")
        status(stream, phase="finished", run=energy)
    history = server.request("GET", f"/api/experiments/{info['id']}/export.json")[1]["history"]
    of_energy = [entry for entry in history if entry["run"] == energy]
    # after 400 steps 3 % of the mass still lies off [-5, 5]^2, where a grid over the box would not see it
    assert 0 <= of_energy[-1]["values"]["kl"] < 0.2 < of_energy[0]["values"]["kl"]
    assert of_energy[-1]["step"] == 400
    assert abs(of_energy[-1]["values"]["log_z"] - of_energy[-1]["values"]["log_z_learned"]) < 0.5
    assert all("kl" not in entry["values"] for entry in history if entry["run"] == score)


def test_figures_of_the_past_take_their_place_in_the_history_of_this_life(server: Client) -> None:
    info = server.create(TWO, panel(n_steps=60))
    run = info["runs"][0]["run"]
    with server.stream(info["id"]) as stream:
        for origin in (None, "start"):
            if origin:
                stream.say("restart", origin=origin)
                status(stream, phase="ready")
            stream.say("train")
            status(stream, phase="finished")
        stream.say("look-back", run=run, step=31)
        past = stream.until(lambda event: event["type"] == "metrics" and event["past"])
        stream.say("look-back", run="nobody", step=31)
        assert "no run 'nobody'" in stream.until(lambda event: event["type"] == "refused")["message"]
    assert past["step"] == 31
    history = server.request("GET", f"/api/experiments/{info['id']}/export.json")[1]["history"]
    steps = [entry["step"] for entry in history]
    life = steps[len(steps) - 1 - steps[::-1].index(0) :]
    assert life == sorted(life)
    assert [entry["past"] for entry in history].index(True) > len(steps) - len(life)
