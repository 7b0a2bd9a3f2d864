"""A demonstration has the page to itself: large pictures, and the shares below them in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scorescape.models.demonstrations import of_kind
from scorescape.models.scenes.kinds import SCORE

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
PANELS = {each.name: len(each.scene.processes) for each in of_kind(SCORE)}
LEAST, LEAST_OF_THREE = 400, 270
"""Side of a picture on a low screen, CSS pixels: of two beside each other, and of three."""
NARROW = 320
"""The same on a telephone of 390."""


def played(visit: Visit, name: str, width: int, height: int) -> Page:
    page = visit(viewport={"width": width, "height": height})
    page.get_by_role("button", name="Demonstrations").click()
    page.locator(f"[data-story={name}]").click()
    expect(page.locator(f"[data-playing={name}]")).to_be_visible()
    expect(page.locator(".stage")).to_have_count(PANELS[name])
    return page


@pytest.mark.parametrize("name", [each.name for each in of_kind(SCORE)])
def test_its_pictures_are_large_on_a_low_screen(visit: Visit, name: str) -> None:
    page = played(visit, name, 1280, 720)
    # the panel on the exact score has next to nothing to learn
    expect(page.locator("article[data-phase=training]").first).to_be_visible()
    # the second beat as well: it may ask
    for beat in range(2):
        if beat:
            page.locator("[data-action=next]").click()
        expect(page.locator(f"[data-beat='{beat}']")).to_be_visible()
        for stage in page.locator(".stage").all():
            box = stage.bounding_box()
            assert box is not None
            assert box["width"] >= (LEAST if PANELS[name] == 2 else LEAST_OF_THREE)
        for bars in page.locator("article .shares").all():
            box = bars.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 720
    for pad_or_controls in (page.get_by_test_id("pad"), page.locator(".controls")):
        expect(pad_or_controls).to_be_hidden()


@pytest.mark.parametrize("name", [each.name for each in of_kind(SCORE)])
def test_its_pictures_and_words_have_the_width_of_a_telephone(visit: Visit, name: str) -> None:
    page = played(visit, name, 390, 844)
    for each in [*page.locator(".stage").all(), page.locator("[aria-label=Demonstration] .words")]:
        box = each.bounding_box()
        assert box is not None
        assert box["width"] >= NARROW
