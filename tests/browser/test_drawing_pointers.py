"""Who draws on the pad when there is more than one: fingers, a palm with a pen, keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.pad import blank, wait_for_marks
from tests.browser.test_drawing_pen import pen
from tests.browser.test_page import at

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
PHONE = {"has_touch": True, "viewport": {"width": 390, "height": 844}}

# how far the pad's pixel at world (x, y) is from its ground
PAINTED = """([x, y]) => {
    const pad = document.querySelector('[data-testid=pad]');
    const pixel = (x, y) => pad.getContext('2d').getImageData(
        (x + 4) / 8 * pad.width, (4 - y) / 8 * pad.width, 1, 1).data;
    const [there, ground] = [pixel(x, y), pixel(-3.9, 3.9)];
    return Math.max(...[0, 1, 2].map((part) => Math.abs(there[part] - ground[part])));
}"""


def touch(session: CDPSession, page: Page, kind: str, *fingers: tuple[float, float]) -> None:
    places = [at(page, x, y) for x, y in fingers]
    points = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(places)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_second_finger_does_not_draw(visit: Visit) -> None:
    page = visit(**PHONE)
    blank(page)
    session = page.context.new_cdp_session(page)
    touch(session, page, "touchStart", (-2, 2))
    touch(session, page, "touchMove", (-1, 2))
    touch(session, page, "touchStart", (-1, 2), (2, -2))
    for x in (0.0, 1.0, 2.0):
        touch(session, page, "touchMove", (x, 2), (2 - x, -2))
    touch(session, page, "touchEnd")
    [stroke] = wait_for_marks(page, 1)
    assert all(y > 1.8 for _, y in stroke["points"])
    assert [stroke["points"][0][0], stroke["points"][-1][0]] == pytest.approx([-2, 2], abs=0.05)
    # and the next finger draws again
    touch(session, page, "touchStart", (-2, -2))
    touch(session, page, "touchMove", (2, -2))
    touch(session, page, "touchEnd")
    wait_for_marks(page, 2)


def test_a_pen_takes_over_from_a_palm(visit: Visit) -> None:
    page = visit(**PHONE)
    blank(page)
    session = page.context.new_cdp_session(page)
    touch(session, page, "touchStart", (3, -3))
    touch(session, page, "touchMove", (3, -2.9))
    pen(page, (-2, 1, 0.3), (1, 1, 0.8))
    [stroke] = wait_for_marks(page, 1)
    assert all(y == pytest.approx(1, abs=0.05) for _, y in stroke["points"])
    assert max(stroke["pressures"]) > 0.7
    touch(session, page, "touchEnd")
    assert len(wait_for_marks(page, 1)) == 1


def test_the_first_stroke_is_a_density_while_it_is_drawn(visit: Visit) -> None:
    page = visit()
    blank(page)
    page.mouse.move(*at(page, -3, 0))
    page.mouse.down()
    page.mouse.move(*at(page, 3, 0), steps=6)
    # two standard deviations from the spine there is density and no ink
    page.wait_for_function(f"(at) => ({PAINTED})(at) > 8", arg=[0, 0.38])
    expect(page.locator("[data-label]")).to_have_count(1)
    page.keyboard.press("Escape")
    page.wait_for_function(f"(at) => ({PAINTED})(at) === 0", arg=[0, 0])
    expect(page.locator("[data-label]")).to_have_count(0)
    expect(page.locator("li[data-mode]")).to_have_count(0)
    page.mouse.up()
    assert wait_for_marks(page, 0) == []


def test_keys_show_their_cross_at_once(visit: Visit) -> None:
    page = visit()
    blank(page)
    page.keyboard.press("Tab")
    page.locator(".surface").focus()
    cursor = page.locator(".cursor").bounding_box()
    assert cursor
    middle = [cursor["x"] + cursor["width"] / 2, cursor["y"] + cursor["height"] / 2]
    assert middle == pytest.approx(list(at(page, 0, 0)), abs=1.5)
