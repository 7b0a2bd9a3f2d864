"""What the files say without being imported is what the registries know of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scorescape.models.lenses import LENSES
from scorescape.models.networks import NETWORKS
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.registry import Registry
from scorescape.models.samplers import SAMPLERS
from scorescape.models.targets.preset import PRESETS
from scorescape.models.titles import titles

FOLDERS = {
    "targets/presets": PRESETS,
    "objectives": OBJECTIVES,
    "samplers": SAMPLERS,
    "lenses": LENSES,
    "networks": NETWORKS,
}


@pytest.mark.parametrize(("folder", "registry"), FOLDERS.items(), ids=FOLDERS)
def test_they_are_the_registry_s(folder: str, registry: Registry[type]) -> None:
    ours = [(name, kind) for name, kind in registry.items() if registry.is_ours(name)]
    assert [(each["name"], each["title"]) for each in titles(folder)] == [(name, kind.title) for name, kind in ours]


def test_descriptions_of_targets_are_whole() -> None:
    known = {name: kind.description for name, kind in PRESETS.items()}
    assert {each["name"]: each["description"] for each in titles("targets/presets")} == known


def test_nothing_is_imported_for_it() -> None:
    program = "import sys; from scorescape.models.titles import titles; titles('lenses'); print('torch' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
