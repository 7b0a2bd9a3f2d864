"""`scorescape ising`: the keys of its contract, its figures, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scorescape.models.boltzmann.ising.pictures import named_picture
from scorescape.server.cli import main

KEYS = {
    "pixels", "beta", "field_strength", "error_before", "error_after", "energy", "energy_minimum", "seconds",
    "sweeps_per_second", "magnetisation",
}  # fmt: skip


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[Any, str]:
    assert main(["ising", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is not JSON")), err


@pytest.mark.parametrize("method", ["gibbs", "icm", "annealed", "posterior-mean", "graph-cut"])
def test_it_prints_the_figures_of_the_contract(method: str, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = printed(capsys, "--picture", "letter-a", "--side", "48", "--method", method, "--seed", "2")
    assert said == ""
    assert found.keys() >= KEYS
    assert (found["pixels"], found["beta"]) == (48 * 48, 0.7)
    assert found["field_strength"] == pytest.approx(0.5 * np.log(9))
    assert found["error_before"] == pytest.approx(0.1, abs=0.02)
    assert found["error_after"] < 0.4 * found["error_before"]
    assert found["energy"] >= found["energy_minimum"] - 1e-6
    assert (found["sweeps_per_second"] is None) == (method == "graph-cut")


def test_the_same_seed_prints_the_same_figures_and_out_has_the_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "restored.png"
    command = ["--picture", "disc", "--side", "40", "--sweeps", "30", "--beta", "0.8", "--out", str(out)]
    one, two, other = (printed(capsys, *command, "--seed", seed)[0] for seed in ("1", "1", "2"))
    moving = ("seconds", "sweeps_per_second")
    assert {k: v for k, v in one.items() if k not in moving} == {k: v for k, v in two.items() if k not in moving}
    assert other["energy"] != one["energy"]
    assert (one["sweeps"], one["beta"]) == (30, 0.8)
    restored = np.asarray(Image.open(out))
    assert restored.shape == (40, 40)
    assert set(np.unique(restored)) == {0, 255}
    assert ((restored > 0) != (named_picture("disc", 40) > 0)).mean() == pytest.approx(other["error_after"])


def test_a_picture_file_of_any_size_and_colour_is_read_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "photo.png"
    disc = named_picture("disc", 600) > 0
    Image.fromarray(np.stack([np.where(disc, 200, 90), np.where(disc, 180, 40), np.full((600, 600), 30)], -1).astype(np.uint8)).save(file)  # fmt: skip  # noqa: E501
    found, said = printed(capsys, "--picture", str(file), "--sweeps", "20")
    assert (found["width"], found["height"]) == (512, 512)
    assert "600 x 600 pixels was resized to 512 x 512" in said
    assert "Otsu" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--picture", "disc", "--flip", "0.6"], "--flip must be a number in [0, 0.5]; got '0.6'"),
        (["--picture", "disc", "--beta", "-1"], "--beta must be a number in [0, 5]; got '-1'"),
        (["--picture", "disc", "--beta", "50"], "--beta must be a number in [0, 5]; got '50'"),
        (["--picture", "disc", "--method", "magic"], "must be one of gibbs, icm, annealed"),
        (["--picture", "nowhere"], "There is no file 'nowhere' that can be read"),
        (["--picture", "disc", "--out", "x.jpg"], "must end in .png"),
        (
            ["--picture", "disc", "--out", "nowhere/x.png"],
            "--out 'nowhere/x.png' cannot be written; give a file in a folder that exists",
        ),
        ([], "--picture"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["ising", *arguments, "--json"])
    except SystemExit as left:
        code = int(str(left.code))
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.ones((9, 9)), "all white"),
        (np.full((9, 9), 0.5), "all black"),
        (np.array([[0.0, 3.0], [1.0, 0.0]]), "floats lie in [0, 3]"),
        (np.zeros((1001, 1000), bool), "1,001,000 pixels"),
    ],
)
def test_arrays_that_are_no_picture_to_restore_are_refused(
    array: Any, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "array.npy"
    np.save(file, array)
    assert main(["ising", "--picture", str(file), "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, words in err) == ("", True)
