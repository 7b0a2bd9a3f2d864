"""Targets as text in a link: what the page writes, and what makes no sense."""

from __future__ import annotations

from typing import Any

import pytest

from scorescape.models.scenes.link_targets import LEVELS, read_target
from scorescape.models.targets.pressure import LIGHTEST
from scorescape.models.targets.spec import parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("preset.third%5Fparty%21s", {"kind": "preset", "name": "third_party!s"}),
        ("drawing.", {"kind": "drawing", "strokes": []}),
        (
            "mixture.0.25,2.5,-1e-7,0.3",
            {"kind": "mixture", "components": [{"weight": 0.25, "mean": [2.5, -1e-7], "scale": 0.3}]},
        ),
        (
            "drawing.m,0.05,-2.46875,0.03125,0.3,1,2",
            {
                "kind": "drawing",
                "strokes": [{"shares": [{"at": [-2.46875, 0.03125], "share": 0.05}, {"at": [1, 2], "share": 0.3}]}],
            },
        ),
    ],
)
def test_a_target_is_read(text: str, target: dict[str, Any]) -> None:
    assert read_target(text) == target


def test_a_stroke_has_all_it_was_written_with() -> None:
    """Points are thousandths in base 36, each from the one before; a pressure is one sign a point."""
    (stroke,) = read_target("drawing.0.2,1,e,s0.4,g3,p0hO!+rs-k+1+1-1-1")["strokes"]
    assert stroke == {
        "points": [[1.0, -0.02], [1.001, -0.019], [1.0, -0.02]],
        "width": 0.2,
        "weight": 1.0,
        "erase": True,
        "softness": 0.4,
        "group": 3,
        "pressures": [0.0, 17 / 50, 1.0],
    }
    parse_target({"kind": "drawing", "strokes": [stroke | {"erase": False}]})


def test_there_are_as_many_levels_of_pressure_as_the_page_has_steps() -> None:
    assert len(LEVELS) == 51
    assert 0 < LIGHTEST < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense.3",
        "preset.",
        "preset.%FF",
        "mixture.1,2",
        "mixture.1,2,3,nan",
        "drawing.0.2,1!+1",
        "drawing.0.2!+1+1",
        "drawing.c,1,2!preset.rings",
        "drawing.m,1",
        "drawing.0.2,1,p-!+1+1",
    ],
)
def test_what_makes_no_sense_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of whatever sort: the sentence is the link's
        read_target(text)


def test_targets_made_of_others_stand_in_brackets() -> None:
    one, two = {"kind": "preset", "name": "odd(name)"}, {"kind": "drawing", "strokes": []}
    text = "product.1,0.5(preset.odd%28name%29)(union.2(drawing.))"
    assert read_target(text) == {
        "kind": "product",
        "of": [one, {"kind": "union", "of": [two], "weights": [2]}],
        "powers": [1, 0.5],
    }
    found = read_target("negation.0.2,3(drawing.)(drawing.)")
    assert found == {"kind": "negation", "of": [two, two], "floor": 0.2, "odds": 3}
    assert read_target("union.(drawing.)") == {"kind": "union", "of": [two]}


@pytest.mark.parametrize(
    "text",
    ["product.1,1", "product.1,x(preset.a)", "product.(preset.a", "product.(preset.a)b(preset.b)", "union.(no.a)"],
)
def test_brackets_that_were_broken_on_the_way_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_target(text)
