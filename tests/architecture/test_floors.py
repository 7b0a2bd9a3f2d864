"""The floors of models and server, as `lint-imports` reads them: an import upward is refused, a homeless folder too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def linted(copy: Path) -> tuple[int, str]:
    """The exit code and words of lint-imports on a copy of the sources."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "COLUMNS": "200"}
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("models", "server", "src"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, symlinks=True, ignore=shutil.ignore_patterns("page", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("models/targets/spec.py", "from ..samplers.spec import SamplerSpec"),
        ("models/samplers/langevin.py", "def later():\n    from ..training.run import Run"),
        ("server/engine/engine.py", "from ..live.experiment import Experiment"),
        ("server/store/tables.py", "from ..engine.engine import Engine"),
        ("models/field.py", "from scorescape.server.settings import ServerSettings"),
    ],
)
def test_an_import_that_leads_up_or_to_a_neighbour_is_refused(copy: Path, file: str, line: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as source:
        source.write(f"\n\n{line}\n")
    code, words = linted(copy)
    assert code == 1, words
    assert "BROKEN" in words
    assert file.removesuffix(".py").replace("/", ".") in words


def test_a_folder_that_stands_on_no_floor_is_refused(copy: Path) -> None:
    (copy / "models/cellar").mkdir()
    (copy / "models/cellar/__init__.py").write_text("")
    code, words = linted(copy)
    assert code == 1
    assert "scorescape.models.cellar" in words


def test_the_sources_as_they_are_keep_the_floors(copy: Path) -> None:
    code, words = linted(copy)
    assert code == 0, words
