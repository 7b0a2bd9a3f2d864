"""What panels say of points, held against the formulas themselves."""

from __future__ import annotations

import json

import pytest
import torch

from scorescape.models.targets.spec import PresetTarget
from scorescape.server.engine.keeping import checkpoint
from scorescape.server.engine.messages import Add, Order, Said
from scorescape.server.engine.worker import Worker
from scorescape.server.protocol import commands
from scorescape.server.protocol.experiment import PanelSpec

from .test_worker import Recorder

POINTS = [(0.3, -0.4), (-2.0, 0.1)]


def asked(model: str) -> tuple[Worker, Recorder, dict[str, object]]:
    pipe = Recorder()
    worker = Worker(pipe)  # type: ignore[arg-type]
    spec = PanelSpec.parse({"run": {"model": model, "network": {"width": 8, "depth": 1}}})
    worker._obey(Add("r1", spec, PresetTarget(name="two-gaussians")))
    pipe.sent.clear()
    worker._obey(Order("r1", commands.Probe(question="q7", points=POINTS)))
    [said] = pipe.sent
    assert isinstance(said, Said)
    return worker, pipe, json.loads(said.text)


def test_an_energy_panel_answers_with_score_energy_and_the_truth() -> None:
    worker, _, answer = asked("energy")
    panel = worker._seats["r1"].panel
    assert (answer["question"], answer["step"], answer["log_z_step"]) == ("q7", 0, 0)
    x = torch.tensor(POINTS)
    with torch.no_grad():
        score, energy = panel.run.field().score(x), panel.run.field().energy(x)
    for at, reading in enumerate(answer["readings"]):  # type: ignore[arg-type, var-annotated]
        assert reading["score"] == pytest.approx(score[at].tolist(), abs=1e-5)
        assert reading["energy"] == pytest.approx(float(energy[at]), abs=1e-5)
        assert reading["true_log_density"] == pytest.approx(float(panel.mixture.log_prob(x)[at]), abs=1e-4)
        assert reading["true_score"] == pytest.approx(panel.mixture.score(x)[at].tolist(), abs=1e-4)


def test_a_score_panel_says_that_it_has_no_energy() -> None:
    _, _, answer = asked("score")
    assert answer["log_z"] is None
    assert [reading["energy"] for reading in answer["readings"]] == [None, None]  # type: ignore[attr-defined]


def test_a_probe_changes_nothing_and_says_nothing_else() -> None:
    worker, pipe, _ = asked("score")
    before = checkpoint(worker._seats["r1"].panel)
    worker._obey(Order("r1", commands.Probe(question="q", points=POINTS)))
    assert [message.kind for message in pipe.sent] == ["probed", "probed"]
    assert checkpoint(worker._seats["r1"].panel) == before


@pytest.mark.parametrize("points", [[], [(0.0, float("nan"))], [(0.0, 0.0)] * 17, [(0.0, 1e6)]])
def test_points_that_make_no_sense_are_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="points"):
        commands.Probe(question="q", points=points)
