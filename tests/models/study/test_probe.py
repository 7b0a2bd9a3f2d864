"""Readings of points, held against the field and the exact mixture themselves."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.study.probe import probe
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.gaussian_mixture import GaussianMixture

TARGET = GaussianMixture.create([0.4, 0.6], [(1.0, 0.5), (-1.0, -2.0)], [0.5, 0.7])
POINTS = [(0.3, -0.4), (-2.0, 0.1), (3.0, 3.5)]


def study_of(model: str) -> Study:
    return Study(TARGET, PanelSpec.parse({"run": {"model": model, "network": {"width": 8, "depth": 1}}}))


def test_a_score_panel_reads_its_score_and_the_truth_in_the_order_of_the_points() -> None:
    study = study_of("score")
    found = probe(study, POINTS, afresh=True)
    x = torch.tensor(POINTS)
    assert (found.step, found.log_z, found.log_z_step) == (0, None, None)
    with torch.no_grad():
        learnt = study.field.score(x)
    for at, reading in enumerate(found.readings):
        assert reading.score == pytest.approx(learnt[at].tolist())
        assert reading.true_score == pytest.approx(TARGET.score(x.double())[at].tolist())
        assert reading.true_log_density == pytest.approx(float(TARGET.log_prob(x.double())[at]))
        assert reading.energy is None


def test_an_energy_panel_reads_its_energy_and_the_step_of_its_log_z() -> None:
    study = study_of("energy")
    for _ in range(3):
        study.train_step()
    found = probe(study, POINTS, afresh=True)
    with torch.no_grad():
        energy = study.field.energy(torch.tensor(POINTS))
    assert [reading.energy for reading in found.readings] == pytest.approx(energy.tolist())
    assert (found.step, found.log_z_step) == (3, 3)
    assert found.log_z == pytest.approx(study.partition(afresh=True)[0].log_z)


def test_what_is_not_finite_is_said_as_none() -> None:
    study = study_of("score")
    with torch.no_grad():
        for parameter in study.field.parameters():  # type: ignore[attr-defined]
            parameter.fill_(math.nan)
    [reading] = probe(study, POINTS[:1], afresh=True).readings
    assert reading.score is None
    assert reading.true_score is not None
