"""What a worker sends, and what it does not, without a process around it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch

from scorescape.models.processes import score_commands as commands
from scorescape.models.processes.records import Restart
from scorescape.models.processes.score import Score
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.engine.checkpoints import Checkpoints
from scorescape.server.engine.messages import Add, Answered, Ask, Demand, Framed, Hosting, Order, Remove, Said, Settled
from scorescape.server.engine.worker import Worker


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


SPEC = PanelSpec.parse({"run": {"network": {"width": 8, "depth": 1}, "n_steps": 5}})


def hosting(name: str = "two-gaussians", spec: PanelSpec = SPEC) -> Hosting:
    return Hosting("score", spec, PresetTarget(name=name))


def panel_of(worker: Worker, run: str = "r1") -> Score:
    return cast(Score, worker._seats[run].process)


def report(worker: Worker, run: str = "r1") -> None:
    worker._report(worker._seats[run], panel_of(worker, run), worker._shares(), 1)


@pytest.fixture
def worker(tmp_path: Path) -> tuple[Worker, Recorder]:
    pipe = Recorder()
    worker = Worker(pipe, Checkpoints(tmp_path), {})
    worker._obey(Add("r1", hosting()))
    return worker, pipe


def test_a_picture_that_stands_still_is_sent_once(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    for _ in range(3):
        desk._obey(Demand("r1", "field"))
        seat.sent_at.clear()
        report(desk)
    assert pipe.frames() == 1
    assert seat.due() == []
    panel_of(desk).study.run.step()
    assert seat.due() == ["field"]


def test_a_demand_waits_until_there_is_something_to_show(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    desk._obey(Demand("r1", "particles"))
    report(desk)
    assert pipe.frames() == 0
    desk._obey(Order("r1", commands.Sample()))
    report(desk)
    assert pipe.frames() == 1


def test_a_fault_nobody_foresaw_stops_its_own_panel_only(
    worker: tuple[Worker, Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, pipe = worker
    desk._obey(Add("r2", hosting()))
    for run in ("r1", "r2"):
        desk._obey(Order(run, commands.Train()))
    broken, sound = panel_of(desk, "r1"), panel_of(desk, "r2")

    def fault(_: float) -> None:
        raise KeyError("nobody foresaw this")

    monkeypatch.setattr(broken, "advance", fault)
    desk.turn()
    assert broken.player.phase == "failed"
    said = [message.text for message in pipe.sent if isinstance(message, Said) and message.run == "r1"]
    assert "KeyError at line" in said[-1]
    assert "nobody foresaw this" not in said[-1], "an exception's own text is no sentence"
    desk.turn()
    assert sound.study.run.step_count > 0
    desk._obey(Order("r1", Restart()))
    assert broken.player.phase == "ready"


def test_the_arrays_of_a_panel_hold_both_fields(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    desk._obey(Order("r1", commands.Sample()))
    desk._obey(Ask(7, "export", ("r1", "arrays")))
    answer = pipe.sent[-1]
    assert isinstance(answer, Answered)
    kept = np.load(io.BytesIO(answer.value))
    study = panel_of(desk).study
    assert kept["points"].shape == kept["score"].shape == kept["learnt_score"].shape == (128, 128, 2)
    assert kept["points"][0, 0].tolist() == [-3.96875, -3.96875]
    at = torch.from_numpy(kept["points"][100, 30])[None]
    assert kept["score"][100, 30] == pytest.approx(study.mixture.score(at)[0].numpy(), rel=1e-5)
    assert kept["particles"].shape == (len(study.walk.x), 2)


def test_only_the_newest_question_about_the_past_is_answered(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    panel_of(desk).player.step_training(4)
    panel_of(desk).advance(60.0)
    report(desk)
    pipe.sent.clear()
    for step in (1, 2, 3):
        desk._obey(Order("r1", commands.LookBack(run="r1", step=step)))
    assert desk._working() == [seat]
    desk.turn()
    said = [
        json.loads(each.text)
        for each in pipe.sent
        if isinstance(each, Said) and json.loads(each.text)["type"] == "metrics"
    ]
    assert [(each["step"], each["past"]) for each in said] == [(3, True)]
    assert desk._working() == []


def test_a_marked_step_is_told_however_lately_figures_were_sent(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    desk._seats["r1"].measure_seconds = 1e6
    pipe.sent.clear()
    desk._obey(Order("r1", commands.Step(n_steps=4, measure_at=[1, 2, 3])))
    while panel_of(desk).busy:
        desk.turn()
    said = [json.loads(each.text) for each in pipe.sent if isinstance(each, Said)]
    assert [each["step"] for each in said if each["type"] == "metrics"] == [1, 2, 3, 4]


def test_strokes_that_wait_are_set_up_once(worker: tuple[Worker, Recorder], monkeypatch: pytest.MonkeyPatch) -> None:
    desk, pipe = worker
    set_up: list[str] = []

    def built(target: Any) -> Any:
        set_up.append(target.name)
        return build_target(target)

    monkeypatch.setattr("scorescape.models.processes.score.build_target", built)
    presets = ("spiral", "rings", "smiley")
    pipe.waiting = [Order("r1", commands.Retarget(target=PresetTarget(name=name))) for name in presets]
    pipe.waiting += [Add("r2", hosting("two-moons")), Remove("r2")]
    assert desk._listen(0.0)
    assert set_up == ["smiley"]
    assert list(desk._seats) == ["r1"]


def test_an_untrained_run_begins_as_if_the_new_target_had_been_its_own(worker: tuple[Worker, Recorder]) -> None:
    desk, _ = worker
    spiral = PresetTarget(name="spiral")
    desk._obey(Order("r1", commands.Retarget(target=spiral)))
    desk._obey(Add("new", Hosting("score", panel_of(desk).spec, spiral)))
    told, new = panel_of(desk).player, panel_of(desk, "new").player
    assert (told.phase, told.study.run.step_count) == ("ready", 0)
    for panel in (told, new):
        panel.train(None)
        panel.study.run.step()
    states = (told.study.run.network.state_dict(), new.study.run.network.state_dict())
    assert all(torch.equal(states[0][name], states[1][name]) for name in states[1])
    assert told.study.run.network.scaling == new.study.run.network.scaling
    before = [value.clone() for value in states[0].values()]
    desk._obey(Order("r1", commands.Retarget(target=PresetTarget(name="rings"))))
    after = told.study.run.network.state_dict().values()
    assert all(torch.equal(a, b) for a, b in zip(before, after, strict=True)), "what has learnt keeps its weights"


def test_a_picture_that_cannot_be_made_is_refused_and_the_run_goes_on(
    worker: tuple[Worker, Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, pipe = worker

    def fault(*_: object) -> None:
        raise KeyError("a word of its own")

    monkeypatch.setattr(desk._seats["r1"].layers["field"], "picture", fault)
    desk._obey(Demand("r1", "field"))
    report(desk)
    [refused] = [said for said in (json.loads(each.text) for each in pipe.sent) if said["type"] == "refused"]
    assert refused["message"].startswith("This picture could not be made (KeyError")
    assert "a word of its own" not in refused["message"]
    assert pipe.frames() == 0
    desk._obey(Order("r1", commands.Train()))
    desk.turn()
    assert panel_of(desk).study.run.step_count > 0


def test_what_cannot_be_built_says_why_and_is_built_once_it_is_mended(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    unknown = SPEC.model_copy(update={"run": SPEC.run.model_copy(update={"objective": "no-such"})})
    desk._obey(Add("r2", hosting(spec=unknown)))
    state = json.loads(pipe.sent[-1].text)["state"]
    assert (state["run"], state["phase"]) == ("r2", "failed")
    assert "There is no objective called 'no-such'" in state["message"]
    pipe.sent.clear()
    desk._obey(Order("r2", commands.Train()))
    refused = json.loads(pipe.sent[-1].text)
    assert (refused["type"], refused["message"]) == ("refused", state["message"])
    desk._obey(Order("r2", commands.Respec(run="r2", spec=SPEC.run)))
    assert panel_of(desk, "r2").player.phase == "ready"
    settled = pipe.sent[-1]
    assert isinstance(settled, Settled)
    assert settled.hosting.spec == SPEC


def test_a_run_that_goes_on_from_its_checkpoint_does_what_it_did(worker: tuple[Worker, Recorder]) -> None:
    desk, _ = worker
    desk._obey(Order("r1", commands.Train()))
    panel_of(desk).study.train_step()
    desk._checkpoints.put("r1", panel_of(desk).checkpoint())
    for going, phase in ((False, "paused"), (True, "training")):
        desk._obey(Remove("r1"))
        desk._obey(Add("r1", hosting(), resume=True, going=going))
        assert (panel_of(desk).player.phase, panel_of(desk).study.run.step_count) == (phase, 1)
