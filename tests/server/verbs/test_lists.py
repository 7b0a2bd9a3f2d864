"""Lists are quick where nothing has to be imported, and whole where something has."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from scorescape.server.verbs.lists import FOLDERS, listed, quickly

PROGRAM = (
    "import sys; from scorescape.server.cli import main; code = main(); print('torch' in sys.modules); sys.exit(code)"
)


@pytest.mark.parametrize("verb", FOLDERS)
def test_quick_lists_are_the_whole_ones_without_schemas(verb: str) -> None:
    quick = quickly(verb, [], whole=False)
    assert quick is not None
    whole = listed(verb)
    assert [(each["name"], each["title"]) for each in quick] == [(each["name"], each["title"]) for each in whole]
    assert quickly(verb, ["mine.py"], whole=False) is None
    assert (quickly(verb, [], whole=True) is None) == (verb != "targets")


def test_targets_are_the_same_as_json() -> None:
    assert quickly("targets", [], whole=True) == listed("targets")


@pytest.mark.parametrize("arguments", [["targets"], ["targets", "--json"], ["lenses"], ["networks"]])
def test_torch_is_not_imported_for_them(arguments: list[str]) -> None:
    said = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True)
    *lines, imported = said.stdout.splitlines()
    assert imported == "False"
    assert lines
    if "--json" in arguments:
        assert json.loads(lines[0])[0].keys() == {"name", "title", "description"}
