"""The program is imported as `scorescape`: whatever else is called `models` or `server` somewhere is not ours."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("models", "server", "src", "tests", "benchmarks", "tools")
TAKEN = {"models", "server"}


def foreign(source: str) -> list[int]:
    """Lines that import a top-level `models` or `server`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            continue
        if any(name.split(".")[0] in TAKEN for name in names):
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_source_and_no_test_imports_a_top_level_models_or_server(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}
    assert {name: lines for name, text in texts.items() if (lines := foreign(text))} == {}


@pytest.mark.parametrize(
    "line",
    ["import models", "import server.app", "import torch, models.field as field", "from models import field"],
)
def test_one_is_caught_wherever_it_stands(line: str) -> None:
    assert foreign(f"import os\n\n\ndef later():\n    {line}\n") == [5]


@pytest.mark.parametrize("line", ["from . import models", "from .models import field", "import scorescape.models"])
def test_ours_is_not(line: str) -> None:
    assert foreign(line) == []
