"""Stored faults: each must turn the tests it names red, or those tests cannot fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutation:
    """Replace `original` by `fault` in `file`; `tests` must then fail."""

    name: str
    file: str
    original: str
    fault: str
    tests: str


MUTATIONS = [
    Mutation(
        "denoising with the wrong sign",
        "models/objectives/denoising_score_matching.py",
        "+ z / self.sigma",
        "- z / self.sigma",
        "tests/models/objectives/test_contract.py",
    ),
    Mutation(
        "a trace divided by the dimension",
        "models/networks/score.py",
        "return score, derivatives[0, :, 0] + derivatives[1, :, 1]",
        "return score, (derivatives[0, :, 0] + derivatives[1, :, 1]) / 2",
        "tests/models/networks/test_derivatives.py",
    ),
    Mutation(
        "Langevin with sqrt(eta) noise",
        "models/samplers/langevin.py",
        "math.sqrt(2 * self.step_size)",
        "math.sqrt(self.step_size)",
        "tests/models/samplers/test_samplers.py",
    ),
    Mutation(
        "MALA without the reverse proposal",
        "models/samplers/mala.py",
        "energy - new_energy + backward - forward",
        "energy - new_energy",
        "tests/models/samplers/test_samplers.py",
    ),
    Mutation(
        "a grid with its axes exchanged",
        "models/domain.py",
        "torch.stack([x.reshape(-1), y.reshape(-1)], dim=1)",
        "torch.stack([y.reshape(-1), x.reshape(-1)], dim=1)",
        "tests/models/test_domain.py",
    ),
    Mutation(
        "score matching without its half",
        "models/objectives/score_matching.py",
        "0.5 * (score**2)",
        "(score**2)",
        "tests/models/objectives/test_contract.py",
    ),
    Mutation(
        "levels weighed by sigma instead of its square",
        "models/objectives/noise_conditional_score_matching.py",
        "return 0.5 * ((level * model",
        "return 0.5 / level[:, 0] * ((level * model",
        "tests/models/objectives/test_noise_conditional_score_matching.py",
    ),
    Mutation(
        "a diffusion that forgets its shrinking",
        "models/objectives/diffusion.py",
        "scaling.in_world(noised / shrunk)",
        "scaling.in_world(noised)",
        "tests/models/objectives/test_diffusion.py",
    ),
    Mutation(
        "times of importance that are not weighed back",
        "models/objectives/diffusion.py",
        "return t, 1 / (1 - share + share * density * (last - first))",
        "return t, torch.ones_like(t)",
        "tests/models/objectives/test_diffusion.py",
    ),
    Mutation(
        "a flow that runs from data to noise",
        "models/objectives/flow_matching.py",
        "(data - noise)) ** 2",
        "(noise - data)) ** 2",
        "tests/models/objectives/test_flow_matching.py",
    ),
]


def outcome(tree: Path, tests: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests]
    return subprocess.run(command, cwd=tree, capture_output=True, timeout=120, check=False).returncode


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the mathematics and its tests, to be broken."""
    for folder in ("models", "tests/models"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "tests/conftest.py", "tests/client.py", "tests/__init__.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_stored_fault_turns_its_tests_red(mutation: Mutation, tree: Path) -> None:
    file = tree / mutation.file
    source = file.read_text(encoding="utf-8")
    assert mutation.original in source, "the code has changed; store the fault anew"
    file.write_text(source.replace(mutation.original, mutation.fault), encoding="utf-8")
    assert outcome(tree, mutation.tests) == 1


def test_without_a_fault_they_are_green(tree: Path) -> None:
    assert outcome(tree, "tests/models/test_domain.py") == 0
