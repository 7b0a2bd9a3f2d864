"""Plug-ins at the command line: files of one's own on every verb, and installed ones that harm nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scorescape.models import plugins
from scorescape.models.plain_json import as_json
from scorescape.server import cli
from tests.models.test_registry import FILES, PLUGINS, installed
from tests.plugins import LENS, NETWORK, OBJECTIVE, SAMPLER, TARGET, UNUSABLE, forgetful, written

__all__ = ["forgetful"]
pytestmark = pytest.mark.usefixtures("forgetful")
QUICK = ["--steps", "2", "--width", "16", "--batch-size", "32", "--json"]
VERBS = {
    "serve": ["serve", "--port", "0"],
    "fit": ["fit", "--target", "spiral", "--objective", "score-matching", *QUICK],
    "sample": ["sample", "--target", "spiral", "--json"],
    "targets": ["targets", "--json"],
    "objectives": ["objectives", "--json"],
    "samplers": ["samplers"],
    "lenses": ["lenses"],
    "networks": ["networks"],
}


def answered(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[Any, str]:
    """The one JSON value on standard output, and what was said beside it."""
    assert cli.main(arguments) == 0
    out, err = capfd.readouterr()
    assert out.count("\n") == 1
    return json.loads(out), err


def test_a_file_s_variants_are_listed_trained_and_walked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one = ["--with", str(written(tmp_path, "mine.py", OBJECTIVE + TARGET))]
    two = ["--with", str(written(tmp_path, "more.py", SAMPLER + LENS))]
    figures, err = answered(capfd, "fit", *one, "--target", "one-dot", "--objective", "mine", *QUICK)
    assert (figures["objective"], figures["target"]) == ("mine", "one-dot")
    assert "loud in loss" in err
    figures, err = answered(
        capfd, "sample", *one, *two, "--target", "one-dot", "--sampler", "standing-still", "--steps", "2", "--json"
    )
    assert figures["sampler"] == "standing-still"
    assert "loud in step" in err
    for verb, name in (("targets", "one-dot"), ("objectives", "mine"), ("samplers", "standing-still")):
        entries, _ = answered(capfd, verb, *one, *two, "--json")
        assert name in [entry["name"] for entry in entries]
    network = ["--with", str(written(tmp_path, "net.py", NETWORK)), "--model", "layers"]
    field = str(tmp_path / "field.safetensors")
    figures, _ = answered(
        capfd, "fit", *one, *network, "--target", "spiral", "--objective", "mine", *QUICK, "--out", field
    )
    assert (figures["model"], figures["architecture"]) == ("energy", "layers")
    figures, _ = answered(
        capfd, "sample", *network[:2], "--target", "spiral", "--field", field, "--sampler", "mala", "--steps", "2",
        "--json",
    )  # fmt: skip
    assert figures["acceptance_rate"] is not None
    assert "blind" in [entry["name"] for entry in answered(capfd, "lenses", *one, *two, "--json")[0]]


def test_what_is_printed_below_python_is_no_output_either(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = "import os\nos.write(1, b'from below')\n" + OBJECTIVE
    _, err = answered(capfd, "objectives", "--with", str(written(tmp_path, "mine.py", text)), "--json")
    assert "from below" in err


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["missing.py", "taken.py"])
def test_every_verb_refuses_a_file_that_cannot_be_used(
    verb: str, name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*VERBS[verb], "--with", str(written(tmp_path, name, UNUSABLE[name][0]))]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert name in err


def test_a_file_that_takes_long_is_named_while_it_is_waited_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugins, "NOTICE_SECONDS", 0.01)
    monkeypatch.setattr(plugins, "PATIENCE_SECONDS", 0.05)
    slow = written(tmp_path, "slow.py", "import threading\nthreading.Event().wait()\n")
    assert cli.main(["targets", "--with", str(slow)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    first, second = err.splitlines()
    assert "importing slow.py takes long" in first
    assert "slow.py cannot be used" in second


def test_figures_without_a_number_are_null() -> None:
    assert (
        as_json({"a": float("nan"), "b": [1.5, float("inf")], "c": "NaN"})
        == '{"a": null, "b": [1.5, null], "c": "NaN"}'
    )


def test_a_reader_that_leaves_is_no_fault() -> None:
    command = [sys.executable, "-m", "scorescape", "targets"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 141


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scorescape", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_installed_plug_ins_with_faults_are_a_line_each_and_everything_else_works(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": installed(tmp_path, PLUGINS, FILES)}
    listed = run(environment, "objectives", "--json")
    assert listed.returncode == 0
    names = [entry["name"] for entry in json.loads(listed.stdout)]
    assert "fine" in names
    assert "score-matching" in names
    said = [line for line in listed.stderr.splitlines() if line != "loud at import"]
    assert len(said) == len(PLUGINS) - 1
    assert all(line.startswith("scorescape: ") for line in said)
    trained = run(environment, *VERBS["fit"])
    assert trained.returncode == 0
    assert json.loads(trained.stdout)["objective"] == "score-matching"
    refused = run(environment, "fit", "--target", "spiral", "--objective", "divides", *QUICK)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "dividing_plugin.py" in refused.stderr.splitlines()[-1]


TWO_OBJECTIVES = """
import sys
from scorescape.models.objectives.base import Objective

class Sound(Objective[None]):
    title = "Sound"

    def loss(self, model, x, state, generator):
        return (model.score(x) ** 2).mean(), state

class Quits(Objective[None]):
    title = "Quits"

    def loss(self, model, x, state, generator):
        helper()

def helper():
    sys.exit()
"""


def test_who_failed_is_named_also_where_it_quits(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = str(written(tmp_path, "both.py", TWO_OBJECTIVES))
    assert cli.main(["fit", "--with", file, "--target", "spiral", "--objective", "quits", *QUICK]) == cli.FAULTY
    out, err = capfd.readouterr()
    assert out == ""
    assert "The objective 'quits' failed (SystemExit at line 18 of both.py)" in err


def test_a_folder_is_named_in_its_refusal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["objectives", "--with", "."]) == cli.BAD_INPUT
    assert f"{tmp_path.name} cannot be used: it is a folder" in capfd.readouterr().err
