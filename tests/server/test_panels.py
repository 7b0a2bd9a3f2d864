"""Panels come, go and change places while the others go on."""

from __future__ import annotations

import urllib.request
from typing import Any

from tests.client import Client

TWO = {"kind": "preset", "name": "two-gaussians"}
PANEL = {"run": {"network": {"width": 16, "depth": 1}, "n_steps": 100_000}}


def runs_of(info: dict[str, Any]) -> list[str]:
    return [state["run"] for state in info["runs"]]


def test_a_panel_is_added_beside_runs_that_go_on(server: Client) -> None:
    info = server.create(TWO, PANEL)
    path = f"/api/experiments/{info['id']}/panels"
    with server.stream(info["id"]) as stream:
        stream.say("train")
        stream.until(lambda event: event["type"] == "metrics" and event["step"] > 0)
        energy = {"run": PANEL["run"] | {"model": "energy", "objective": "score-matching"}}
        status, after = server.request("POST", path, {"panel": energy, "at": 0})
        assert status == 201
        assert runs_of(after)[1:] == runs_of(info)
        assert after["spec"]["panels"][0]["run"]["model"] == "energy"
        layout = stream.until(lambda event: event["type"] == "layout")
        assert runs_of(layout["experiment"]) == runs_of(after)
        old, new = runs_of(info)[0], runs_of(after)[0]
        stream.until(lambda event: event["type"] == "status" and event["state"]["run"] == new)
        first = stream.until(lambda event: event["type"] == "metrics" and event["run"] == old)
        assert first["step"] > 0, "the run that was there has not begun again"
        stream.say("view", kinds=["field"])
        stream.until(lambda event: event["type"] == "frame" and event["run"] == new)
    server.request("DELETE", f"/api/experiments/{info['id']}")


def test_a_panel_that_comes_later_keeps_to_the_pace_of_all(server: Client) -> None:
    info = server.create(TWO, PANEL)
    with server.stream(info["id"]) as stream:
        stream.say("pace", what="training", steps_per_second=0.001)
        after = server.request("POST", f"/api/experiments/{info['id']}/panels", {"panel": PANEL})[1]
        new = runs_of(after)[1]
        stream.until(lambda event: event["type"] == "status" and event["state"]["run"] == new)
        stream.say("train", runs=[new])
        # figures come four times a second: three of them without a second step
        for _ in range(3):
            assert stream.until(lambda event: event["type"] == "metrics" and event["run"] == new)["step"] <= 1
        stream.say("pace", what="training", steps_per_second=None)
        stream.until(lambda event: event["type"] == "metrics" and event["run"] == new and event["step"] > 1)
    server.request("DELETE", f"/api/experiments/{info['id']}")


def test_panels_change_places_and_leave(server: Client) -> None:
    info = server.create(TWO, PANEL, PANEL, PANEL)
    path = f"/api/experiments/{info['id']}/panels"
    a, b, c = runs_of(info)
    status, after = server.request("PUT", path, {"runs": [c, a, b]})
    assert (status, runs_of(after)) == (200, [c, a, b])
    status, after = server.request("DELETE", f"{path}/{a}")
    assert (status, runs_of(after)) == (200, [c, b])
    history = server.request("GET", f"/api/experiments/{info['id']}/export.json")[1]["history"]
    assert a not in {entry["run"] for entry in history}
    server.request("DELETE", f"/api/experiments/{info['id']}")


def weights(server: Client, key: str, run: str) -> bytes:
    with urllib.request.urlopen(f"{server.url}/api/experiments/{key}/export.safetensors?run={run}") as answer:
        return bytes(answer.read())


def trained(server: Client, *panels: dict[str, Any]) -> dict[str, Any]:
    """An experiment whose runs have finished."""
    info = server.create(TWO, *panels)
    with server.stream(info["id"]) as stream:
        stream.say("train")
        left = set(runs_of(info))
        while left:
            done = stream.until(lambda event: event["type"] == "status" and event["state"]["phase"] == "finished")
            left.discard(done["state"]["run"])
    return info


SHORT = {"run": {"network": {"width": 16, "depth": 1}, "n_steps": 40}}


def test_a_removed_panel_comes_back_with_what_it_had_learnt(server: Client) -> None:
    info = trained(server, SHORT, SHORT)
    path = f"/api/experiments/{info['id']}/panels"
    a, b = runs_of(info)
    before, figures = weights(server, info["id"], a), history_of(server, info["id"], a)
    assert figures
    server.request("DELETE", f"{path}/{a}")
    assert history_of(server, info["id"], a) == []
    status, after = server.request("POST", f"{path}/{a}/restore", {"at": 0})
    assert (status, runs_of(after)) == (200, [a, b])
    assert after["runs"][0]["step"] == 40
    assert weights(server, info["id"], a) == before
    assert history_of(server, info["id"], a)[: len(figures)] == figures
    status, refused = server.request("POST", f"{path}/{a}/restore", {})
    assert status == 404
    assert "no longer kept" in refused["message"]
    server.request("DELETE", f"/api/experiments/{info['id']}")


def test_a_panel_takes_the_place_of_another_and_gives_it_back(server: Client) -> None:
    info = trained(server, SHORT, SHORT)
    path = f"/api/experiments/{info['id']}/panels"
    a, b = runs_of(info)
    before = weights(server, info["id"], a)
    energy = {"run": SHORT["run"] | {"model": "energy", "objective": "score-matching"}}
    status, after = server.request("POST", path, {"panel": energy, "instead": a})
    new = runs_of(after)[0]
    assert (status, runs_of(after)[1:]) == (201, [b])
    assert after["spec"]["panels"][0]["run"]["model"] == "energy"
    after = server.request("POST", f"{path}/{a}/restore", {"instead": new})[1]
    assert runs_of(after) == [a, b]
    assert after["spec"]["panels"][0]["run"] == info["spec"]["panels"][0]["run"]
    assert weights(server, info["id"], a) == before
    assert server.request("POST", f"{path}/{new}/restore", {"instead": "nobody"})[0] == 404
    assert runs_of(server.request("POST", f"{path}/{new}/restore", {"instead": a})[1]) == [new, b]
    server.request("DELETE", f"/api/experiments/{info['id']}")


def history_of(server: Client, key: str, run: str) -> list[dict[str, Any]]:
    history = server.request("GET", f"/api/experiments/{key}/export.json")[1]["history"]
    return [event for event in history if event["run"] == run]


def test_what_cannot_be_is_refused_in_words_and_changes_nothing(server: Client) -> None:
    info = server.create(TWO, *[PANEL] * 8)
    path = f"/api/experiments/{info['id']}/panels"
    refusals = [
        server.request("POST", path, {"panel": PANEL}),
        server.request("PUT", path, {"runs": runs_of(info)[:3]}),
        server.request("DELETE", f"{path}/nobody"),
        server.request("POST", path, {"panel": {"run": {"objective": "astrology"}}}),
    ]
    assert [status for status, _ in refusals] == [409, 422, 404, 422]
    assert "at most 8 panels" in refusals[0][1]["message"]
    assert "each panel once" in refusals[1][1]["message"]
    assert "has no run 'nobody'" in refusals[2][1]["message"]
    assert server.request("GET", f"/api/experiments/{info['id']}")[1]["spec"] == info["spec"]
    server.request("DELETE", f"/api/experiments/{info['id']}")
    alone = server.create(TWO, PANEL)
    status, refused = server.request("DELETE", f"/api/experiments/{alone['id']}/panels/{runs_of(alone)[0]}")
    assert status == 409
    assert "at least one panel" in refused["message"]
    server.request("DELETE", f"/api/experiments/{alone['id']}")
