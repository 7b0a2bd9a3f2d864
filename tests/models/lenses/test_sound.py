"""Looks that no picture can be made of are refused in words; a sound one is passed on as it is."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.errors import Nonsense
from scorescape.models.lenses.base import Curve, Look, Map
from scorescape.models.lenses.partition import PartitionLens
from scorescape.models.lenses.shapes import Bars, Mark, Offer, Slice
from scorescape.models.lenses.sound import sound

GRID, LENS = Grid(4), PartitionLens()


def mapped(values: Any) -> Look:
    return Look({"m": Map(values, "q", "1", "error")})


def bars(low: list[float] | None = None, value: list[float] | None = None) -> Bars:
    """One bar from 0 to 1 about a half."""
    ends = [torch.tensor(each) for each in (low or [0.0], [1.0], value or [0.5])]
    return Bars("x", "1", *ends, torch.tensor([False]), 0.5, "a half")


def test_shapes_that_can_be_drawn_are_sound() -> None:
    gap = torch.tensor([[0.0, 1.0], [torch.nan, torch.nan], [2.0, 3.0]])
    look = Look(marks={"m": Mark("line", gap, "truth")}, slices={"s": Slice("all", 1.0)}, bars={"b": bars()})
    assert sound(LENS, look, GRID) is look


def test_an_offer_sets_what_the_lens_has() -> None:
    look = Look(offers={"o": Offer("more", {"points": 10}, (4.0, -4.0), "m")})
    assert sound(LENS, look, GRID) is look


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
        (Look(marks={"m": Mark("line", torch.zeros(0, 2), "path")}), "The mark 'm' has no points"),
        (Look(marks={"m": Mark("star", torch.zeros(1, 2), "path")}), "has the shape 'star'"),
        (Look(marks={"m": Mark("line", torch.zeros(1, 2), "red")}), "has the role 'red'"),
        (Look(marks={"m": Mark("line", torch.zeros(10_001, 2), "path")}), "at most 10,000"),
        (Look(marks={"m": Mark("points", torch.full((2, 2), torch.inf), "model")}), "holds infinities"),
        (Look(slices={"s": Slice("half", 0.5)}), "The slices sum to 0.5"),
        (Look(slices={"s": Slice("all", 1.2)}), "has the share 1.2"),
        (Look(slices={"s": Slice("all", 1.0, -0.1)}), "has the truth -0.1"),
        (Look(bars={"b": bars(value=[2.0])}), "not between its ends"),
        (Look(bars={"b": bars(low=[-math.inf])}), "no finite numbers"),
        (Look(bars={"b": bars(low=[0.0, 0.0])}), r"must be \(n,\)"),
        (Look(offers={"o": Offer("", {"points": 10})}), "The offer 'o' has no label"),
        (Look(offers={"o": Offer("more", {"point": 10})}), "sets 'point', which is no setting"),
        (Look(offers={"o": Offer("more", {"points": 10}, (5.0, 0.0))}), "stands outside the box"),
        (Look(offers={"o": Offer("more", {"points": 10}, key="F1")}), "has the key 'F1'"),
        (Look(curves={"c": Curve(torch.zeros(3), torch.zeros(2), "x", "y")}), "has 3 x for 2 y"),
    ],
)
def test_nonsense_is_named(look: Any, words: str) -> None:
    with pytest.raises(Nonsense, match=words):
        sound(LENS, look, GRID)
