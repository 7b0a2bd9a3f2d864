"""Targets made of files, as `sample` takes them: what it prints of them, warns of and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorescape.server.cli import main


def written(folder: Path, name: str, values: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(values))
    return str(path)


def one(x: float, scale: float = 0.5) -> dict[str, Any]:
    return {"kind": "mixture", "components": [{"weight": 1, "mean": [x, 0], "scale": scale}]}


def sampled(target: str, sampler: str = "mala") -> int:
    return main(["sample", "--target", target, "--sampler", sampler, "--steps", "5", "--particles", "100", "--json"])


def test_a_product_of_files_is_sampled_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "a.json", one(-0.5))
    target = written(tmp_path, "both.json", {"kind": "product", "of": ["a.json", one(0.5)]})
    assert sampled(target, "annealed-langevin") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["composition"]["is_mixture"] is True
    assert shown["composition"]["log_z"] == pytest.approx(-1 - 1.1447, abs=1e-3)
    assert shown["warning"] == ""


def test_hardly_overlapping_experts_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = written(tmp_path, "far.json", {"kind": "product", "of": [one(-2.395), one(2.395)]})
    assert sampled(target) == 0
    said = capsys.readouterr()
    sentence = "The experts overlap in exp(-24.1) of their mass; what is left sits at (0, 0)."
    assert json.loads(said.out)["warning"] == sentence
    assert sentence in said.err


def test_disjoint_experts_and_noise_levels_of_no_mixture_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = written(tmp_path, "farther.json", {"kind": "product", "of": [one(-3, 0.1), one(3, 0.1)]})
    assert sampled(target) == 2
    assert "a log-mass of -897.9" in capsys.readouterr().err
    target = written(tmp_path, "half.json", {"kind": "product", "of": [one(0)], "powers": [0.5]})
    assert sampled(target, "annealed-langevin") == 2
    assert "is no Gaussian mixture" in capsys.readouterr().err
