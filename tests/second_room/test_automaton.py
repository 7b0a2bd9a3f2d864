"""The second room: a process that the program has never heard of is hosted, streamed, commanded, mended and kept."""

from __future__ import annotations

import os
import signal

import numpy as np
import torch

from tests.client import Client
from tests.second_room.automaton import successor
from tests.second_room.boards import a_frame, cells_of, hosted, standing


def test_the_catalogue_lists_what_it_is(room: Client) -> None:
    kinds = {kind["name"]: kind for kind in room.request("GET", "/api/catalogue")[1]["processes"]}
    kind = kinds["automaton"]
    assert set(kind["commands"]) == {"flip", "evolve"}
    assert [(layer["name"], layer["shape"]) for layer in kind["layers"]] == [("cells", "pixels")]
    assert [measure["title"] for measure in kind["measures"]] == ["cells alive"]
    assert "cells" not in [layer["name"] for layer in kinds["score"]["layers"]], "a layer belongs to its kind alone"


def test_it_evolves_by_its_rule_and_says_its_figure(room: Client) -> None:
    info = hosted(room)
    with room.stream(info["id"]) as stream:
        stream.say("view", kinds=["cells"])
        before = cells_of(a_frame(stream))
        stream.say("evolve", generations=3)
        figure = stream.until(lambda heard: heard["type"] == "population" and heard["step"] == 3)
        after = cells_of(a_frame(stream, least=3))
        expected = torch.from_numpy(before.copy())
        for _ in range(3):
            expected = successor(expected, "life")
        assert np.array_equal(after, expected.numpy())
        assert figure["values"]["alive"] == after.mean()
    with room.stream(info["id"]) as late:
        history = late.until(lambda heard: heard["type"] == "hello")["history"]
    assert [event["step"] for event in history][-1] == 3
    exported = room.request("GET", f"/api/experiments/{info['id']}/export.json")[1]
    assert exported["history"] == history


def test_a_cell_is_flipped_in_one_run_alone(room: Client) -> None:
    info = hosted(room, 0.3, 0, 0)
    mine, other = (state["run"] for state in info["runs"])
    with room.stream(info["id"]) as stream:
        stream.say("view", runs=[mine], kinds=["cells"])
        before = cells_of(a_frame(stream))
        stream.say("flip", runs=[mine], row=2, column=5)
        changed = np.argwhere(before != cells_of(a_frame(stream)))
        stream.say("view", runs=[other], kinds=["cells"])
        untouched = stream.until(lambda heard: heard["type"] == "frame" and heard["run"] == other)
    assert changed.tolist() == [[2, 5]]
    assert np.array_equal(cells_of(untouched), before)


def test_what_it_cannot_do_is_refused_in_a_sentence(room: Client) -> None:
    body = {"kind": "automaton", "target": {"density": 1}, "panels": [{}]}
    status, refused = room.request("POST", "/api/experiments", body)
    assert (status, refused["field"]) == (422, "density")
    assert "sow between" in refused["message"]
    info = hosted(room)
    with room.stream(info["id"]) as stream:
        for command, fields, words in [
            ("evolve", {"rule": "majority", "generations": 5_000}, "ask for fewer"),
            ("flip", {"row": 32}, "row"),
            ("view", {"kinds": ["field"]}, "choose among: cells"),
        ]:
            stream.say(command, **fields)
            assert words in stream.until(lambda heard: heard["type"] == "refused")["message"]
        stream.say("flip")
        stream.until(lambda heard: heard["type"] == "population")  # the connection and the run are there
    status, refused = room.request("GET", f"/api/experiments/{info['id']}/export.safetensors")
    assert (status, refused["message"]) == (422, "Automaton has no weights to export.")


def test_it_outlives_its_worker(room: Client) -> None:
    info = hosted(room)
    run = info["runs"][0]["run"]
    with room.stream(info["id"]) as stream:
        stream.say("view", kinds=["cells"])
        # the board before the flip: whichever picture comes next, it is known what the flip makes of it
        kept = cells_of(a_frame(stream)).copy()
        stream.say("flip", row=0, column=0)
        kept[0, 0] = not kept[0, 0]
        stream.say("evolve", generations=100_000)
        # a checkpoint is written at every change of standing, and every two seconds
        a_frame(stream, least=150)
        os.kill(room.request("GET", "/readyz")[1]["workers"][run], signal.SIGKILL)
        lost = standing(stream, "lost")
        assert "died" in lost["message"]
        stream.say("restart", origin="checkpoint")
        frame = a_frame(stream, least=1)
        back, cells = int(frame["step"]), cells_of(frame)
        # the frame may have been on its way when the worker died, later than the checkpoint
        stream.say("evolve", generations=100_000)
        assert int(a_frame(stream, least=back + 1)["step"]) > back
    expected = torch.from_numpy(kept.copy())
    for _ in range(back):
        expected = successor(expected, "life")
    assert np.array_equal(cells, expected.numpy()), "it goes on where it was kept, cell for cell"


def test_it_is_kept_in_the_gallery_and_opened_again(room: Client) -> None:
    info = hosted(room, 0.3, 4, 7)
    with room.stream(info["id"]) as stream:
        stream.say("view", kinds=["cells"], runs=[info["runs"][1]["run"]])
        stream.say("evolve", generations=5, rule="majority")
        standing(stream, "training")
        standing(stream, "ready")
        cells = cells_of(a_frame(stream, least=5))
    status, entry = room.request("POST", "/api/gallery", {"experiment": info["id"], "name": "board"})
    assert status == 201, entry
    assert [panel["title"] for panel in entry["panels"]] == ["Automaton", "Automaton"]
    status, opened = room.request("POST", f"/api/gallery/{entry['id']}/open")
    assert status == 201, opened
    again = opened["experiment"]
    assert [(state["generation"], state["rule"]) for state in again["runs"]] == [(5, "majority")] * 2
    with room.stream(again["id"]) as stream:
        hello = stream.until(lambda heard: heard["type"] == "hello")
        assert {event["step"] for event in hello["history"]} >= {0, 5}
        stream.say("view", kinds=["cells"], runs=[again["runs"][1]["run"]])
        assert np.array_equal(cells_of(a_frame(stream)), cells)
