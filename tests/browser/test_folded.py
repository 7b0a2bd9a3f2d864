"""A demonstration has the page to itself: large pictures, and the shares below them in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scorescape.models.demonstrations import DEMONSTRATIONS

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
LEAST = 400
"""Side of a picture on a low screen, CSS pixels."""


@pytest.mark.parametrize("name", [each.name for each in DEMONSTRATIONS])
def test_its_pictures_are_large_on_a_low_screen(visit: Visit, name: str) -> None:
    page = visit(viewport={"width": 1280, "height": 720})
    page.get_by_role("button", name="Demonstrations").click()
    page.locator(f"[data-story={name}]").click()
    expect(page.locator(f"[data-playing={name}]")).to_be_visible()
    stages = page.locator(".stage")
    expect(stages).to_have_count(2)
    expect(page.locator("article[data-phase=training]")).to_have_count(2)
    for stage in stages.all():
        box = stage.bounding_box()
        assert box is not None
        assert box["width"] >= LEAST
    for bars in page.locator("article .shares").all():
        box = bars.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 720
    for pad_or_controls in (page.get_by_test_id("pad"), page.locator(".controls")):
        expect(pad_or_controls).to_be_hidden()
