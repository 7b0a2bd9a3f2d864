"""Pins and lassos as text: what is taken, what is refused in which words, and what is left out of a link."""

from __future__ import annotations

import pytest
from torch import Generator

from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput
from scorescape.models.lenses.base import Lens, Look, Specimen
from scorescape.models.lenses.places import Pin, Region, forgiving, lasso_of, pin, places, point_of, region
from scorescape.models.settings import setting


class Placed(Lens):
    """A lens with a pin, a region and a number."""

    title = "Placed"
    question = "Where?"
    at: Pin = pin((-1.5, 0), title="pin", description="A point.")
    around: Region = region(title="region", description="A part of the box.")
    points: int = setting(10, ge=1, le=100, title="points", description="How many.")

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        return Look(note="Nothing.")


def test_places_are_declared_to_the_page() -> None:
    assert places(Placed) == {"at": "point", "around": "polygon"}
    assert Placed().at == "-1.5,0"


def test_what_is_said_is_read() -> None:
    lens = Placed.parse({"at": "0.5,-2", "around": "0,0,1,0,1,1"})
    assert point_of(lens.at) == (0.5, -2.0)
    assert lasso_of(lens.around).polygon == ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"at": "4.5,0"}, "A pin must be x,y, two numbers in [-4, 4]"),
        ({"at": "1,2,3"}, "A pin must be x,y"),
        ({"at": "nan,0"}, "A pin must be x,y"),
        ({"around": "0,0,1,0"}, "at least 3 different corners"),
        ({"around": "0,0,1,1,1,0,0,1"}, "crosses"),
        ({"around": "0,0,9,0,1,1"}, "leaves the box"),
        ({"around": "0,0,1"}, "A lasso must be x,y,x,y"),
        ({"around": "a,b"}, "A lasso must be x,y,x,y"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused_and_left_out(settings: dict[str, str], words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Placed.parse(settings)
    assert words in refused.value.message
    lens, said = forgiving(Placed, {"points": 7, **settings})
    assert lens == Placed.parse({"points": 7})
    assert said == f"{refused.value.message} It was left out."


def test_a_number_in_place_of_a_pin_is_left_out_and_other_settings_are_refused() -> None:
    lens, said = forgiving(Placed, {"at": 5})
    assert lens == Placed()
    assert said.endswith("It was left out.")
    assert forgiving(Placed, {"at": "1,1"})[1] == ""
    with pytest.raises(InvalidInput, match="points"):
        forgiving(Placed, {"points": 0})
