"""A file of variants is added whole or refused whole, in a sentence, and never waited for without end."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from scorescape.models import plugins
from scorescape.models.errors import InvalidInput
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.plugins import load_plugins, variants_in
from scorescape.models.samplers import SAMPLERS
from tests.plugins import LENS, NETWORK, OBJECTIVE, SAMPLER, TARGET, UNUSABLE, forgetful, written

__all__ = ["forgetful"]
pytestmark = pytest.mark.usefixtures("forgetful")


def test_every_variant_of_a_file_is_added_under_its_class_s_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "mine.py", OBJECTIVE + SAMPLER + TARGET + LENS + NETWORK)
    load_plugins([file])
    added = [(variant.registry.kind, variant.name) for variant in variants_in(file)]
    assert added == [
        ("objective", "mine"),
        ("sampler", "standing-still"),
        ("target", "one-dot"),
        ("lens", "blind"),
        ("network", "layers"),
    ]
    assert all(variant.name in variant.registry for variant in variants_in(file))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    text, words = UNUSABLE[name]
    before = [list(registry) for registry in plugins.REGISTRIES]
    with pytest.raises(InvalidInput) as refused:
        load_plugins([written(tmp_path, name, text)])
    sentence = refused.value.message
    assert name in sentence
    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert [list(registry) for registry in plugins.REGISTRIES] == before


def test_a_file_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="score-matching"):
        load_plugins([written(tmp_path, "both.py", SAMPLER + UNUSABLE["taken.py"][0])])  # type: ignore[operator]
    assert "standing-still" not in SAMPLERS


def test_two_files_of_one_name_are_two_modules(tmp_path: Path) -> None:
    for folder, title in (("a", "Mine"), ("b", "Yours")):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, "mine.py", OBJECTIVE.replace("Mine", title))
    load_plugins([tmp_path / "a/mine.py", tmp_path / "b/mine.py", tmp_path / "a/../a/mine.py"])
    assert (OBJECTIVES.get("mine").title, OBJECTIVES.get("yours").title) == ("Mine", "Yours")
    written(tmp_path, "third.py", OBJECTIVE)
    with pytest.raises(InvalidInput, match="there already"):
        load_plugins([tmp_path / "third.py"])


def test_a_file_may_import_what_lies_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    written(tmp_path, "helper_of_tests.py", "half = 0.5\n")
    load_plugins([written(tmp_path, "mine.py", "import helper_of_tests\n" + OBJECTIVE)])
    assert "mine" in OBJECTIVES


def test_a_file_may_choose_its_own_names(tmp_path: Path) -> None:
    text = OBJECTIVE.replace(
        "class Mine", "from scorescape.models.objectives import OBJECTIVES\n@OBJECTIVES.add(name='m')\nclass Mine"
    )
    assert [variant.name for variant in load_plugins([written(tmp_path, "mine.py", text)])] == ["m"]
    assert "mine" not in OBJECTIVES


def test_a_slow_import_is_said_and_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(plugins, "gate", gate, raising=False)
    monkeypatch.setattr(plugins, "NOTICE_SECONDS", 0.01)
    file = written(tmp_path, "slow.py", "from scorescape.models import plugins\nplugins.gate.wait()\n" + OBJECTIVE)
    said: list[str] = []

    monkeypatch.setattr(plugins, "PATIENCE_SECONDS", 0.05)
    with pytest.raises(InvalidInput, match=r"slow\.py cannot be used: it was still importing"):
        load_plugins([file], said.append)
    assert len(said) == 1
    assert said[0].startswith("importing slow.py takes long")

    monkeypatch.setattr(plugins, "PATIENCE_SECONDS", 60.0)
    load_plugins([file], lambda line: (said.append(line), gate.set())[0])
    assert len(said) == 2
    assert "mine" in OBJECTIVES
