"""`scorescape check` says in sentences what a file's variants do not keep, and in its exit code whether they do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorescape.server import cli
from tests.plugins import NETWORK, OBJECTIVE, SAMPLER, TARGET, UNUSABLE, forgetful, written

__all__ = ["forgetful"]
pytestmark = pytest.mark.usefixtures("forgetful")


def test_what_holds_is_exit_code_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(written(tmp_path, "net.py", NETWORK + TARGET))
    assert cli.main(["check", file]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "network layers: keeps its contract",
        "target one-dot: keeps its contract",
    ]
    assert cli.main(["check", file, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True


def test_every_fault_is_a_sentence_and_the_exit_code_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(written(tmp_path, "mine.py", OBJECTIVE.replace("score**2", "score.exp() / 0 + {}") + NETWORK + SAMPLER))
    assert cli.main(["check", file]) == 1
    out, _ = capsys.readouterr()
    assert "network layers: keeps its contract" in out
    assert "states no law: define law(variance)" in out
    assert "loss: Mine failed under this check (TypeError at line 12 of mine.py); mend it." in out
    assert cli.main(["check", file, "--json"]) == 1
    out, err = capsys.readouterr()
    assert "loud" in err
    found = {each["name"]: {fault["check"] for fault in each["faults"]} for each in json.loads(out)["variants"]}
    assert found["layers"] == set()
    assert found["mine"] >= {"words", "loss", "minimiser"}
    assert found["standing-still"] >= {"words", "law"}


@pytest.mark.parametrize("name", ["missing.py", "words.py", "taken.py", "empty.py"])
def test_a_file_that_cannot_be_used_is_exit_code_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(written(tmp_path, name, UNUSABLE[name][0])), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert name in err


def test_a_variant_that_fails_while_it_runs_is_blamed_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(written(tmp_path, "mine.py", OBJECTIVE.replace("score**2", "score / {}")))
    run = ["--with", file, "--target", "spiral", "--objective", "mine", "--steps", "2", "--width", "16", "--json"]
    assert cli.main(["fit", *run]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == (
        "scorescape fit: The objective 'mine' failed (TypeError at line 12 of mine.py); mend it and start again."
    )
