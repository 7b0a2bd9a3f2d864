"""The public face: every name is there, typed, imported late, and nothing else is promised."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import scorescape as ss
from scorescape.models.samplers.langevin import Langevin
from tests.plugins import forgetful

__all__ = ["forgetful"]


@pytest.mark.parametrize("name", ss.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(ss, name) is not None


def test_the_names_for_type_checkers_are_those_that_are_imported() -> None:
    tree = ast.parse(Path(ss.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        (f"{node.module}.{alias.name}", alias.asname)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    declared = {(f"scorescape.models.{home}.{ss._OWN.get(name, name)}", name) for name, home in ss._HOMES.items()}
    assert typed == declared | {("scorescape.testing", "testing")}


def test_importing_it_imports_nothing_else() -> None:
    script = "import sys, scorescape; print(any(name in sys.modules for name in ('torch', 'pydantic', 'numpy')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


@pytest.mark.usefixtures("forgetful")
def test_a_variant_is_there_by_its_class_s_name() -> None:
    assert ss.Langevin is Langevin
    assert {"Langevin", "DenoisingScoreMatching", "EnergyNetwork"} <= set(dir(ss))

    class OfANotebook(Langevin):
        title = "Mine"

    ss.SAMPLERS.add(OfANotebook)
    assert ss.OfANotebook is OfANotebook
    with pytest.raises(AttributeError, match="Nothing"):
        _ = ss.Nothing


def test_a_target_is_what_a_person_names() -> None:
    assert torch_equal(ss.target("two-gaussians"), ss.PRESETS.get("two-gaussians")().mixture())
    with pytest.raises(ss.UnknownName, match="spiral"):
        ss.target("nope")


def torch_equal(one: ss.GaussianMixture, other: ss.GaussianMixture) -> bool:
    return bool((one.means == other.means).all()) and bool((one.weights == other.weights).all())
