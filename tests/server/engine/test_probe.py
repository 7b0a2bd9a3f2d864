"""What panels say of points, held against the formulas themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from scorescape.models.processes import score_commands as commands
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget
from scorescape.server.engine.checkpoints import Checkpoints
from scorescape.server.engine.messages import Add, Hosting, Order, Said
from scorescape.server.engine.worker import Worker

from .test_worker import Recorder, panel_of

POINTS = [(0.3, -0.4), (-2.0, 0.1)]


def asked(model: str) -> tuple[Worker, Recorder, dict[str, object]]:
    pipe = Recorder()
    worker = Worker(pipe, Checkpoints(Path()), {})
    spec = PanelSpec.parse({"run": {"model": model, "network": {"width": 8, "depth": 1}}})
    worker._obey(Add("r1", Hosting("score", spec, PresetTarget(name="two-gaussians"))))
    pipe.sent.clear()
    worker._obey(Order("r1", commands.Probe(question="q7", points=POINTS)))
    [said] = pipe.sent
    assert isinstance(said, Said)
    return worker, pipe, json.loads(said.text)


def test_an_energy_panel_answers_with_score_energy_and_the_truth() -> None:
    worker, _, answer = asked("energy")
    study = panel_of(worker).study
    assert (answer["question"], answer["step"], answer["log_z_step"]) == ("q7", 0, 0)
    x = torch.tensor(POINTS)
    with torch.no_grad():
        score, energy = study.field.score(x), study.field.energy(x)
    for at, reading in enumerate(answer["readings"]):  # type: ignore[arg-type, var-annotated]
        assert reading["score"] == pytest.approx(score[at].tolist(), abs=1e-5)
        assert reading["energy"] == pytest.approx(float(energy[at]), abs=1e-5)
        assert reading["true_log_density"] == pytest.approx(float(study.mixture.log_prob(x)[at]), abs=1e-4)
        assert reading["true_score"] == pytest.approx(study.mixture.score(x)[at].tolist(), abs=1e-4)


def test_a_score_panel_says_that_it_has_no_energy() -> None:
    _, _, answer = asked("score")
    assert answer["log_z"] is None
    assert [reading["energy"] for reading in answer["readings"]] == [None, None]  # type: ignore[attr-defined]


def test_a_probe_changes_nothing_and_says_nothing_else() -> None:
    worker, pipe, _ = asked("score")
    before = panel_of(worker).checkpoint()
    worker._obey(Order("r1", commands.Probe(question="q", points=POINTS)))
    assert [json.loads(message.text)["type"] for message in pipe.sent] == ["probed", "probed"]
    assert panel_of(worker).checkpoint() == before


@pytest.mark.parametrize("points", [[], [(0.0, float("nan"))], [(0.0, 0.0)] * 17, [(0.0, 1e6)]])
def test_points_that_make_no_sense_are_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="points"):
        commands.Probe(question="q", points=points)
