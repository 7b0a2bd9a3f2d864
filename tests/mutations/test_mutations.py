"""Stored faults: each must turn the tests it names red, or those tests cannot fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .mutation import Mutation
from .of_boltzmann_dbm import OF_BOLTZMANN_DBM
from .of_boltzmann_ising import OF_BOLTZMANN_ISING
from .of_boltzmann_rbm import OF_BOLTZMANN_RBM
from .of_compositions import OF_COMPOSITIONS
from .of_contracts import OF_CONTRACTS
from .of_families import OF_FAMILIES
from .of_figures import OF_FIGURES
from .of_files import OF_FILES
from .of_formulas import OF_FORMULAS
from .of_judges import OF_JUDGES
from .of_lenses import OF_LENSES
from .of_partition import OF_PARTITION
from .of_plugins import OF_PLUGINS
from .of_quadrature import OF_QUADRATURE
from .of_samplers import OF_SAMPLERS
from .of_scenes import OF_SCENES

ROOT = Path(__file__).parents[2]
PASSED, FAILED = "0", "1"


MUTATIONS = [
    *OF_FORMULAS,
    *OF_BOLTZMANN_RBM,
    *OF_COMPOSITIONS,
    *OF_FILES,
    *OF_FIGURES,
    *OF_FAMILIES,
    *OF_JUDGES,
    *OF_CONTRACTS,
    *OF_PLUGINS,
    *OF_QUADRATURE,
    *OF_SAMPLERS,
    *OF_SCENES,
    *OF_LENSES,
    *OF_PARTITION,
    *OF_BOLTZMANN_ISING,
    *OF_BOLTZMANN_DBM,
]


Outcome = Callable[[Path, str], str]
"""Pytest's exit code on the tests of a tree."""


@pytest.fixture(scope="module")
def outcome() -> Iterator[Outcome]:
    warm = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("warm.py"))],
        cwd=ROOT / "docs",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with warm:
        assert warm.stdin
        assert warm.stdout
        asked, answered = warm.stdin, warm.stdout

        def ask(tree: Path, tests: str) -> str:
            asked.write(f"{tree}\t{tests}\n")
            asked.flush()
            return answered.readline().strip()

        yield ask
        asked.close()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the mathematics and its tests, to be broken."""
    left = shutil.ignore_patterns("__pycache__", "page", "results", "*.egg-info")
    for folder in ("src", "models", "server", "benchmarks", "docs", "tests/models", "tests/server", "tests/docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, symlinks=True, ignore=left)
    shutil.copytree(ROOT / "tests/fixtures/files", tmp_path / "tests/fixtures/files")
    for file in (ROOT / "pyproject.toml", *(ROOT / "tests").glob("*.py")):
        shutil.copy(file, tmp_path / file.relative_to(ROOT))
    return tmp_path


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_stored_fault_turns_its_tests_red(mutation: Mutation, tree: Path, outcome: Outcome) -> None:
    file = tree / mutation.file
    source = file.read_text(encoding="utf-8")
    assert mutation.original in source, "the code has changed; store the fault anew"
    file.write_text(source.replace(mutation.original, mutation.fault), encoding="utf-8")
    assert outcome(tree, mutation.tests) == FAILED


def test_without_a_fault_they_are_green(tree: Path, outcome: Outcome) -> None:
    assert outcome(tree, "tests/models/test_domain.py") == PASSED
