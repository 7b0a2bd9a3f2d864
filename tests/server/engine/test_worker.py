"""What a worker sends, and what it does not, without a process around it."""

from __future__ import annotations

import io
import json
import multiprocessing
from typing import Any, cast

import numpy as np
import pytest
import torch

from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.engine.budget import shares
from scorescape.server.engine.messages import Add, Answered, Ask, Demand, Framed, Order, Remove, Said
from scorescape.server.engine.worker import Worker
from scorescape.server.protocol import commands
from scorescape.server.protocol.experiment import PanelSpec


class Recorder:
    """Stands for the pipe's near end."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.waiting: list[Any] = []

    def send(self, message: Any) -> None:
        self.sent.append(message)

    def poll(self, _: float) -> bool:
        return bool(self.waiting)

    def recv(self) -> Any:
        return self.waiting.pop(0)

    def frames(self) -> int:
        return sum(isinstance(message, Framed) for message in self.sent)


@pytest.fixture
def worker() -> tuple[Worker, Recorder]:
    pipe = Recorder()
    worker = Worker(cast(multiprocessing.connection.Connection, pipe))
    spec = PanelSpec.parse({"run": {"network": {"width": 8, "depth": 1}, "n_steps": 5}})
    worker._obey(Add("r1", spec, PresetTarget(name="two-gaussians")))
    return worker, pipe


def test_a_picture_that_stands_still_is_sent_once(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    for _ in range(3):
        desk._obey(Demand("r1", "field"))
        seat.sent_at.clear()
        desk._report(seat, shares([]), 1)
    assert pipe.frames() == 1
    assert seat.due() == []
    seat.panel.run.step()
    assert seat.due() == ["field"]


def test_a_demand_waits_until_there_is_something_to_show(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    desk._obey(Demand("r1", "particles"))
    desk._report(seat, shares([]), 1)
    assert pipe.frames() == 0
    desk._obey(Order("r1", commands.Sample()))
    desk._report(seat, shares([]), 1)
    assert pipe.frames() == 1


def test_a_fault_nobody_foresaw_stops_its_own_panel_only(
    worker: tuple[Worker, Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, pipe = worker
    spec = PanelSpec.parse({"run": {"network": {"width": 8, "depth": 1}, "n_steps": 5}})
    desk._obey(Add("r2", spec, PresetTarget(name="two-gaussians")))
    for run in ("r1", "r2"):
        desk._obey(Order(run, commands.Train()))
    broken, sound = desk._seats["r1"], desk._seats["r2"]

    def fault(_: float) -> None:
        raise KeyError("nobody foresaw this")

    monkeypatch.setattr(broken.panel, "advance", fault)
    desk.turn()
    assert broken.panel.phase == "failed"
    assert any(isinstance(message, Said) and "nobody foresaw this" in message.text for message in pipe.sent)
    desk.turn()
    assert sound.panel.run.step_count > 0
    desk._obey(Order("r1", commands.Restart()))
    assert broken.panel.phase == "ready"


def test_the_arrays_of_a_panel_hold_both_fields(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    desk._obey(Order("r1", commands.Sample()))
    desk._obey(Ask(7, "arrays", "r1"))
    answer = pipe.sent[-1]
    assert isinstance(answer, Answered)
    kept = np.load(io.BytesIO(answer.value))
    panel = desk._seats["r1"].panel
    assert kept["points"].shape == kept["score"].shape == kept["learnt_score"].shape == (128, 128, 2)
    assert kept["points"][0, 0].tolist() == [-3.96875, -3.96875]
    at = torch.from_numpy(kept["points"][100, 30])[None]
    assert kept["score"][100, 30] == pytest.approx(panel.mixture.score(at)[0].numpy(), rel=1e-5)
    assert kept["particles"].shape == (len(panel.walk.x), 2)


def test_only_the_newest_question_about_the_past_is_answered(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    seat.panel.step_training(4)
    seat.panel.advance(60.0)
    desk._report(seat, shares([]), 1)
    pipe.sent.clear()
    for step in (1, 2, 3):
        desk._obey(Order("r1", commands.LookBack(run="r1", step=step)))
    assert desk._busy() == [seat]
    desk.turn()
    said = [json.loads(each.text) for each in pipe.sent if isinstance(each, Said) and each.kind == "metrics"]
    assert [(each["step"], each["past"]) for each in said] == [(3, True)]
    assert desk._busy() == []


def test_strokes_that_wait_are_set_up_once(worker: tuple[Worker, Recorder], monkeypatch: pytest.MonkeyPatch) -> None:
    desk, pipe = worker
    set_up: list[str] = []

    def built(target: Any) -> Any:
        set_up.append(target.name)
        return build_target(target)

    monkeypatch.setattr("scorescape.server.engine.worker.build_target", built)
    spec = PanelSpec.parse({"run": {"network": {"width": 8, "depth": 1}, "n_steps": 5}})
    presets = ("spiral", "rings", "smiley")
    pipe.waiting = [Order("r1", commands.Retarget(target=PresetTarget(name=name))) for name in presets]
    pipe.waiting += [Add("r2", spec, PresetTarget(name="two-moons")), Remove("r2")]
    assert desk._listen(0.0)
    assert set_up == ["smiley"]
    assert list(desk._seats) == ["r1"]


def test_an_untrained_run_begins_as_if_the_new_target_had_been_its_own(worker: tuple[Worker, Recorder]) -> None:
    desk, _ = worker
    spiral = PresetTarget(name="spiral")
    desk._obey(Order("r1", commands.Retarget(target=spiral)))
    desk._obey(Add("new", desk._seats["r1"].panel.spec, spiral))
    told, new = desk._seats["r1"].panel, desk._seats["new"].panel
    assert (told.phase, told.run.step_count) == ("ready", 0)
    for panel in (told, new):
        panel.train(None)
        panel.run.step()
    states = (told.run.network.state_dict(), new.run.network.state_dict())
    assert all(torch.equal(states[0][name], states[1][name]) for name in states[1])
    assert told.run.network.scaling == new.run.network.scaling
    before = [value.clone() for value in states[0].values()]
    desk._obey(Order("r1", commands.Retarget(target=PresetTarget(name="rings"))))
    after = told.run.network.state_dict().values()
    assert all(torch.equal(a, b) for a, b in zip(before, after, strict=True)), "what has learnt keeps its weights"
