"""The shares written on the pad can be read: none lies on another or off the pad, whatever is drawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.pad import blank, shown_shares, slide, tool, unfold, wait_for_marks
from tests.browser.test_page import at

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def boxes(page: Page, n: int) -> list[FloatRect]:
    """Where the labels of modes 1 to n stand, all of one moment."""
    expect(page.locator("[data-label]")).to_have_count(n)
    found: list[FloatRect] = page.locator("[data-label]").evaluate_all(
        """(labels) => labels.map((label) => {
            const { x, y, width, height } = label.getBoundingClientRect();
            return { x, y, width, height };
        })"""
    )
    assert len(found) == n
    return found


def sound(page: Page, labels: list[FloatRect]) -> None:
    pad = page.locator(".pad").bounding_box()
    assert pad
    for box in labels:
        assert pad["x"] <= box["x"]
        assert pad["y"] <= box["y"]
        assert box["x"] + box["width"] <= pad["x"] + pad["width"]
        assert box["y"] + box["height"] <= pad["y"] + pad["height"]
    for a, b in combinations(labels, 2):
        beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        above = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
        assert beside or above, (a, b)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize(("preset", "n"), [("grid-25", 8), ("smiley", 4)])
def test_labels_of_many_modes_lie_apart(visit: Visit, preset: str, n: int, size: tuple[int, int]) -> None:
    page = visit(f"#t=preset.{preset}", viewport={"width": size[0], "height": size[1]})
    unfold(page)
    sound(page, boxes(page, n))


def test_labels_of_close_modes_stay_apart_and_calm_while_one_is_moved(visit: Visit) -> None:
    page = visit()
    blank(page)
    tool(page, "gaussian")
    slide(page, "Size", 0.12)
    for n, (x, y) in enumerate([(0.0, 0.0), (0.5, 0.0), (0.25, 0.45)], start=1):
        page.mouse.click(*at(page, x, y))
        wait_for_marks(page, n)
    shown_shares(page, 3)
    sound(page, boxes(page, 3))
    tool(page, "select")
    page.mouse.move(*at(page, 0.25, 0.45))
    page.mouse.down()
    rest = boxes(page, 3)[:2]
    tops = []
    for step in range(1, 9):
        page.mouse.move(*at(page, 0.25, 0.45 + 0.1 * step))
        page.evaluate("() => new Promise(requestAnimationFrame)")
        labels = boxes(page, 3)
        sound(page, labels)
        tops.append(min(box["y"] for box in labels))
        # three equal modes: those that stay keep their numbers and their places
        assert labels[:2] == rest
    page.mouse.up()
    assert all(later <= earlier + 1 for earlier, later in pairwise(tops)), tops
