"""The command line as a contract: what it prints, nothing else, and how it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorescape.server.cli import main

QUICK = ["--steps", "3", "--width", "16", "--batch-size", "32"]
FIT = {"objective", "model", "target", "steps", "seconds", "ms_per_step", "loss", "relative_fisher_error", "angle_deg"}
SMOOTHED = {"relative_fisher_error_smoothed", "sigma"}
ENERGY = {"kl", "log_z"}
SAMPLE = {
    "sampler", "steps", "particles", "seconds", "mode_weights", "mode_weight_tv", "sliced_wasserstein",
    "sliced_wasserstein_floor", "acceptance_rate", "transitions_per_1000",
}  # fmt: skip


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The one JSON value on standard output."""
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


@pytest.mark.parametrize(
    ("objective", "model", "more"),
    [
        ("score-matching", "score", set()),
        ("denoising-score-matching", "score", SMOOTHED),
        ("score-matching", "energy", ENERGY),
        ("noise-contrastive-estimation", "energy", ENERGY | {"log_z_learned"}),
        ("noise-conditional-score-matching", "score", SMOOTHED),
    ],
)
def test_fit_prints_the_figures_of_the_contract(
    objective: str, model: str, more: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    figures = printed(
        capsys, "fit", "--target", "spiral", "--objective", objective, "--model", model, *QUICK, "--seed", "3",
        "--lr", "0.001", "--json",
    )  # fmt: skip
    assert figures.keys() >= FIT | more
    assert {key for key in SMOOTHED | ENERGY | {"log_z_learned"} if key in figures} == more
    assert (figures["objective"], figures["model"], figures["steps"]) == (objective, model, 3)


def test_the_same_seed_prints_the_same_figures(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["fit", "--target", "spiral", "--objective", "score-matching", *QUICK, "--json", "--seed"]
    one, two, other = (printed(capsys, *command, seed) for seed in ("1", "1", "2"))
    assert one["relative_fisher_error"] == two["relative_fisher_error"] != other["relative_fisher_error"]


@pytest.mark.parametrize("init", ["uniform", "data", "gaussian"])
def test_sample_prints_the_figures_of_the_contract(
    init: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points = tmp_path / "points.npy"
    figures = printed(
        capsys, "sample", "--target", "two-gaussians", "--field", "exact", "--sampler", "mala", "--particles", "50",
        "--steps", "7", "--seed", "1", "--init", init, "--set", "step_size=0.1", "--out", str(points), "--json",
    )  # fmt: skip
    assert figures.keys() >= SAMPLE
    true, sampled = figures["mode_weights"]["true"], figures["mode_weights"]["sampled"]
    assert true == pytest.approx([0.8, 0.2], abs=2e-3)
    # the two blobs lie to either side of x + y = 0, within a hair's breadth
    x = np.load(points)
    inside = (np.abs(x) < 4).all(axis=1)
    share = (x[inside].sum(axis=1) > 0).mean()
    assert sampled == pytest.approx([share, 1 - share], abs=0.05)
    assert figures["mode_weight_tv"] == pytest.approx(abs(sampled[0] - true[0]), abs=1e-6)
    assert figures["outside"] == pytest.approx(1 - inside.mean())
    assert 0.3 < figures["acceptance_rate"] <= 1
    assert (figures["steps"], figures["particles"]) == (7, 50)
    assert np.load(points).shape == (50, 2)


def _beside(tmp_path: Path, x: float, near: float) -> str:
    """The file of a target with its mass at x, and the share `near` of it at the origin."""
    parts = [{"weight": 1 - near, "mean": [x, 0], "scale": 0.3}, {"weight": near, "mean": [0, 0], "scale": 0.3}]
    path = tmp_path / "target.json"
    path.write_text(json.dumps({"kind": "mixture", "components": parts[: 2 if near else 1]}))
    return str(path)


def test_mass_outside_the_box_is_said_with_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = _beside(tmp_path, 8.0, 0.01)
    walked = printed(capsys, "sample", "--target", target, "--particles", "20", "--steps", "2", "--json")
    trained = printed(capsys, "fit", "--target", target, "--objective", "score-matching", *QUICK, "--json")
    for figures in (walked, trained):
        assert figures["mass_outside"] == pytest.approx(0.99)
        assert figures["warning"].startswith("99 % of the target's mass lies outside the box")
    inside = printed(capsys, "sample", "--target", "two-gaussians", "--particles", "20", "--steps", "2", "--json")
    assert (inside["mass_outside"] < 0.01, inside["warning"]) == (True, "")


@pytest.mark.parametrize("verb", [["sample"], ["fit", "--objective", "score-matching"]])
def test_a_target_wholly_outside_is_refused(
    verb: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*verb, "--target", _beside(tmp_path, 10.0, 0.0), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"scorescape {verb[0]}: The target lies outside the box: its mean is (10, 0)")
    assert err.count("\n") == 1


def test_a_field_that_fit_saved_can_be_walked_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    field = str(tmp_path / "run.safetensors")
    printed(capsys, "fit", "--target", "spiral", "--objective", "score-matching", *QUICK, "--out", field, "--json")
    figures = printed(capsys, "sample", "--target", "spiral", "--field", field, "--particles", "20", "--json")
    assert figures["acceptance_rate"] is None


@pytest.mark.parametrize("verb", ["targets", "objectives", "samplers"])
def test_lists_are_names_and_json_is_their_schemas(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    entries = printed(capsys, verb, "--json")
    names = [entry["name"] for entry in entries]
    assert main([verb]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == names
    assert all(name == name.lower() and "_" not in name for name in names)


FIT_SPIRAL = ["fit", "--target", "spiral", "--objective"]
DSM = [*FIT_SPIRAL, "denoising-score-matching", *QUICK]
REFUSED = {
    "an unknown objective": ([*FIT_SPIRAL, "nope"], "score-matching"),
    "an unknown target": (["fit", "--target", "nope", "--objective", "score-matching"], "two-gaussians"),
    "an unknown sampler": (["sample", "--target", "spiral", "--sampler", "nope"], "langevin"),
    "a missing target file": (["sample", "--target", "none.json"], "none.json"),
    "a missing field file": (["sample", "--target", "spiral", "--field", "none"], "fit --out"),
    "sigma of nothing": ([*DSM, "--set", "sigma=0"], "(0, 4]"),
    "sigma of no number": ([*DSM, "--set", "sigma=NaN"], "sigma"),
    "an unknown setting": ([*DSM, "--set", "sgima=1"], "sigma"),
    "a setting without a value": ([*DSM, "--set", "sigma"], "key=value"),
    "k of nothing": (
        [*FIT_SPIRAL, "contrastive-divergence", "--model", "energy", "--set", "chain_steps=0"], "chain_steps"
    ),
    "an energy's objective on a score": ([*FIT_SPIRAL, "noise-contrastive-estimation"], "energy"),
    "a billion times the noise": (
        [*FIT_SPIRAL, "noise-contrastive-estimation", "--model", "energy", "--set", "noise_ratio=1000000000"], "[1, 16]"
    ),
    "a width of gigabytes": ([*FIT_SPIRAL, "score-matching", "--width", "1000000"], "[8, 512]"),
    "no steps": ([*FIT_SPIRAL, "score-matching", "--steps", "0"], "n_steps"),
    "a folder that is not there": ([*DSM, "--out", "/nowhere/run.safetensors"], "--out"),
    "points into no folder": (["sample", "--target", "spiral", "--out", "/nowhere/points.npy"], "--out"),
    "no particles": (["sample", "--target", "spiral", "--particles", "0"], "n_particles"),
    "a sampler the field cannot serve": (["sample", "--target", "spiral", "--set", "step_size=-1"], "step_size"),
    "a port beyond ports": (["serve", "--port", "99999"], "--port must be a whole number in [0, 65535]; got"),
    "a port by name": (["serve", "--port", "http"], "[0, 65535]"),
    "no workers": (["serve", "--workers", "0"], "--workers must be a whole number in [1, 64]"),
    "an entry of nothing": (["serve", "--max-entry-mb", "-1"], "[1, 2000]"),
    "a token with blanks": (["serve", "--token", "a b"], "token"),
    "no address": (["serve", "--host", "no.such.host.invalid", "--port", "0"], "--host"),
    "walking backwards": (["sample", "--target", "spiral", "--steps", "-5"], "--steps (n_steps) must be a whole"),
    "walking for ever": (["sample", "--target", "spiral", "--steps", "1000001"], "[1, 1000000]"),
    "half a step": (["sample", "--target", "spiral", "--steps", "1.5"], "[1, 1000000]"),
    "not a number of steps": (["sample", "--target", "spiral", "--steps", "nan"], "[1, 1000000]"),
    "endless particles": (["sample", "--target", "spiral", "--particles", "1e999"], "[1, 50000]"),
    "a negative seed": (["sample", "--target", "spiral", "--seed", "-1"], "--seed must be a whole number in [0, 21474"),
    "a seed of 5,000 digits": ([*FIT_SPIRAL, "x", "--seed", "9" * 5000], "[0, 2147483647]"),
    "training backwards": ([*FIT_SPIRAL, "score-matching", "--steps", "-5"], "[1, 1000000]"),
    "an endless learning rate": ([*FIT_SPIRAL, "score-matching", "--lr", "inf"], "--lr (learning_rate) must"),
    "a batch of one": ([*FIT_SPIRAL, "score-matching", "--batch-size", "1"], "[8, 8192]"),
    "a setting that is a truth": ([*DSM, "--set", "sigma=true"], "(0, 4]"),
    "a setting that is text": ([*DSM, "--set", "sigma='1'"], "(0, 4]"),
    "a missing option": (["fit", "--target", "spiral"], "--objective"),
    "an unknown verb": (["dance"], "dance"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "part"), REFUSED.values(), ids=REFUSED.keys())
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert part in err


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "not JSON"),
        ('{"kind": "mixture", "components": [{"weight": 1, "mean": [NaN, 0], "scale": 1}]}', "finite"),
        ('{"kind": "mixture", "components": [{"weight": 1, "mean": [0, 0], "scale": 0}]}', "scale"),
        ('{"kind": "drawing", "strokes": []}', "strokes"),
        ('{"kind": "drawing", "strokes": [{"points": [[9, 0]], "width": 0.3, "weight": 1}]}', "[-4, 4]"),
        ('{"kind": "poem"}', "kind"),
        ("[]", ""),
    ],
)
def test_a_bad_target_file_is_refused(text: str, part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "target.json"
    file.write_text(text)
    assert main(["sample", "--target", str(file), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert part in err


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "scorescape", *arguments], capture_output=True, text=True)


def test_nothing_given_is_help_on_standard_error_and_exit_code_2() -> None:
    said = run()
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("usage: scorescape [-h] [--version] VERB ...")
    assert "Exit codes: 0 done" in said.stderr
    asked = run("--help")
    assert (asked.returncode, asked.stdout) == (0, said.stderr)


def test_it_says_its_version() -> None:
    said = run("--version")
    assert (said.returncode, said.stdout, said.stderr) == (0, f"scorescape {version('scorescape')}\n", "")


@pytest.mark.parametrize("arguments", [["targets"], ["--help"], ["fit", "--help"], ["objectives", "--json"]])
def test_a_reader_that_leaves_is_no_fault(arguments: list[str]) -> None:
    """As `scorescape targets | head -1`: the other end of the pipe is closed before anything is written."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "scorescape", *arguments]
    said = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    # where output is not buffered argparse itself finds that nobody reads its help, and leaves with 0
    assert (said.returncode in ((0, 141) if "--help" in arguments else (141,)), said.stderr) == (True, "")
