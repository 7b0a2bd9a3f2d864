"""Every ready-made demonstration, trained and walked as a worker does it, keeps every proof it claims."""

from __future__ import annotations

import json

import pytest

from scorescape.models.demonstrations import DEMONSTRATIONS, Demonstration, Proof, Setup
from scorescape.models.errors import Diverged
from scorescape.models.targets.spec import build_target
from scorescape.server.engine.panel import Panel
from scorescape.server.engine.pictures import Look, Pictures
from scorescape.server.protocol.experiment import PanelSpec
from tests.client import frame_of


def played(setup: Setup, demonstration: Demonstration) -> dict[str, float | None]:
    """All figures of a panel after training and walking."""
    panel = Panel("r1", PanelSpec(run=setup.run, sampler=setup.sampler), build_target(demonstration.target))
    try:
        while not panel.run.finished:
            panel.run.step()
    except Diverged:
        panel.phase = "failed"
    figures = dict(panel.metrics().values)
    if setup.walk_steps:
        panel.sample(None)
        assert panel.walk
        panel.walk.step(setup.walk_steps)
        sampled = panel.sample_metrics()
        assert sampled
        figures |= sampled.values
        figures |= {f"share:{index}": mode.sampled for index, mode in enumerate(sampled.modes, start=1)}
    if demonstration.lens:
        look = json.loads(frame_of(Pictures(panel).frame("lens", Look(demonstration.lens))[1])["look"])
        figures |= {f"lens:{name}": number["value"] for name, number in look["numbers"].items()}
    return figures


def holds(proof: Proof, figures: dict[str, float | None]) -> bool:
    value = figures[proof.measure]
    assert value is not None
    return value > proof.bound if proof.relation == "above" else value < proof.bound


@pytest.mark.slow
@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda each: each.name)
def test_every_proof_holds(demonstration: Demonstration) -> None:
    figures = [played(setup, demonstration) for setup in demonstration.panels]
    for proof in demonstration.proofs:
        assert holds(proof, figures[proof.panel]), (proof, figures[proof.panel][proof.measure])


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda each: each.name)
def test_captions_are_two_sentences(demonstration: Demonstration) -> None:
    assert demonstration.caption.endswith(".")
    assert demonstration.caption.count(". ") == 1
    assert demonstration.proofs


def test_a_proof_can_fail() -> None:
    proof = Proof(panel=0, measure="m", relation="below", bound=0.1, label="m")
    assert holds(proof, {"m": 0.05})
    assert not holds(proof, {"m": 0.2})
