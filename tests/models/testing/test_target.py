"""The battery of named targets passes ours and finds planted faults."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS, Preset
from scorescape.models.testing import check_target, demand


@pytest.mark.parametrize("name", PRESETS)
def test_ours_keep_their_contract(name: str) -> None:
    demand(check_target(PRESETS.get(name)))


class Dot(Preset):
    title, description = "Dot", "One component."

    def mixture(self) -> GaussianMixture:
        return GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5])


class Untold(Dot):
    description = "no sentence"


class Outside(Dot):
    def mixture(self) -> GaussianMixture:
        return GaussianMixture.create([1.0], [[9.0, 0.0]], [0.5])


class Dice(Dot):
    def mixture(self) -> GaussianMixture:
        place = torch.randn(2)  # the planted fault
        return GaussianMixture.create([1.0], [place.tolist()], [0.1])


class Points(Dot):
    def mixture(self) -> Any:
        return torch.zeros(3, 2)


@pytest.mark.parametrize(
    ("kind", "check"), [(Untold, "words"), (Outside, "mixture"), (Dice, "mixture"), (Points, "mixture")]
)
def test_a_planted_fault_is_found(kind: type[Preset], check: str) -> None:
    assert [fault.check for fault in check_target(kind)] == [check]
    demand(check_target(Dot))
