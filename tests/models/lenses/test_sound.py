"""Looks that no picture can be made of are refused in words; a sound one is passed on as it is."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.errors import Nonsense
from scorescape.models.lenses.base import Curve, Look, Map
from scorescape.models.lenses.energy import EnergyLens
from scorescape.models.lenses.sound import sound

GRID, LENS = Grid(4), EnergyLens()


def mapped(values: Any) -> Look:
    return Look({"m": Map(values, "q", "1", "error")})


def test_a_sound_look_is_the_look_itself() -> None:
    look = mapped(torch.full((4, 4), torch.nan))
    assert sound(LENS, look, GRID) is look


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (None, "answered NoneType instead of a Look"),
        (mapped(torch.zeros(5, 96)), r"shape \(5, 96\) on a grid of \(4, 4\)"),
        (mapped([[0.0]]), "has no array"),
        (mapped(torch.full((4, 4), torch.inf)), "holds infinities"),
        (Look(hatch=torch.zeros(3, 4, dtype=torch.bool)), "The map 'hatch'"),
        (Look(curves={"c": Curve(torch.zeros(3), torch.zeros(2), "x", "y")}), "has 3 x for 2 y"),
    ],
)
def test_nonsense_is_named(look: Any, words: str) -> None:
    with pytest.raises(Nonsense, match=words):
        sound(LENS, look, GRID)
