"""The page on a telephone, by real touches: a swipe scrolls and never draws, and what moves is in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from .axe import violations
from .pad import marks_of, wait_for_marks
from .stages import settle
from .test_page import at

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
TWO = "#t=preset.two-gaussians&p=score-matching;n_steps=60&p=denoising-score-matching;n_steps=60&s=langevin;init=data"
UPRIGHT, LYING = {"width": 390, "height": 844}, {"width": 844, "height": 390}
PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": UPRIGHT, "reduced_motion": "reduce"}
TARGET = "() => localStorage.getItem('scorescape.target')"
SCROLLED = "() => scrollY"
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(visit: Visit, link: str = TWO, **change: object) -> Page:
    page = visit(link, unfolded=False, **{**PHONE, **change})
    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    return page


def touches(session: CDPSession, kind: str, *places: tuple[float, float]) -> None:
    points = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(places)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float], steps: int = 8) -> None:
    session = page.context.new_cdp_session(page)
    touches(session, "touchStart", start)
    for step in range(1, steps + 1):
        touches(session, "touchMove", (start[0] + by[0] * step / steps, start[1] + by[1] * step / steps))
    touches(session, "touchEnd")


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def seen(element: Locator) -> float:
    """How much of it is on the screen above the bar, 0 to 1."""
    return float(
        element.evaluate(
            """(each) => {
                const { left, top, right, bottom } = each.getBoundingClientRect();
                const floor = document.querySelector('[data-bar=draw]').closest('[role=toolbar]')
                    .getBoundingClientRect().top;
                const wide = Math.min(innerWidth, right) - Math.max(0, left);
                const high = Math.min(floor, bottom) - Math.max(0, top);
                return Math.max(0, wide) * Math.max(0, high) / ((right - left) * (bottom - top));
            }"""
        )
    )


def in_view(page: Page, picture: int, least: float) -> None:
    stage = page.locator(f"canvas[data-stage='{picture}']")
    for _ in range(60):
        if seen(stage) >= least:
            return
        settle(page, frames=3)
    raise AssertionError(f"{seen(stage):.2f} of picture {picture} is in view.")


def out_of_view(page: Page, picture: int) -> None:
    """To its last pixel, once the strip has come to rest."""
    stage = page.locator(f"canvas[data-stage='{picture}']")
    for _ in range(60):
        if seen(stage) == 0:
            return
        settle(page, frames=3)
    raise AssertionError(f"{seen(stage):.3f} of picture {picture} is still in view.")


def draw_open(page: Page) -> None:
    page.tap("[data-bar=draw]")
    expect(page.locator("[data-bar=draw]")).to_have_text("Done")
    expect(page.get_by_role("application", name="Drawing pad, 8 by 8 world units")).to_be_visible()


def test_a_swipe_over_the_page_scrolls_and_never_draws(visit: Visit) -> None:
    page = opened(visit)
    before = page.evaluate(TARGET)
    scrolled = 0.0
    for place in (page.get_by_test_id("pad"), page.locator("canvas[data-stage='0']")):
        swipe(page, middle(place), (0, -60))
        page.wait_for_function("(before) => scrollY > before", arg=scrolled)
        scrolled = page.evaluate(SCROLLED)
    page.evaluate("scrollTo(0, 0)")
    for x in range(40, 390, 60):
        for y in range(60, 760, 100):
            swipe(page, (x, y), (0, 30), steps=3)
    assert page.evaluate(TARGET) == before
    expect(page.locator(".pad .cursor")).to_have_count(0)
    assert page.evaluate(WIDE) <= 0


def test_the_pad_draws_once_draw_is_pressed_and_folds_again(visit: Visit) -> None:
    page = opened(visit)
    small = page.get_by_test_id("pad").bounding_box()
    assert small
    assert small["width"] <= 100, "a small picture until then"
    draw_open(page)
    large = page.get_by_test_id("pad").bounding_box()
    assert large
    assert large["width"] >= 350
    page.get_by_role("button", name="More tools").tap()
    page.get_by_role("button", name="Clear the drawing").tap()
    swipe(page, at(page, -2, 1), tuple(b - a for a, b in zip(at(page, -2, 1), at(page, 2, -1), strict=True)))  # type: ignore[arg-type]
    [stroke] = wait_for_marks(page, 1)
    assert stroke["points"][0] == pytest.approx([-2, 1], abs=0.05)
    assert stroke["points"][-1] == pytest.approx([2, -1], abs=0.05)
    # the browser takes a tap on the heels of a swipe for the swipe's end; no thumb is as quick
    settle(page, frames=30)
    page.tap("[data-bar=draw]")
    expect(page.locator("[data-bar=draw]")).to_have_text("Draw")
    swipe(page, middle(page.get_by_test_id("pad")), (0, -40))
    assert len(marks_of(page)) == 1
    # the small picture itself is a way in
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Unfold the drawing pad").tap()
    expect(page.locator("[data-bar=draw]")).to_have_text("Done")
    page.keyboard.press("Escape")
    expect(page.locator("[data-bar=draw]")).to_have_text("Draw")


def test_a_phone_that_turns_while_drawing_loses_nothing(visit: Visit) -> None:
    page = opened(visit)
    draw_open(page)
    page.get_by_role("button", name="More tools").tap()
    page.get_by_role("button", name="Clear the drawing").tap()
    session = page.context.new_cdp_session(page)
    touches(session, "touchStart", at(page, -2, 0))
    for x in (-1.0, 0.0, 1.0):
        touches(session, "touchMove", at(page, x, 0))
    page.set_viewport_size(LYING)  # type: ignore[arg-type]
    [stroke] = wait_for_marks(page, 1)
    ends = stroke["points"][0], stroke["points"][-1]
    assert ends[0] == pytest.approx([-2, 0], abs=0.06)
    assert ends[1] == pytest.approx([1, 0], abs=0.06), "and nothing is drawn across the turned pad"
    touches(session, "touchMove", (200, 200))
    touches(session, "touchEnd")
    assert wait_for_marks(page, 1) == [stroke]
    expect(page.locator("[data-bar=draw]")).to_have_text("Done")
    box = page.get_by_test_id("pad").bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 390 - 50, "the whole pad stands above the bar"
    swipe(page, at(page, 0, 2), tuple(b - a for a, b in zip(at(page, 0, 2), at(page, 0, -2), strict=True)))  # type: ignore[arg-type]
    assert len(wait_for_marks(page, 2)) == 2
    # a browser that takes the finger away as the screen turns
    touches(session, "touchStart", at(page, 2, 2))
    touches(session, "touchMove", at(page, 2, -2))
    touches(session, "touchCancel")
    assert len(wait_for_marks(page, 3)) == 3
    # a palm that it takes away before it has moved is none
    touches(session, "touchStart", at(page, 3, 3))
    touches(session, "touchCancel")
    assert len(wait_for_marks(page, 3)) == 3


@pytest.mark.parametrize("viewport", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_train_and_sample_show_a_picture(visit: Visit, viewport: dict[str, int]) -> None:
    page = opened(visit, viewport=viewport)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.tap("[data-bar=train]")
    in_view(page, 0, 0.98)
    expect(page.locator("article[data-phase=finished]")).to_have_count(2)
    draw_open(page)
    page.tap("[data-bar=sample]")
    expect(page.locator("[data-bar=draw]")).to_have_text("Draw")
    in_view(page, 0, 0.98)
    expect(page.locator("article[data-sampling=walking]").first).to_be_visible()
    page.tap("[data-bar=sample]")
    expect(page.locator("article[data-sampling=paused]").first).to_be_visible()


@pytest.mark.parametrize("viewport", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_a_demonstration_plays_in_view(visit: Visit, viewport: dict[str, int]) -> None:
    page = opened(visit, viewport=viewport)
    page.get_by_role("button", name="Demonstrations").tap()
    page.locator("[data-story]").first.tap()
    expect(page.locator("[data-playing]")).to_be_visible()
    in_view(page, 0, 0.98)
    assert page.evaluate(WIDE) <= 0
    assert violations(page) == []
    draw_open(page)
    expect(page.locator("[data-playing]")).to_have_count(1)


def test_pictures_are_swiped_through_one_a_view(visit: Visit) -> None:
    page = opened(visit)
    first = page.locator("canvas[data-stage='0']")
    in_view(page, 0, 0.98)
    out_of_view(page, 1)
    expect(page.locator("[data-dot='0']")).to_have_attribute("aria-current", "true")
    x, y = middle(first)
    swipe(page, (x + 120, y), (-260, 0))
    in_view(page, 1, 0.98)
    expect(page.locator("[data-dot='1']")).to_have_attribute("aria-current", "true")
    out_of_view(page, 0)
    # turned, the same picture is in view
    page.set_viewport_size(LYING)  # type: ignore[arg-type]
    page.wait_for_function("() => Math.abs(document.querySelectorAll('article')[1].getBoundingClientRect().left) < 2")
    page.set_viewport_size(UPRIGHT)  # type: ignore[arg-type]
    page.tap("[data-dot='0']")
    in_view(page, 0, 0.98)
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("viewport", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_a_phone_has_no_serious_violation(visit: Visit, theme: str, viewport: dict[str, int]) -> None:
    page = opened(visit, viewport=viewport, color_scheme=theme)
    assert violations(page) == []
    draw_open(page)
    assert violations(page) == []
    assert page.evaluate(WIDE) <= 0


def test_a_desk_has_no_bar_and_draws_at_once(visit: Visit) -> None:
    page = visit(TWO)
    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    expect(page.locator("[data-bar]")).to_have_count(0)
    expect(page.locator("[data-dot]")).to_have_count(0)
    expect(page.locator("[data-action=train]")).to_be_visible()
    box = page.get_by_test_id("pad").bounding_box()
    assert box
    assert box["width"] > 200


@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, UPRIGHT], ids=["desk", "phone"])
def test_a_file_is_shown_although_its_buttons_are_folded_away(visit: Visit, viewport: dict[str, int]) -> None:
    page = visit(TWO, unfolded=False, viewport=viewport)
    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    points = {"name": "points.csv", "mimeType": "text/csv", "buffer": b"x,y\n-1,-1\n0,0.5\n1,1\n2,-1\n"}
    page.get_by_label("File to import").set_input_files([points])  # type: ignore[list-item]
    expect(page.get_by_role("button", name="Take instead")).to_be_visible()
    page.get_by_role("button", name="Take instead").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).kind !== 'preset'")
