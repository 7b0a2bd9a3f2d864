"""The picture of an energy: its normalised log density, lowest row first, one a step."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.layers.energy import EnergyLayer
from scorescape.models.study.map_grid import MAP_SIDE as SIDE

from .specimens import NOTHING, study_of


def test_it_is_the_normalised_log_density_with_its_lowest_row_first() -> None:
    # without a confinement half of its mass lies outside [-5, 5]^2, where this objective does not look
    network = {"width": 16, "depth": 1, "confinement": 0.2}
    study = study_of(model="energy", objective="maximum-likelihood", network=network)
    for _ in range(150):
        study.run.step()
    picture = EnergyLayer().picture(study, NOTHING)
    shown = picture.tensors["log_density"]
    assert shown.shape == (SIDE, SIDE)
    cells = Grid(SIDE).cell_of(torch.tensor([[2.5, 0.0], [-2.5, 0.0], [0.0, -1.5], [0.0, 1.5]])).tolist()
    with torch.no_grad():
        expected = -study.field.energy(Grid(SIDE).points()[cells]) - float(picture.facts["log_z"])
    found = shown.reshape(-1)[cells]
    assert found.tolist() == pytest.approx(expected.tolist(), abs=1e-3)
    assert found[0] > found[1] + 1, "the right mode is on the right"
    assert found[2] > found[3] + 1, "the lower mode is below"
    mass = float(shown.double().exp().sum()) * (8 / SIDE) ** 2
    assert 0.9 < mass <= 1.0001
    assert picture.facts["reliable"] == "true"
    assert "reason" not in picture.facts


def test_it_says_why_its_log_z_may_not_be_believed() -> None:
    study = study_of(model="energy", objective="score-matching")
    for _ in range(150):
        study.run.step()
    facts = EnergyLayer().picture(study, NOTHING).facts
    assert facts["reliable"] == "false"
    assert facts["reason"].startswith("The model has mass beyond the widest window")


def test_a_score_has_no_energy_to_show_and_an_energy_has_one_a_step() -> None:
    layer, study = EnergyLayer(), study_of(model="energy")
    assert layer.version(study_of(), NOTHING) is None
    before = layer.version(study, NOTHING)
    assert before is not None
    study.run.step()
    assert layer.version(study, NOTHING) != before
    assert layer.step(study) == 1


def test_log_z_of_a_family_is_0_and_nobody_looks_for_it() -> None:
    study = study_of(model="gaussian", objective="maximum-likelihood", network={})
    assert study.run.resolved.spec.architecture == "gaussian"
    picture = EnergyLayer().picture(study, NOTHING)
    assert (picture.facts["log_z"], picture.facts["reliable"]) == ("0.0", "true")
    assert study._quadrature is None
    assert float(picture.tensors["log_density"].double().exp().sum()) * (8 / SIDE) ** 2 == pytest.approx(1, abs=0.05)
