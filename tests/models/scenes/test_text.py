"""Words of a scene: what a beat may say and light up, and a guess whose answer is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorescape.models.demonstrations import DEMONSTRATIONS, Demonstration
from scorescape.models.errors import InvalidInput
from scorescape.models.scenes.kinds import SCORE
from scorescape.models.scenes.text import Guess, Text

PAGES = Path(__file__).parents[3] / "frontend/src"


def parts_of(kind: str) -> tuple[set[str], set[str]]:
    """What the page of this kind can light up: as a whole, and panel by panel."""
    source = (PAGES / ("story/parts.ts" if kind == SCORE else "pages/boltzmann/lit.ts")).read_text(encoding="utf-8")
    whole, of_panels = (re.search(rf"  {name}: {{(.*?)}}", source, re.DOTALL) for name in ("page", "panel"))
    assert whole
    assert of_panels
    return set(re.findall(r"(\w+): '", whole[1])), set(re.findall(r"(\w+): '", of_panels[1]))


def test_the_right_answer_is_one_of_those_offered() -> None:
    assert Guess.parse({"answers": ["20 %", "50 %"], "right": 1}).right == 1
    with pytest.raises(InvalidInput, match="right counts the answers from 0 and there are 2; got 2"):
        Guess.parse({"answers": ["20 %", "50 %"], "right": 2})


def test_one_answer_is_no_question() -> None:
    with pytest.raises(InvalidInput, match="answers"):
        Guess.parse({"answers": ["20 %"], "right": 0})


def test_a_text_of_before_there_were_beats_has_none() -> None:
    assert Text.parse({"title": "Old", "caption": "Two sentences. Here."}).beats == []


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda each: each.name)
def test_a_demonstration_has_four_to_six_beats_of_twenty_words(demonstration: Demonstration) -> None:
    beats = demonstration.scene.text.beats
    assert 4 <= len(beats) <= 6
    assert all(len(beat.text.split()) <= 20 for beat in beats)
    (asked,) = (place for place, beat in enumerate(beats) if beat.guess)
    # the answer is not to be had before the question, and waits for what it is about
    assert all(beat.after == "start" for beat in beats[: asked + 1])
    assert all(beat.after != "start" for beat in beats[asked + 1 :])


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda each: each.name)
def test_what_it_lights_up_is_on_the_page(demonstration: Demonstration) -> None:
    known, counted = parts_of(demonstration.scene.kind)
    panels = len(demonstration.scene.processes)
    for beat in demonstration.scene.text.beats:
        for part in beat.lit:
            name, colon, index = part.partition(":")
            assert name in (counted if colon else known), part
            assert not colon or int(index) < panels, part
