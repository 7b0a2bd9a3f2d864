"""`scorescape dbm` as a contract: its keys, its figures, its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.dbm.enumeration import log_z
from scorescape.models.boltzmann.dbm.models import Deep
from scorescape.models.boltzmann.dbm.weights import load_model
from scorescape.server.cli import main

CONTRACT = {
    "log_z_exact", "log_z_ais", "log_z_ais_low", "log_z_ais_high", "train_log_likelihood_bound",
    "log_likelihood_bound", "stack_log_likelihood_bound", "independent_log_likelihood", "kl", "seconds",
}  # fmt: skip
QUICK = ("--hidden", "6,4", "--epochs", "2", "--pretraining-epochs", "1")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["dbm", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert (err, out.count("\n")) == ("", 1)
    found: dict[str, Any] = json.loads(out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    try:
        code = main(["dbm", *arguments, "--json"])
    except SystemExit as left:  # the parser's own refusals
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err


def test_digits_print_the_figures_of_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "machine.safetensors"
    found = printed(capsys, *QUICK, "--out", str(out))
    model = load_model(out.read_bytes())
    assert isinstance(model, Deep)
    assert log_z(model.machine) == found["log_z_exact"]
    assert found["log_likelihood_estimate"] == pytest.approx(found["log_likelihood_exact"], abs=0.02)
    assert set(found) >= CONTRACT
    assert (found["pixels"], found["train_pictures"], found["test_pictures"]) == (64, 1437, 360)
    assert (found["hidden"], found["doubled"], found["kl"]) == ([6, 4], True, None)
    assert found["log_z_ais_low"] < found["log_z_ais"] < found["log_z_ais_high"]
    assert found["log_z_ais"] == pytest.approx(found["log_z_exact"], abs=0.1)
    # no figure that is a bound is called anything else; after two epochs it is all but tight
    assert "log_likelihood" not in found
    assert found["log_likelihood_bound"] == pytest.approx(found["log_likelihood_exact"], abs=0.05)
    assert found["independent_log_likelihood"] == pytest.approx(digits().independent_log_likelihood(digits().test))


def test_the_same_seed_prints_the_same_figures(capsys: pytest.CaptureFixture[str]) -> None:
    one, same, other = (printed(capsys, *QUICK, "--data", "bars-and-stripes", "--seed", seed) for seed in "112")
    for each in (one, same, other):
        del each["seconds"]
    assert one == same
    assert one["log_z_ais"] != other["log_z_ais"]
    # the law is uniform on 30 pictures: KL = -log 30 - mean log p
    assert one["kl"] == pytest.approx(-np.log(30) - one["log_likelihood_exact"], abs=1e-6)


def test_a_large_first_layer_is_not_enumerated(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "--hidden", "21,2", "--epochs", "0", "--pretraining-epochs", "0", "--single-inputs")
    assert (found["log_z_exact"], found["kl"], found["doubled"]) == (None, None, False)
    # nothing was learnt: what independent pixels say
    assert found["log_likelihood_bound"] == pytest.approx(found["independent_log_likelihood"], abs=0.2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--hidden", "64"), "--hidden takes two whole numbers in [1, 512], such as 64,32"),
        (("--hidden", "1000000,32"), "--hidden takes two whole numbers in [1, 512]"),
        (("--hidden", "8,0"), "--hidden takes two whole numbers"),
        (("--epochs", "-1"), "--epochs must be a whole number in [0, 10000]"),
        (("--average", "1"), "--average must be a number in [0, 1)"),
        (("--out", "/no/such/folder/x"), "cannot be written; give a file in a folder that exists"),
        (("--data", "nothing.npy"), "--data takes digits, bars-and-stripes or an NPY file"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, *arguments)
