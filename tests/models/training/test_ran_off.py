"""A run whose loss has run off says so with the figure; sound ones are silent."""

from __future__ import annotations

import math

import pytest

from scorescape.models.objectives.contrastive_divergence import ContrastiveDivergence
from scorescape.models.objectives.maximum_likelihood import MaximumLikelihood
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.ran_off import ran_off
from scorescape.models.training.spec import RunSpec

TWO = PRESETS.get("two-gaussians")().mixture()


def test_contrastive_divergence_that_explodes_says_the_figure_and_what_to_try() -> None:
    said = ran_off(ContrastiveDivergence(), -12_345.0)
    assert said.startswith("The loss has run off to -1.23e+04 nats, where sound runs stay within 300")
    assert said.endswith("smaller learning rate, or more energy penalty.")
    assert ran_off(ContrastiveDivergence(), 300.1).startswith("The loss has run off to 300 nats")
    assert ran_off(MaximumLikelihood(), 12_345.0).endswith("smaller learning rate.")


@pytest.mark.parametrize("loss", [-20.0, 0.0, 300.0, -300.0, math.nan, math.inf])
def test_a_sound_loss_and_one_of_no_run_are_silent(loss: float) -> None:
    assert ran_off(ContrastiveDivergence(), loss) == ""


def test_a_loss_that_goes_with_the_narrowest_scale_has_no_bound() -> None:
    assert ran_off(ScoreMatching(), -50_000.0) == ""


def test_the_figures_of_a_run_carry_it_beside_its_loss() -> None:
    spec = RunSpec(
        objective="contrastive-divergence", model="energy", n_steps=150, network={"width": 16, "depth": 1},
        settings={"magnitude_penalty": 0.0, "void_penalty": 0.0, "chain": "langevin", "step_size": 1.0},
        optimiser={"learning_rate": 1.0, "batch_size": 64, "gradient_clip": 1e6, "warm_up_steps": 0},
    )  # fmt: skip
    study = Study(TWO, PanelSpec(run=spec))
    assert "loss" not in study.training_figures().unreliable
    study.train()
    found = study.training_figures()
    loss = found.values["loss"]
    assert loss is not None
    assert abs(loss) > 300
    assert f"{loss:,.3g} nats" in found.unreliable["loss"]
