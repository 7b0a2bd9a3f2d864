"""The whole loop over a real socket: train, stream, sample, break and mend."""

from __future__ import annotations

import math
import os
import signal
import struct
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS
from tests.client import Client, Stream

TWO = {"kind": "preset", "name": "two-gaussians"}
SMALL = {"width": 32, "depth": 2}
NCE = "noise-contrastive-estimation"


def panel(objective: str = "denoising-score-matching", n_steps: int = 400) -> dict[str, Any]:
    return {
        "run": {"objective": objective, "network": SMALL, "n_steps": n_steps},
        "sampler": {"n_particles": 500, "init": "data"},
    }


def finished(event: dict[str, Any]) -> bool:
    return event["type"] == "status" and event["state"]["phase"] == "finished"


def test_a_run_trains_streams_its_field_and_learns(server: Client) -> None:
    info = server.create(TWO, panel())
    run = info["runs"][0]["run"]
    with server.stream(info["id"]) as stream:
        hello = stream.until(lambda event: event["type"] == "hello")
        assert hello["experiment"]["id"] == info["id"]
        stream.say("view", kinds=["field"])
        stream.say("train")
        frame = stream.until(lambda event: event["type"] == "frame" and int(event["step"]) > 0)
        assert frame["run"] == run
        assert frame["tensors"]["score"]["shape"] == [24, 24, 2]
        stream.until(finished)
    with server.stream(info["id"]) as late:
        history = late.until(lambda event: event["type"] == "hello")["history"]
    assert history[0]["step"] == 0
    assert history[-1]["step"] == 400
    # to the last digit what the same run says without a server
    study = Study(PRESETS.get("two-gaussians")().mixture(), PanelSpec.parse(panel()))
    for at, steps in ((0, 0), (-1, 400)):
        while study.run.step_count < steps:
            study.train_step()
        own = study.training_figures().values
        for name in ("relative_fisher_error", "relative_fisher_error_smoothed", "angle_deg", "sigma"):
            assert history[at]["values"][name] == own[name], name
    assert own["relative_fisher_error_smoothed"] < own["relative_fisher_error"], "a denoiser learns the smoothed score"


def test_the_streamed_field_points_to_the_modes(server: Client) -> None:
    """Orientation: one mode to the right, one below; arrows at the box's corners must agree."""
    target = {
        "kind": "mixture",
        "components": [
            {"weight": 1, "mean": [2.5, 0], "scale": 0.5},
            {"weight": 1, "mean": [0, -1.5], "scale": 0.5},
        ],
    }
    info = server.create(target, panel(n_steps=600))
    with server.stream(info["id"]) as stream:
        stream.say("train")
        stream.until(finished)
        stream.say("view", kinds=["field"])
        frame = stream.until(lambda event: event["type"] == "frame")
    score = struct.unpack(f"<{24 * 24 * 2}f", frame["tensors"]["score"]["bytes"])

    def arrow(x: float, y: float) -> tuple[float, float]:
        row, column = int((y + 4) / (8 / 24)), int((x + 4) / (8 / 24))
        return score[2 * (24 * row + column)], score[2 * (24 * row + column) + 1]

    assert arrow(0.0, -2.6)[1] > 0, "below the lower mode the score points up"
    assert arrow(3.5, 0.0)[0] < 0, "right of the right mode it points left"


def test_particles_walk_and_are_counted(server: Client) -> None:
    info = server.create(TWO, panel(n_steps=200))
    with server.stream(info["id"]) as stream:
        stream.say("view", kinds=["particles"])
        stream.say("sample", sampler={"field": "exact", "n_particles": 500, "init": "data"})
        frame = stream.until(lambda event: event["type"] == "frame" and int(event["step"]) > 5)
        assert frame["tensors"]["x"] | {"bytes": b""} == {"shape": [500, 2], "dtype": "I16", "bytes": b""}
        figures = stream.until(lambda event: event["type"] == "sample-metrics" and event["step"] > 5)
        assert [round(mode["true"], 2) for mode in figures["modes"]] == [0.8, 0.2]
        assert figures["values"]["mode_weight_tv"] < 0.1
        stream.say("tune", settings={"step_size": -1})
        refused = stream.until(lambda event: event["type"] == "refused")
        assert "step_size" in refused["message"]
        assert "(0, 10]" in refused["message"]
        stream.say("pause", what="sampling")
        stream.until(lambda event: event["type"] == "status" and event["state"]["sampling"] == "paused")


def test_a_sampler_the_field_cannot_serve_is_refused_in_words(server: Client) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as stream:
        stream.say("sample", sampler={"sampler": "mala"})
        refused = stream.until(lambda event: event["type"] == "refused")
    assert "needs an energy" in refused["message"]


def test_a_new_drawing_keeps_the_weights_and_goes_on(server: Client) -> None:
    info = server.create(TWO, panel(n_steps=200))
    with server.stream(info["id"]) as stream:
        stream.say("train")
        stream.until(finished)
        stroke = {"points": [[-2, 1], [2, 1]], "width": 0.4}
        stream.say("retarget", target={"kind": "drawing", "strokes": [stroke]})
        state = stream.until(lambda event: event["type"] == "status" and event["state"]["n_steps"] == 400)["state"]
        assert state["step"] == 200
        stream.say("train")
        stream.until(lambda event: event["type"] == "status" and event["state"]["step"] == 400)


def test_a_killed_worker_takes_only_its_own_runs_and_can_be_revived(server: Client) -> None:
    one, two = server.create(TWO, panel(n_steps=1_000_000)), server.create(TWO, panel(n_steps=1_000_000))
    with server.stream(one["id"]) as first, server.stream(two["id"]) as second:
        for stream in (first, second):
            stream.say("train")
            stream.until(lambda event: event["type"] == "metrics" and event["step"] > 200)
        pid = server.request("GET", "/readyz")[1]["workers"][one["runs"][0]["run"]]
        os.kill(pid, signal.SIGKILL)
        lost = first.until(lambda event: event["type"] == "status" and event["state"]["phase"] == "lost")
        assert "Restart" in lost["state"]["message"]
        step = progress(second)
        assert progress(second) > step
        first.say("restart", origin="checkpoint")
        back = first.until(lambda event: event["type"] == "status" and event["state"]["phase"] == "paused")
        assert back["state"]["step"] >= 0
        first.say("train")
        assert progress(first) >= back["state"]["step"]
    for info in (one, two):
        assert server.request("DELETE", f"/api/experiments/{info['id']}")[0] == 204


def progress(stream: Stream) -> int:
    return int(stream.until(lambda event: event["type"] == "metrics")["step"])


@pytest.mark.parametrize("garbage", ["{", "[]", '{"type": "explode"}', "\x00"])
def test_garbage_closes_the_socket_with_a_reason(server: Client, garbage: str) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as stream:
        stream.socket.send(garbage)
        with pytest.raises(ConnectionClosed) as closed:
            stream.until(lambda event: event["type"] == "never")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4400
    assert closed.value.rcvd.reason


def test_an_unknown_experiment_is_refused(server: Client) -> None:
    with server.stream("nothing") as stream, pytest.raises(ConnectionClosed) as closed:
        stream.until(lambda event: event["type"] == "never")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4404


@pytest.mark.parametrize(
    ("path", "body", "part"),
    [
        ("/api/targets/preview", {"kind": "preset", "name": "nope"}, "two-gaussians"),
        ("/api/targets/preview", {"kind": "drawing", "strokes": []}, "strokes"),
        ("/api/targets/preview", {"kind": "drawing", "strokes": [{"points": [[9, 0]]}]}, "[-4, 4]"),
        ("/api/targets/preview", {"kind": "mixture", "components": []}, "components"),
        ("/api/targets/preview", {"kind": "drawing", "strokes": [{"points": [[math.nan, 0]]}]}, "finite"),
        ("/api/experiments", {"target": TWO, "panels": [{"run": {"settings": {"sigma": math.nan}}}]}, "sigma"),
        ("/api/experiments", {"target": TWO, "panels": [{"run": {"objective": NCE}}]}, "needs an energy model"),
        ("/api/experiments", {"target": TWO, "panels": []}, "panels"),
        ("/api/experiments", {"target": TWO, "panels": [{"run": {"objective": "nope"}}]}, "score-matching"),
        ("/api/experiments", {"target": TWO, "panels": [{"run": {"settings": {"sigma": 0}}}]}, "sigma"),
    ],
)
def test_bad_input_gets_one_sentence(server: Client, path: str, body: Any, part: str) -> None:
    status, answer = server.request("POST", path, body)
    assert status == 422
    assert part in answer["message"]
    assert "\n" not in answer["message"]


def test_a_million_points_are_refused(server: Client) -> None:
    points = [[0.1, 0.1]] * 1_000_000
    status, answer = server.request(
        "POST", "/api/targets/preview", {"kind": "drawing", "strokes": [{"points": points}]}
    )
    assert status in (413, 422)
    assert answer["message"]
    assert server.request("GET", "/healthz")[0] == 200


def test_the_preview_is_the_exact_density(server: Client) -> None:
    import base64

    status, preview = server.request("POST", "/api/targets/preview", TWO)
    assert status == 200
    side = preview["grid_side"]
    density = struct.unpack(f"<{side * side}f", base64.b64decode(preview["density"]))
    brightest = max(range(side * side), key=density.__getitem__)
    row, column = divmod(brightest, side)
    assert row > side / 2
    assert column > side / 2
    assert abs(sum(density) * (8 / side) ** 2 + preview["mass_outside"] - 1) < 1e-4
    assert [round(mode["mass"], 2) for mode in preview["modes"]] == [0.8, 0.2]


def test_particles_can_change_in_number_while_they_walk(server: Client) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as stream:
        stream.say("view", kinds=["particles"])
        for count in (200, 900, 300):
            stream.say("sample", sampler={"field": "exact", "n_particles": count, "init": "data"})
            stream.until(lambda event, n=count: event["type"] == "frame" and event["tensors"]["x"]["shape"][0] == n)
            heard = stream.until(lambda event: event["type"] == "sample-metrics" or is_lost(event))
            assert not is_lost(heard), "the worker died"
            assert heard["values"]["sliced_wasserstein_floor"] > 0


def is_lost(event: dict[str, Any]) -> bool:
    return event["type"] == "status" and event["state"]["phase"] == "lost"


def test_what_was_refused_is_not_remembered(server: Client) -> None:
    info = server.create(TWO, panel())
    run = info["runs"][0]["run"]
    wiped = [{"points": [[0, 0]]}, {"points": [[0, 0]], "width": 1, "erase": True}]
    with server.stream(info["id"]) as stream:
        stream.say("respec", run=run, spec={"objective": "nope"})
        stream.until(lambda event: event["type"] == "refused")
        stream.say("retarget", target={"kind": "drawing", "strokes": wiped})
        stream.until(lambda event: event["type"] == "refused")
        stream.say("restart", origin="new-seed")
        stream.until(lambda event: event["type"] == "metrics" and event["step"] == 0)
        stream.until(lambda event: event["type"] == "status")
    spec = server.request("GET", f"/api/experiments/{info['id']}")[1]["spec"]
    assert spec["target"] == TWO
    assert spec["panels"][0]["run"]["objective"] == "denoising-score-matching"
    assert spec["panels"][0]["run"]["seed"] == 1, "a new seed that was taken is remembered"


def test_a_second_page_sees_what_the_first_one_starts(server: Client) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as first, server.stream(info["id"]) as second:
        second.say("view", kinds=["field", "particles"])
        second.until(lambda event: event["type"] == "frame" and event["kind"] == "field")
        first.say("sample", sampler={"field": "exact", "n_particles": 100})
        frame = second.until(lambda event: event["type"] == "frame" and event["kind"] == "particles")
    assert frame["tensors"]["x"]["shape"] == [100, 2]


def test_a_late_page_gets_the_picture_that_stands_still(server: Client) -> None:
    info = server.create(TWO, panel())
    with server.stream(info["id"]) as first, server.stream(info["id"]) as late:
        first.say("view", kinds=["field"])
        shown = first.until(lambda event: event["type"] == "frame")
        late.say("view", kinds=["field"])
        again = late.until(lambda event: event["type"] == "frame")
    assert again["tensors"] == shown["tensors"]
