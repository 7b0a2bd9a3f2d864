"""`scorescape fit --model NAME` for families with a known Z: the figures of energies, with log Z = 0."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorescape.server.cli import main

FIGURES = {"kl", "kl_se", "log_z", "log_z_reliable", "reliable", "relative_fisher_error", "loss", "seconds", "steps"}


def test_one_gaussian_is_fitted_without_an_objective_and_walked_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = str(tmp_path / "gaussian.safetensors")
    fitted = ["fit", "--model", "gaussian", "--target", "two-moons", "--steps", "3", "--out", saved, "--json"]
    assert main(fitted) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures.keys() >= FIGURES
    assert (figures["objective"], figures["architecture"]) == ("maximum-likelihood", "gaussian")
    assert (figures["log_z"], figures["log_z_reliable"]) == (0, True)
    assert figures["kl"] == pytest.approx(1.0, abs=0.03)
    asked = ["partition", "--target", "two-moons", "--field", saved, "--points", "1000", "--json"]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out)["log_z"] == pytest.approx(0, abs=1e-3)


def test_an_objective_is_needed_where_no_family_brings_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", "--model", "energy", "--target", "two-moons"]) == 2
    assert "--objective is needed for energy" in capsys.readouterr().err
    assert main(["fit", "--model", "gaussian", "--target", "two-moons", "--width", "64"]) == 2
    assert "There is no setting 'width'" in capsys.readouterr().err
