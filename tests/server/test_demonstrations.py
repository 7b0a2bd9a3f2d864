"""Every ready-made demonstration, trained and walked as a worker does it, keeps every proof it claims."""

from __future__ import annotations

import contextlib

import pytest

from scorescape.models.demonstrations import DEMONSTRATIONS, Demonstration, Proof, Setup
from scorescape.models.errors import Diverged
from scorescape.models.layers.base import Sight
from scorescape.models.layers.lens import LensLayer
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.spec import build_target


def played(setup: Setup, demonstration: Demonstration) -> dict[str, float | None]:
    """All figures of a panel after training and walking."""
    study = Study(build_target(demonstration.target), PanelSpec(run=setup.run, sampler=setup.sampler))
    with contextlib.suppress(Diverged):
        study.train()
    figures = dict(study.training_figures().values)
    if setup.walk_steps:
        study.walk_steps(setup.walk_steps)
        sampled = study.sampling_figures()
        assert sampled
        figures |= sampled.values
        figures |= {f"share:{index}": mode.sampled for index, mode in enumerate(sampled.modes, start=1)}
    if demonstration.lens:
        look = LensLayer().picture(study, Sight(demonstration.lens)).look
        assert look
        figures |= {f"lens:{name}": number.value for name, number in look.numbers.items()}
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
