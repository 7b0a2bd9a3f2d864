"""What a pen's pressure does to the density, to the link, and to everything that is done with a stroke."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pad import blank, density_of, marks_of, mirror, preview_of, slide, tool, value_at, wait_for_marks
from tests.browser.test_drawing_files import drop, taken
from tests.browser.test_page import at
from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
Touch = tuple[float, float, float]


def pen(page: Page, *touches: Touch, lift: bool = True) -> None:
    """Draw with real events of a pen: (x, y, force), straight from one to the next in eight steps."""
    session = page.context.new_cdp_session(page)

    def say(kind: str, x: float, y: float, force: float, buttons: int) -> None:
        left, top = at(page, x, y)
        event = {"type": kind, "x": left, "y": top, "button": "left", "buttons": buttons, "pointerType": "pen"}
        session.send("Input.dispatchMouseEvent", event | {"force": force, "clickCount": 1})

    say("mousePressed", *touches[0], 1)
    for start, end in itertools.pairwise(touches):
        for step in range(1, 9):
            x, y, force = (a + (b - a) * step / 8 for a, b in zip(start, end, strict=True))
            say("mouseMoved", x, y, force, 1)
    if lift:
        say("mouseReleased", touches[-1][0], touches[-1][1], 0, 0)


def spread(density: Any, x: float) -> float:
    """Standard deviation across a level stroke at y = 0, world units."""
    column = density[:, int((x + 4) / 8 * 128)]
    y = (np.arange(128) + 0.5) / 16 - 4
    return float(np.sqrt((column * y**2).sum() / column.sum()))


def test_pressure_makes_the_ridge_wider_and_no_higher(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    slide(page, "Size", 0.5)
    pen(page, (-3, 0, 0.1), (3, 0, 1))
    [stroke] = wait_for_marks(page, 1)
    pressures = stroke["pressures"]
    assert len(pressures) == len(stroke["points"])
    assert pressures == sorted(pressures)
    assert (pressures[0], pressures[-1]) == (pytest.approx(0.1, abs=0.02), pytest.approx(1, abs=0.02))
    density = density_of(server, page)
    for x in (-2.0, 0.0, 2.0):
        expected = stroke["width"] * (0.2 + 0.8 * (0.1 + 0.9 * (x + 3) / 6))
        assert spread(density, x) == pytest.approx(expected, rel=0.06)
    assert value_at(density, 1.5, 0) == pytest.approx(value_at(density, -2, 0), rel=0.04)
    # mass per unit length goes with the width
    mass = density.sum(axis=0)
    assert mass[96] / mass[32] == pytest.approx((0.28 + 0.72 * 5 / 6) / (0.28 + 0.72 / 6), rel=0.05)


def test_what_is_drawn_while_the_pen_is_down_has_its_width(visit: Visit) -> None:
    page = visit()
    blank(page)
    slide(page, "Size", 0.5)
    page.route("**/targets/preview", lambda _: None)  # only what the page draws itself: no density ever comes
    pen(page, (-3, 0, 0.05), (3, 0, 1), lift=False)
    ink = """([x, y]) => {
        const pad = document.querySelector('[data-testid=pad]');
        const edge = pad.width;
        const pixel = pad.getContext('2d').getImageData((x + 4) / 8 * edge, (4 - y) / 8 * edge, 1, 1).data;
        const ground = pad.getContext('2d').getImageData(2, 2, 1, 1).data;
        return Math.max(...[0, 1, 2].map((part) => Math.abs(pixel[part] - ground[part])));
    }"""
    # 0.35 from the spine the band is there on the firm side only
    page.wait_for_function(f"(at) => ({ink})(at) > 40", arg=[2.5, 0.35])
    assert page.evaluate(ink, [-2.5, 0.35]) == 0
    cursor = page.locator(".cursor").bounding_box()
    pad = page.get_by_test_id("pad").bounding_box()
    assert cursor
    assert pad
    assert cursor["width"] == pytest.approx(2 * 0.5 * pad["width"] / 8, abs=3)


def test_a_mouse_and_a_pen_that_measures_nothing_draw_an_even_stroke(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    page.mouse.move(*at(page, -2, 0))
    page.mouse.down()
    page.mouse.move(*at(page, 2, 0), steps=16)
    page.mouse.up()
    [by_mouse] = wait_for_marks(page, 1)
    even = preview_of(server, page)["fingerprint"]
    page.keyboard.press("Control+z")
    wait_for_marks(page, 0)
    pen(page, (-2, 0, 0.5), (0, 0, 0.5), (2, 0, 0.5))
    assert wait_for_marks(page, 1) == [by_mouse]
    assert "pressures" not in by_mouse
    assert preview_of(server, page)["fingerprint"] == even


def test_pressures_go_with_the_stroke_wherever_it_goes(server: Client, visit: Visit, tmp_path: Path) -> None:
    page = visit()
    blank(page)
    slide(page, "Size", 0.4)
    pen(page, (-2, -1, 0.2), (0, 1, 0.9), (2, -1, 0.3))
    [stroke] = wait_for_marks(page, 1)
    drawn = density_of(server, page)
    # undone and done again, moved there and back, weighed otherwise
    page.keyboard.press("Control+z")
    wait_for_marks(page, 0)
    page.keyboard.press("Control+Shift+z")
    assert wait_for_marks(page, 1) == [stroke]
    tool(page, "select")
    page.mouse.click(*at(page, 0, 1))
    page.locator(".surface").focus()
    for key in ("ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    slide(page, "Weight", 3)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[0].weight === 3")
    [edited] = marks_of(page)
    assert edited == stroke | {"weight": 3}
    np.testing.assert_allclose(density_of(server, page), drawn, rtol=1e-5, atol=1e-9)
    edited_fingerprint = preview_of(server, page)["fingerprint"]
    # by link, to a browser that was never here
    page.wait_for_function("() => /,p[0-9a-zA-O]+!/.test(location.hash)")
    other = visit("#" + page.url.partition("#")[2])
    expect(other.locator("li[data-mode]").first).to_be_visible()
    other.wait_for_function("() => /,p[0-9a-zA-O]+!/.test(location.hash)")
    assert other.url.partition("#t=")[2].partition("&")[0] == page.url.partition("#t=")[2].partition("&")[0]
    # by file, out and in again
    page.get_by_role("button", name="Export the drawing").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON", exact=True).click()
    file = tmp_path / "drawing.json"
    download.value.save_as(file)
    exported = json.loads(file.read_text())
    assert exported["strokes"] == [edited]
    page.keyboard.press("Escape")
    blank(page)
    drop(page, "drawing.json", file.read_bytes())
    taken(page, "Take")
    assert wait_for_marks(page, 1) == [edited]
    assert preview_of(server, page)["fingerprint"] == edited_fingerprint


def test_symmetry_presses_as_hard_in_the_mirror(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    mirror(page)
    pen(page, (0.5, -2, 0.1), (2, 2, 0.9))
    wait_for_marks(page, 2)
    density = density_of(server, page)
    np.testing.assert_allclose(density, density[:, ::-1], atol=1e-3)
    assert density[64:].sum() > 1.5 * density[:64].sum()


def test_a_light_eraser_takes_less(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    slide(page, "Size", 0.1)
    for y in (0.0, 0.5):
        page.mouse.move(*at(page, -2, y))
        page.mouse.down()
        page.mouse.move(*at(page, 2, y), steps=4)
        page.mouse.up()
    wait_for_marks(page, 2)
    tool(page, "eraser")
    slide(page, "Size", 0.8)
    pen(page, (-1, 0, 0.1), (1, 0, 0.1))
    wait_for_marks(page, 3)
    density = density_of(server, page)
    assert value_at(density, 0, 0) < 1e-3 < 0.1 < value_at(density, 0, 0.5)
