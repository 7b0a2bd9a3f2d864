"""`scorescape rbm` as a contract: its keys, its figures, its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.rbm.spec import RbmSpec
from scorescape.models.boltzmann.rbm.weights import load_rbm
from scorescape.models.processes import rbm_records as records
from scorescape.models.processes.patterns_records import PatternsSubject
from scorescape.models.processes.rbm import Rbm
from scorescape.server.cli import main

CONTRACT = {
    "log_z_exact", "log_z_ais", "log_z_ais_low", "log_z_ais_high", "train_log_likelihood", "test_log_likelihood",
    "independent_log_likelihood", "kl", "seconds",
}  # fmt: skip
QUICK = ("--hidden", "5", "--epochs", "2")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["rbm", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert (err, out.count("\n")) == ("", 1)
    found: dict[str, Any] = json.loads(out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    try:
        code = main(["rbm", *arguments, "--json"])
    except SystemExit as left:  # the parser's own refusals
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err


def test_digits_print_the_figures_of_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "machine.safetensors"
    found = printed(capsys, *QUICK, "--seed", "3", "--out", str(out))
    assert set(found) >= CONTRACT
    assert (found["pixels"], found["train_pictures"], found["test_pictures"], found["kl"]) == (64, 1437, 360, None)
    assert found["log_z_ais_low"] < found["log_z_ais"] < found["log_z_ais_high"]
    assert found["log_z_ais"] == pytest.approx(found["log_z_exact"], abs=0.1)
    machine = load_rbm(out.read_bytes())
    assert machine.log_likelihood(digits().test, found["log_z_exact"]) == pytest.approx(found["test_log_likelihood"])
    assert found["independent_log_likelihood"] == pytest.approx(digits().independent_log_likelihood(digits().test))


def test_the_same_seed_prints_the_same_figures(capsys: pytest.CaptureFixture[str]) -> None:
    one, same, other = (printed(capsys, *QUICK, "--seed", seed) for seed in ("1", "1", "2"))
    for each in (one, same, other):
        del each["seconds"]
    assert one == same
    assert one["log_z_ais"] != other["log_z_ais"]


def test_bars_and_stripes_have_a_known_law(capsys: pytest.CaptureFixture[str]) -> None:
    """Exactly learnt by 8 hidden units; the uniform law on 30 pictures has entropy log 30."""
    found = printed(capsys, "--data", "bars-and-stripes", "--objective", "exact", "--hidden", "8", "--seed", "0")
    assert found["kl"] < 0.1
    assert found["kl"] == pytest.approx(-np.log(30) - found["test_log_likelihood"], abs=1e-6)
    assert found["train_log_likelihood"] == found["test_log_likelihood"]


def test_the_page_says_the_same_of_the_same_specification(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "--data", "bars-and-stripes", "--hidden", "4", "--epochs", "20", "--seed", "5")
    spec, subject = RbmSpec(hidden=4, epochs=20, seed=5), PatternsSubject(data="bars-and-stripes")
    hosted = Rbm("r1", spec, subject)
    hosted.obey(records.Pace(epochs_per_second=None))
    hosted.obey(records.Train())
    hosted.advance(60.0)
    while not (said := hosted.owed({})):
        pass
    values = dict(said[0].values)  # type: ignore[attr-defined]
    assert values.pop("scored_epoch") == 20
    assert {name: found[name] for name in values} == values


def test_without_an_average_the_last_iterate_is_scored(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, *QUICK, "--average", "0")
    assert found["test_log_likelihood"] == found["last_test_log_likelihood"]


def test_a_fifth_of_a_file_is_the_test_set(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.npy"
    np.save(file, digits().rows[:100].reshape(-1, 8, 8))
    found = printed(capsys, "--data", str(file), *QUICK)
    assert (found["train_pictures"], found["test_pictures"], found["kl"]) == (80, 20, None)
    other = printed(capsys, "--data", str(file), *QUICK, "--split", "1")
    assert other["independent_log_likelihood"] != found["independent_log_likelihood"]


def test_more_hidden_units_than_can_be_enumerated_are_annealed(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "--hidden", "21", "--epochs", "1")
    assert found["log_z_exact"] is None


def test_refusals_are_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    greys, one, plain = tmp_path / "greys.npy", tmp_path / "one.npy", tmp_path / "plain.npy"
    np.save(greys, np.linspace(-1, 3, 12).reshape(3, 4))
    np.save(one, np.eye(1, 4))
    np.save(plain, np.ones((3, 4)))
    assert "--hidden must be a whole number in [1, 1024] units" in refused(capsys, "--hidden", "1000000")
    assert "values from -1 to 3; a pixel is 0 or 1" in refused(capsys, "--data", str(greys))
    assert "One picture is not enough" in refused(capsys, "--data", str(one))
    assert "plain white" in refused(capsys, "--data", str(plain))
    assert "no NPY file" in refused(capsys, "--data", "letters")
    assert "must be one of cd, pcd, exact" in refused(capsys, "--objective", "ml")
    assert "at most 20 hidden units" in refused(capsys, "--objective", "exact", "--hidden", "40")
    assert "give a file in a folder that exists" in refused(capsys, "--out", str(tmp_path / "no" / "x"))
