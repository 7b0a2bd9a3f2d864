"""`scorescape partition` and `ratio`: the keys of their contract, their figures, and how they refuse."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch

from scorescape.models.partition.mixture_share import mixture_share
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target
from scorescape.server.cli import main

PARTITION = {
    "log_z", "log_z_reliable", "log_z_monte_carlo", "log_z_monte_carlo_error", "log_z_monte_carlo_reliable",
    "region_probability", "region_probability_true",
}  # fmt: skip
RATIO = {"log_ratio", "log_ratio_spread", "log_ratio_true"}


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def lasso(tmp_path: Path, *corners: tuple[float, float]) -> str:
    file = tmp_path / "lasso.json"
    file.write_text(json.dumps({"polygon": corners}))
    return str(file)


def mixture(tmp_path: Path, scale: float) -> str:
    file = tmp_path / "narrow.json"
    parts = [{"weight": 1, "mean": [0.3, -0.7], "scale": scale}]
    file.write_text(json.dumps({"kind": "mixture", "components": parts}))
    return str(file)


def saved(tmp_path: Path, capsys: pytest.CaptureFixture[str], objective: str, model: str) -> str:
    file = str(tmp_path / f"{model}.safetensors")
    printed(
        capsys, "fit", "--target", "two-gaussians", "--objective", objective, "--model", model, "--steps", "3",
        "--width", "16", "--batch-size", "32", "--out", file,
    )  # fmt: skip
    return file


def test_the_exact_pair_has_a_z_of_one_and_its_region_the_true_share(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    region = lasso(tmp_path, (-4, -4), (4, -4), (-4, 4))
    found = printed(capsys, "partition", "--target", "two-gaussians", "--region", region, "--points", "20000")
    assert found.keys() >= PARTITION
    assert found["log_z"] == pytest.approx(0, abs=1e-3)
    assert (found["log_z_reliable"], found["log_z_monte_carlo_reliable"], found["message"]) == (True, True, "")
    assert abs(found["log_z_monte_carlo"]) < 4 * found["log_z_monte_carlo_error"] < 0.15
    assert found["region_probability_true"] == pytest.approx(0.2, abs=0.01)
    assert found["region_probability"] == pytest.approx(found["region_probability_true"], abs=1e-3)
    assert found["points"] == 20_000


def test_on_a_narrow_mode_the_estimate_is_not_called_reliable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = printed(capsys, "partition", "--target", mixture(tmp_path, 0.02), "--points", "1000", "--seed", "1")
    assert found["log_z"] == pytest.approx(0, abs=1e-3)
    assert found["log_z_reliable"]
    assert not found["log_z_monte_carlo_reliable"]
    assert found["log_z_monte_carlo_error"] < found["log_z_monte_carlo_error_exact"] == pytest.approx(3.57, abs=0.01)
    assert found["region_probability"] is found["region_probability_true"] is None


def test_a_learnt_energy_has_a_pie_and_a_ratio_and_a_score_only_the_ratio(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    energy = saved(tmp_path, capsys, "maximum-likelihood", "energy")
    region = lasso(tmp_path, (-2, -2), (2, -2), (2, 2))
    pie = printed(capsys, "partition", "--target", "two-gaussians", "--field", energy, "--region", region)
    assert abs(pie["log_z_monte_carlo"] - pie["log_z"]) < 4 * pie["log_z_monte_carlo_error_exact"]
    assert 0 < pie["region_probability"] < 0.7
    by_energy = printed(capsys, "ratio", "--target", "two-gaussians", "--field", energy, "--a", "1,1", "--b", "0,0")
    assert by_energy["log_ratio_by"] == "energy"
    assert by_energy["log_ratio"] == pytest.approx(by_energy["log_ratio_paths"]["straight"], abs=1e-3)
    score = saved(tmp_path, capsys, "score-matching", "score")
    by_path = printed(capsys, "ratio", "--target", "two-gaussians", "--field", score, "--a", "1,1", "--b", "-1,0")
    assert by_path["log_ratio"] == by_path["log_ratio_paths"]["straight"]
    assert main(["partition", "--target", "two-gaussians", "--field", score, "--json"]) == 2
    assert "A score network has no energy" in capsys.readouterr().err


@pytest.mark.parametrize(
    "points", [["--a", "-1,-2.5", "--b", "-.5,2"], ["--a=-1,-2.5", "--b=-.5,2"], ["--b", "-.5,2e0", "--a=-1,-2.5"]]
)
def test_a_ratio_takes_negative_coordinates_either_way(points: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "ratio", "--target", "two-gaussians", *points)
    assert found.keys() >= RATIO
    pair = target("two-gaussians")
    at_a, at_b = (float(pair.log_prob(pair.means.new_tensor([at]))[0]) for at in ([-1.0, -2.5], [-0.5, 2.0]))
    assert found["log_ratio_true"] == pytest.approx(at_a - at_b)
    assert found["log_ratio"] == pytest.approx(at_a - at_b, abs=1e-3)
    assert 0 <= found["log_ratio_spread"] < 1e-3
    assert found["evaluations"] > 100


@pytest.mark.parametrize(
    ("corners", "sentence"),
    [
        ([(0, 0), (1, 1)], "at least 3 different corners"),
        ([(0, 0), (2, 2), (2, 0), (0, 2)], "crosses or touches itself"),
        ([(5, 5), (6, 5), (6, 6)], "leaves the box"),
    ],
)
def test_a_lasso_that_is_none_is_refused_in_one_sentence(
    corners: list[tuple[float, float]], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["partition", "--target", "two-gaussians", "--region", lasso(tmp_path, *corners), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (["--a", "1,2"], "--b"),
        (["--a", "1", "--b", "0,0"], "--a takes two numbers, such as -1,2.5; got '1'"),
        (["--a", "1,2", "--b", "nan,0"], "--b takes two numbers"),
        (["--a", "1,2", "--b", "1e9,0"], r"[-100, 100]"),
    ],
)
def test_points_that_are_none_are_refused(flags: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ratio", "--target", "two-gaussians", *flags])
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") == 1


def test_monte_carlo_covers_log_z_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    held = 0
    for seed in range(20):
        found = printed(capsys, "partition", "--target", "two-gaussians", "--points", "2000", "--seed", str(seed))
        held += abs(found["log_z_monte_carlo"] - found["log_z"]) < 1.96 * found["log_z_monte_carlo_error"]
        assert found["log_z_monte_carlo_error"] == pytest.approx(math.sqrt(1 / 144), rel=0.5)
    assert 16 <= held <= 20


def test_a_composition_has_the_z_of_what_was_composed_and_the_share_of_its_density(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = (
        {"kind": "mixture", "components": [{"weight": 1, "mean": mean, "scale": scale}]}
        for mean, scale in (([0.5, 0.2], 0.6), ([-0.5, 0.8], 0.9))
    )
    file = tmp_path / "product.json"
    file.write_text(json.dumps({"kind": "product", "of": [one, two]}))
    found = printed(capsys, "partition", "--target", str(file), "--region", lasso(tmp_path, (0, 0), (2, 0), (2, 2)))
    # log N(m_1 - m_2; 0, V), V the sum of the variances
    v = 0.6**2 + 0.9**2
    assert found["log_z"] == pytest.approx(-(1.0 + 0.36) / (2 * v) - math.log(2 * math.pi * v), abs=1e-3)
    assert abs(found["log_z_monte_carlo"] - found["log_z"]) < 4 * found["log_z_monte_carlo_error"]
    assert found["region_probability"] == pytest.approx(found["region_probability_true"], abs=1e-3)
    file.write_text(json.dumps({"kind": "product", "of": [one, two], "powers": [0.5, 1.5]}))
    broken = printed(capsys, "partition", "--target", str(file), "--region", lasso(tmp_path, (0, 0), (2, 0), (2, 2)))
    # a product of powers of Gaussians is one: precisions add, each times its power
    precision = 0.5 / 0.36 + 1.5 / 0.81
    mean = [(0.5 * a / 0.36 + 1.5 * b / 0.81) / precision for a, b in ((0.5, -0.5), (0.2, 0.8))]
    exact = mixture_share(
        GaussianMixture.create([1.0], [mean], [precision**-0.5]),
        torch.tensor([[0, 0], [2, 0], [2, 2]], dtype=torch.float64),
    )
    assert broken["region_probability_true"] == pytest.approx(exact, abs=1e-3)
