"""What `fit` and `sample` print, against the field and the particles that they saved: values, not keys."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.weights import load_field
from scorescape.server.verbs.fit import fit
from scorescape.server.verbs.sample import sample

THREE = PRESETS.get("unequal-three")().mixture()
SMALL: dict[str, Any] = {"width": 16, "depth": 1, "batch_size": 64}


def saved(path: Path, objective: str, model: str, steps: int, **settings: Any) -> tuple[dict[str, Any], Any]:
    file = path / "field.safetensors"
    printed = fit("unequal-three", objective, model, steps, 1, SMALL | settings, str(file))
    return printed, load_field(file.read_bytes())[0]


def test_fit_prints_a_clean_error_and_a_smoothed_one(tmp_path: Path) -> None:
    printed, field = saved(tmp_path, "denoising-score-matching", "score", 60, sigma=0.8)
    clean, smoothed = (FieldJudge(THREE, sigma).judge(field) for sigma in (None, 0.8))
    assert abs(clean.relative_fisher_error - smoothed.relative_fisher_error) > 0.03
    assert printed["relative_fisher_error"] == pytest.approx(clean.relative_fisher_error, rel=1e-5)
    assert printed["relative_fisher_error_smoothed"] == pytest.approx(smoothed.relative_fisher_error, rel=1e-5)
    assert printed["angle_deg"] == pytest.approx(clean.angle_deg, rel=1e-4)
    assert (printed["sigma"], printed["steps"], printed["target"]) == (0.8, 60, "unequal-three")
    assert printed["ms_per_step"] == pytest.approx(1e3 * printed["seconds"] / 60)


def test_fit_prints_an_energy_s_own_log_z_and_its_kl_to_the_target(tmp_path: Path) -> None:
    printed, field = saved(tmp_path, "maximum-likelihood", "energy", 30)
    found = partition_function(field)
    assert printed["log_z"] == pytest.approx(found.log_z, abs=1e-4)
    assert printed["kl"] == pytest.approx(kl_divergence(field, THREE, found.log_z), abs=1e-3)
    # by NumPy, from points of its own: the noise of 100,000 points is a hundredth
    rng = np.random.default_rng(0)
    part = rng.choice(THREE.n_components, 100_000, p=THREE.weights.numpy() / float(THREE.weights.sum()))
    x = THREE.means.numpy()[part] + THREE.scales.numpy()[part, None] * rng.standard_normal((100_000, 2))
    with torch.no_grad():
        energy = field.energy(torch.from_numpy(x).float()).double().numpy()
    away = ((x[:, None] - THREE.means.numpy()) ** 2).sum(2)
    logs = np.log(THREE.weights.numpy() / (2 * np.pi * THREE.scales.numpy() ** 2)) - away / (
        2 * THREE.scales.numpy() ** 2
    )
    expected = (np.logaddexp.reduce(logs, axis=1) + energy).mean() + found.log_z
    assert printed["kl"] == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("steps", "confinement", "reliable"), [(1, 0.0, False), (40, 1.0, True)])
def test_fit_calls_log_z_reliable_where_it_is(steps: int, confinement: float, reliable: bool, tmp_path: Path) -> None:
    """One that is as flat as it began has its mass beyond every window; one that is confined has it in the box."""
    printed, field = saved(tmp_path, "maximum-likelihood", "energy", steps, confinement=confinement)
    assert printed["log_z_reliable"] is partition_function(field).reliable is reliable


def test_sample_prints_the_shares_of_the_points_it_saves(tmp_path: Path) -> None:
    out = tmp_path / "points.npy"
    spec = {"sampler": "langevin", "n_particles": 500, "init": "uniform", "seed": 2}
    printed = sample("two-gaussians", ["exact"], spec, 40, {}, str(out))
    x = np.load(out)
    assert (len(x), printed["particles"], printed["steps"]) == (500, 500, 40)
    two = PRESETS.get("two-gaussians")().mixture()
    means, weights = two.means.numpy(), two.weights.numpy()
    heavy = int(weights.argmax())
    inside = (np.abs(x) < 4).all(axis=1)
    # two blobs of one width: whoever is nearer to the heavy one is its own, but for a hair's breadth
    near = ((x - means[heavy]) ** 2).sum(1) < ((x - means[1 - heavy]) ** 2).sum(1)
    share = near[inside].mean()
    assert printed["mode_weights"]["true"] == pytest.approx([0.8, 0.2], abs=2e-3)
    assert printed["mode_weights"]["sampled"] == pytest.approx([share, 1 - share], abs=0.02)
    (low, high), turned = printed["mode_intervals"]
    assert turned == pytest.approx([1 - high, 1 - low]), "what one of two has the other lacks"
    # what holds 95 times in 100 is about two deviations to either side
    deviation = math.sqrt(share * (1 - share) / inside.sum())
    assert (low, high) == pytest.approx((share - 2 * deviation, share + 2 * deviation), abs=0.02)
    assert (printed["hidden_modes"], printed["hidden_mass"]) == (0, 0)
    assert abs(share - 0.8) > 0.1, "a uniform start gives the lighter mode too much"
    sampled = np.array(printed["mode_weights"]["sampled"])
    true = np.array(printed["mode_weights"]["true"])
    assert printed["mode_weight_tv"] == pytest.approx(0.5 * np.abs(sampled - true).sum(), abs=1e-6)
    n = inside.sum()
    assert printed["mode_weight_tv_floor"] == pytest.approx(math.sqrt(2 * 0.16 / (math.pi * n)), rel=0.05)
    assert printed["outside"] == pytest.approx(1 - inside.mean(), abs=1e-6)


def test_sample_prints_the_distance_of_the_points_it_saves(tmp_path: Path) -> None:
    """By NumPy, to points of its own: far from the target, where another reference moves little."""
    out = tmp_path / "points.npy"
    spec = {"sampler": "langevin", "n_particles": 1_000, "init": "uniform", "seed": 2}
    printed = sample("two-gaussians", ["exact"], spec, 5, {}, str(out))
    x, rng = np.load(out), np.random.default_rng(0)
    two = PRESETS.get("two-gaussians")().mixture()
    part = rng.choice(2, 1_000, p=two.weights.numpy())
    y = two.means.numpy()[part] + two.scales.numpy()[part, None] * rng.standard_normal((1_000, 2))
    angle = np.linspace(0, np.pi, 200, endpoint=False)
    directions = np.stack([np.cos(angle), np.sin(angle)])
    gaps = np.sort(x @ directions, axis=0) - np.sort(y @ directions, axis=0)
    assert printed["sliced_wasserstein"] == pytest.approx(np.sqrt((gaps**2).mean()), rel=0.12)
    assert printed["sliced_wasserstein_floor"] < 0.5 * printed["sliced_wasserstein"]


def test_sample_on_exact_points_is_at_its_floors() -> None:
    spec = {"sampler": "mala", "n_particles": 2_000, "init": "data", "seed": 2}
    printed = sample("two-gaussians", ["exact"], spec, 3, {}, None)
    assert printed["sliced_wasserstein"] < 4 * printed["sliced_wasserstein_floor"]
    assert printed["mode_weight_tv"] < 4 * printed["mode_weight_tv_floor"]
    assert printed["outside"] < 0.01
    assert 0.3 < printed["acceptance_rate"] < 1


def test_a_field_of_another_target_is_judged_with_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path, "denoising-score-matching", "score", 3)
    file = str(tmp_path / "field.safetensors")
    spec: dict[str, Any] = {"sampler": "langevin", "n_particles": 20}
    own = sample("unequal-three", [file], spec, 2, {}, None)
    assert (own["trained_on_other_target"], own["evaluations"], capsys.readouterr().err) == (False, 2, "")
    other = sample("spiral", [file], spec, 2, {}, None)
    assert other["trained_on_other_target"] is True
    said = capsys.readouterr().err
    assert "was trained on another target than 'spiral'" in said
    assert sample("spiral", ["exact"], spec, 2, {}, None)["trained_on_other_target"] is False
