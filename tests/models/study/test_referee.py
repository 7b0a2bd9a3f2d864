"""The referee's figures, why they may not be believed, and his patience."""

from __future__ import annotations

import math
import time

import pytest

from scorescape.models.exact_field import ExactField
from scorescape.models.study.judges import Judges
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.referee import Referee
from scorescape.models.study.study import Study
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.testing.linear import Linear

WIDE = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.8])


def test_its_figures_are_those_of_the_field_with_their_error() -> None:
    values, unreliable = Referee(WIDE).judge(Linear(2.0), 0.0)
    assert values["log_z"] == pytest.approx(math.log(math.pi), abs=1e-4)
    assert values["kl"] == pytest.approx(0.28 - math.log(1.28), abs=3 * values["kl_se"])
    assert values["kl_se"] == pytest.approx(0.28 / math.sqrt(8_192), rel=0.1)
    assert unreliable == {}


def test_it_says_of_both_figures_why_they_may_not_be_believed() -> None:
    _, unreliable = Referee(WIDE).judge(Linear(0.0), 0.0)
    assert unreliable.keys() == {"kl", "log_z"}
    assert unreliable["kl"].startswith("The model has mass beyond the widest window")


def test_it_waits_as_long_as_it_was_dear() -> None:
    referee = Referee(WIDE)
    assert not referee.asked
    began = time.perf_counter()
    referee.judge(ExactField(WIDE), 1e9)
    assert referee.asked
    assert 0 < referee.seconds <= time.perf_counter() - began
    assert referee.judge(ExactField(WIDE), 1e9) == ({}, {})
    assert referee.seconds == 0


def test_what_may_not_be_believed_travels_with_the_figures_of_the_run() -> None:
    run = {"objective": "denoising-score-matching", "model": "energy", "network": {"width": 8, "depth": 1}}
    study = Study(PRESETS.get("two-gaussians")().mixture(), PanelSpec.parse({"run": run}))
    figures = study.training_figures()
    assert figures.unreliable.keys() == {"kl", "log_z"}, "an untrained energy is flat"
    assert figures.values["kl_se"] is not None
    assert study.training_figures(patience=1e9).unreliable == {}, "nothing is said of figures that are not there"
    scores = Study(study.mixture, PanelSpec())
    assert scores.training_figures().unreliable == {}
    judges = Judges(study.mixture, None)
    assert (judges.refereed, judges.referee_seconds) == (False, 0.0)
