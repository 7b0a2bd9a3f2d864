"""Files of variants as somebody outside writes them, and registries that forget them after a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scorescape.models.plugins import REGISTRIES
from scorescape.server.protocol.catalogue import catalogue

OBJECTIVE = '''
from scorescape.models.objectives.base import Objective

class Mine(Objective[None]):
    """Plain score matching. Source: Hyvarinen 2005, eq. 4."""

    title = "Mine"

    def loss(self, model, x, state, generator):
        print("loud in loss")
        score, divergence = model.score_and_divergence(x)
        return ((score**2).sum(1) / 2 + divergence).mean(), state
'''
SAMPLER = """
from dataclasses import replace

from scorescape.models.samplers.base import Chain, Info, Sampler

print("loud at import")

class StandingStill(Sampler):
    title = "Standing still"

    def step(self, field, chain, generator):
        print("loud in step")
        return replace(chain, step=chain.step + 1), Info(evaluations=0)
"""
TARGET = """
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import Preset

class OneDot(Preset):
    title, description = "One dot", "A single narrow component."

    def mixture(self):
        return GaussianMixture.create([1.0], [[1.0, 1.0]], [0.3])
"""
LENS = """
from scorescape.models.lenses.base import Lens, Look

class Blind(Lens):
    title, question = "Blind", "What does it see?"

    def look(self, specimen, grid, generator):
        return Look(note="Nothing.")
"""
NETWORK = """
from torch import nn

from scorescape.models.networks.base import Network

class Layers(Network):
    title, parameterisation = "Layers", "energy"

    def __init__(self, spec, scaling, generator):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, spec.width), nn.Tanh(), nn.Linear(spec.width, 1))

    def energy(self, x):
        u = self.prepare(x)
        return self.layers(u)[:, 0] + (u**2).sum(1) / 2
"""
UNUSABLE = {
    "missing.py": (None, "no file"),
    "folder.py": ("folder", "folder"),
    "words.py": ("these are words\n", "not Python (SyntaxError at line 1 of words.py)"),
    "words.txt": ("these are words\n", "not a Python file"),
    "bytes.py": ("\0\1", "not Python"),
    "empty.py": ("", "holds no objective"),
    "other.py": ("import json\n\nclass Mine:\n    pass\n\ndumps = json.dumps\n", "holds no objective"),
    "hollow.py": (NETWORK.replace("def energy", "def power"), "Layers is an energy; define energy(x)"),
    "half.py": (SAMPLER.replace("def step", "def stop"), "does not define step"),
    "taken.py": (OBJECTIVE.replace("Mine(", "ScoreMatching("), "'score-matching'"),
    "divides.py": ("one = 1\nhalf = one / 0\n", "ZeroDivisionError at line 2 of divides.py"),
    "leaves.py": ("import sys\nsys.exit(0)\n", "SystemExit at line 2 of leaves.py"),
    "absent.py": ("import a_module_that_is_not_there\n", "ModuleNotFoundError at line 1 of absent.py"),
}
"""File -> its text, and words of the sentence that refuses it."""


def written(folder: Path, name: str, text: str | None) -> Path:
    """The file (or folder, or nothing) of `UNUSABLE`."""
    path = folder / name
    if text == "folder":
        path.mkdir()
    elif text is not None:
        path.write_text(text)
    return path


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test adds is gone after it."""
    for registry in REGISTRIES:
        monkeypatch.setattr(registry, "_found", dict(registry.items()))
        monkeypatch.setattr(registry, "_faults", dict(registry.faults))
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()
