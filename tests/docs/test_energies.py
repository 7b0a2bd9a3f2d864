"""The Python of docs/energies.md runs as it stands, one block after the other."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs/energies.md"


def blocks(text: str) -> list[str]:
    """Indented blocks that are Python: those that import something."""
    parts, block = [], []
    for line in [*text.splitlines(), "end"]:
        if line.startswith("    ") or (block and not line.strip()):
            block.append(line)
        elif block:
            parts.append(textwrap.dedent("\n".join(block)))
            block = []
    return [part for part in parts if "import " in part]


def test_every_block_runs_and_prints_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    known: dict[str, Any] = {}
    found = []
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        exec(compile(block, "docs/energies.md", "exec"), known)
        found.append(capsys.readouterr().out)
    whole, bars, paths, game, push, maps = found
    log_z, by_chance, error, right, rest = map(float, whole.split())
    assert log_z == pytest.approx(0, abs=1e-3)
    assert abs(by_chance) < 4 * error
    assert right + rest == pytest.approx(1)
    covered, exact, longest = map(float, bars.split())
    assert covered < 0.3
    assert longest < exact
    by_path, by_curl = map(float, paths.split())
    assert by_path == pytest.approx(by_curl, abs=1e-2)
    assert "kl=" in game
    assert [line.split()[0] for line in push.splitlines()] == ["1", "10", "100"]
    assert float(maps) > 0.3
