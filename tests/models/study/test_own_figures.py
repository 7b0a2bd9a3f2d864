"""Figures of a study against those who should have measured them: which judge, which field, which step, which walk."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
import torch

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.domain import Grid
from scorescape.models.processes.score import Score
from scorescape.models.study.arrays import arrays
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.study.tape import Tape
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.targets.spec import PresetTarget

TWO = PRESETS.get("two-gaussians")().mixture()
SMALL = {"network": {"width": 16, "depth": 1}, "n_steps": 60, "optimiser": {"batch_size": 64}}


def study_of(steps: int = 0, sampler: dict[str, object] | None = None, **run: object) -> Study:
    study = Study(TWO, PanelSpec.parse({"run": SMALL | run, "sampler": sampler or {}}))
    for _ in range(steps):
        study.train_step()
    return study


# -- training -------------------------------------------------------------------------------------------------


def test_a_denoising_panel_has_two_errors_of_two_judges() -> None:
    study = study_of(40, objective="denoising-score-matching", settings={"sigma": 0.9})
    clean, smoothed = (FieldJudge(TWO, sigma).judge(study.field).relative_fisher_error for sigma in (None, 0.9))
    assert abs(clean - smoothed) > 0.05, "or nobody could tell them apart"
    values = study.training_figures().values
    assert values["relative_fisher_error"] == pytest.approx(clean, rel=1e-6)
    assert values["relative_fisher_error_smoothed"] == pytest.approx(smoothed, rel=1e-6)
    assert values["angle_deg"] == pytest.approx(FieldJudge(TWO).judge(study.field).angle_deg, rel=1e-6)
    assert values["sigma"] == 0.9
    assert values["loss"] == pytest.approx(study.run.loss)


def test_the_page_s_events_say_the_study_s_figures_under_their_names() -> None:
    run = SMALL | {"objective": "denoising-score-matching", "settings": {"sigma": 0.9}}
    spec = PanelSpec.parse({"run": run, "sampler": {"field": "exact", "n_particles": 100, "init": "data"}})
    panel = Score("r1", spec, PresetTarget(name="two-gaussians"))
    panel.player.step_training(30)
    panel.advance(60.0)
    panel.player.step_walk(2)
    panel.player.walking_pace.limit = None
    panel.advance(60.0)
    trained, sampled = (event.model_dump() for event in panel.figures({}))
    for found, expected in ((trained, panel.study.training_figures()), (sampled, panel.study.sampling_figures())):
        assert expected is not None
        for name, value in expected.values.items():
            if name != "ms_per_step":
                assert found["values"][name] == value, name
        assert found["step"] == expected.step


def test_the_kl_is_to_the_study_s_own_target() -> None:
    study = study_of(5, model="energy", objective="score-matching")
    values, found = study.training_figures().values, partition_function(study.field)
    assert values["log_z"] == pytest.approx(found.log_z, abs=1e-6)
    assert values["kl"] == pytest.approx(kl_divergence(study.field, TWO, found.log_z), abs=1e-6)
    spiral = PRESETS.get("spiral")().mixture()
    study.retarget(spiral)
    assert study.training_figures().values["kl"] == pytest.approx(
        kl_divergence(study.field, spiral, found.log_z), abs=1e-6
    )


# -- the tape -------------------------------------------------------------------------------------------------


def test_moments_have_the_figures_last_measured_by_then_and_never_later_ones() -> None:
    study = study_of()
    study.tape = tape = Tape(stride=2)
    tape.mark(study.run)
    told = {}
    for step in range(1, 13):
        study.train_step()
        if step in (3, 6, 8):
            told[step] = {"loss": float(step)}
            tape.measured(step, told[step])
    assert [moment.step for moment in tape.moments] == [0, 2, 4, 6, 8, 10, 12]
    assert [moment.measured_step for moment in tape.moments] == [None, None, 3, 6, 8, 8, 8]
    for moment in tape.moments:
        assert moment.values == ({} if moment.measured_step is None else told[moment.measured_step])
        assert tape.at(moment.step) is moment
    assert tape.at(5) is None


# -- lenses ---------------------------------------------------------------------------------------------------


def test_a_lens_looks_at_the_averaged_field_under_the_objective_s_own_noise() -> None:
    study = study_of(10, objective="denoising-score-matching", settings={"sigma": 0.9})
    specimen = study.specimen()
    assert specimen.field is study.run.field()
    assert specimen.field is not study.run.network
    assert specimen.smoothing == 0.9
    x = torch.tensor([[0.5, -1.0]])
    torch.testing.assert_close(specimen.truth.score(x), TWO.smoothed(0.9).to(torch.float32).score(x))
    assert (specimen.particles, specimen.transitions_per_1000, specimen.trail) == (None, None, None)
    assert study_of(0, objective="score-matching").specimen().smoothing is None


def test_a_lens_looks_at_the_walk_as_it_is() -> None:
    study = study_of(0, {"sampler": "mala", "field": "exact", "n_particles": 60, "init": "data"})
    study.walk_steps(7)
    study.sampling_figures()
    specimen = study.specimen()
    assert study.walk is not None
    assert specimen.particles is study.walk.x
    assert specimen.transitions_per_1000 == study.walk.transitions_per_1000
    assert specimen.trail is not None
    assert specimen.trail.evaluations.tolist() == [study.walk.evaluations]
    study.start_walk()
    assert study.specimen().trail is None, "another walk, another trail"


# -- particles ------------------------------------------------------------------------------------------------


def test_figures_of_particles_are_the_walk_s_and_numpy_s() -> None:
    study = study_of(0, {"sampler": "hmc", "field": "exact", "n_particles": 200, "init": "uniform"})
    study.walk_steps(9)
    found, walk = study.sampling_figures(), study.walk
    assert found is not None
    assert walk is not None
    assert found.values["evaluations"] == walk.evaluations > 9 * 8, "calls of the field, and no steps"
    assert found.values["acceptance_rate"] == walk.acceptance_rate
    assert found.values["transitions_per_1000"] == walk.transitions_per_1000
    labels = study.modes.label_of(walk.x).numpy()
    shares = np.bincount(labels[labels >= 0], minlength=2) / (labels >= 0).sum()
    true = np.array([0.2, 0.8]) if study.modes.masses[0] < study.modes.masses[1] else np.array([0.8, 0.2])
    for mode, share, mass in zip(found.modes, shares, true, strict=True):
        assert mode.sampled == pytest.approx(share)
        assert mode.true == pytest.approx(mass, abs=2e-3)
        assert mode.low <= mode.sampled <= mode.high
    assert found.values["mode_weight_tv"] == pytest.approx(0.5 * np.abs(shares - true).sum(), abs=2e-3)
    assert found.values["outside"] == pytest.approx((labels < 0).mean(), abs=1e-9)
    # of two modes with a share of a fifth: E|binomial(n, p) / n - p| = sqrt(2 p (1 - p) / (pi n))
    n = int((labels >= 0).sum())
    assert found.values["mode_weight_tv_floor"] == pytest.approx(math.sqrt(2 * 0.16 / (math.pi * n)), rel=0.05)
    floor = found.values["sliced_wasserstein_floor"]
    assert floor is not None
    assert floor != found.values["sliced_wasserstein"]


# -- what is exported -----------------------------------------------------------------------------------------


def test_exported_arrays_are_numpy_s() -> None:
    """Weights, means and scales that no exchange of axes, rows or logarithms leaves alone."""
    weights, means, scales = np.array([0.7, 0.3]), np.array([[1.5, -0.5], [-1.0, 2.0]]), np.array([0.7, 0.4])
    study = Study(
        GaussianMixture.create(weights.tolist(), means.tolist(), scales.tolist()), PanelSpec.parse({"run": SMALL})
    )
    with np.load(io.BytesIO(arrays(study))) as found:
        kept = dict(found)
    centres = -4 + 8 * (np.arange(128) + 0.5) / 128
    x = np.stack(np.meshgrid(centres, centres, indexing="xy"), axis=-1)
    np.testing.assert_allclose(kept["points"], x, atol=1e-6)
    away = means - x[:, :, None]
    logs = np.log(weights / (2 * np.pi * scales**2)) - (away**2).sum(-1) / (2 * scales**2)
    log_density = np.logaddexp.reduce(logs, axis=-1)
    np.testing.assert_allclose(kept["log_density"], log_density, rtol=1e-4, atol=1e-3)
    share = np.exp(logs - log_density[..., None])
    score = (share[..., None] * away / scales[:, None] ** 2).sum(-2)
    np.testing.assert_allclose(kept["score"], score, rtol=1e-3, atol=2e-3)
    assert Grid(128).spacing == pytest.approx(centres[1] - centres[0])
