"""Targets written out component by component."""

from __future__ import annotations

import pytest
import torch
from pydantic import ValidationError

from scorescape.models.errors import UnknownName
from scorescape.models.targets.components import Component, MixtureTarget, PresetTarget
from scorescape.models.targets.preset import PRESETS


def test_a_mixture_is_what_is_written_with_its_weights_normalised() -> None:
    parts = [Component(weight=1, mean=(1, -2), scale=0.5), Component(weight=3, mean=(0, 2), scale=0.25)]
    mixture = MixtureTarget(components=parts).mixture()
    torch.testing.assert_close(mixture.weights, torch.tensor([0.25, 0.75], dtype=torch.float64))
    assert mixture.means.tolist() == [[1, -2], [0, 2]]
    assert mixture.scales.tolist() == [0.5, 0.25]


def test_a_preset_is_known_by_its_name() -> None:
    found = PresetTarget(name="rings").mixture()
    assert found.fingerprint() == PRESETS.get("rings")().mixture().fingerprint()
    with pytest.raises(UnknownName, match="two-moons"):
        PresetTarget(name="ring").mixture()


@pytest.mark.parametrize("wrong", [{"weight": 0}, {"scale": 0}, {"mean": [1]}])
def test_no_component_without_mass_or_width_or_place(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Component.model_validate({"weight": 1, "mean": [0, 0], "scale": 0.5} | wrong)
