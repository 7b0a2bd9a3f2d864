"""The house stays a house: small files, one-way imports, nothing that belongs to one machine."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_LINES = 300
LARGER: dict[str, str] = {}
"""File -> why it may be larger."""


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).is_file()]


def test_no_source_file_is_over_300_lines() -> None:
    files = tracked("models/*.py", "server/*.py", "tests/*.py", "frontend/src/*.ts", "frontend/src/*.svelte")
    long = {
        str(file.relative_to(ROOT)): count
        for file in files
        if "generated" not in file.name and (count := len(file.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert set(long) <= set(LARGER), long


def test_what_drives_a_browser_is_marked() -> None:
    """Unmarked it would run beside the mathematics, on a page that may not be built."""
    files = tracked("tests/browser/test_*.py")
    assert len(files) > 30
    assert [file.name for file in files if "pytestmark = pytest.mark.browser" not in file.read_text("utf-8")] == []


def test_the_browser_types_are_current() -> None:
    from scorescape.server.protocol.typescript import OUTPUT, generate

    assert OUTPUT.read_text(encoding="utf-8") == generate()


def test_versions_agree() -> None:
    import json
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    page = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))["version"]
    assert project == page


DRAWS = {"rand", "randn", "randint", "randperm", "multinomial", "bernoulli", "normal", "rand_like", "randn_like"}


def global_draws(source: str) -> list[int]:
    """Lines that draw from torch without a generator."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in DRAWS
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "torch"
        and not any(keyword.arg == "generator" for keyword in call.keywords)
    ]


@pytest.mark.parametrize("file", tracked("models/*.py"), ids=lambda file: file.name)
def test_the_mathematics_never_draws_from_the_global_generator(file: Path) -> None:
    assert global_draws(file.read_text(encoding="utf-8")) == []


def test_a_global_draw_is_caught() -> None:
    assert global_draws("import torch\nx = torch.randn(3)") == [2]


def test_nothing_names_a_place_outside_the_project() -> None:
    words = ["../" + "shared", "/work" + "/", "." + "library"]
    for file in tracked("*.py", "*.ts", "*.svelte", "*.md", "Makefile", "*.sh", "*.toml"):
        text = file.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], file
