"""Every tool, by its effect on the server's density."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pad import (
    blank,
    click,
    density_of,
    marks_of,
    mirror,
    preview_of,
    shown_shares,
    slide,
    tool,
    value_at,
    wait_for_marks,
)
from tests.browser.test_page import at, draw
from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def test_a_line_is_straight_and_shift_keeps_it_level(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    tool(page, "line")
    draw(page, (-2, -1), (0, 3), (2, 1))
    [line] = wait_for_marks(page, 1)
    assert len(line["points"]) == 2
    density = density_of(server, page)
    assert value_at(density, 0, 0) > 0.1
    assert value_at(density, 0, 2.5) < 1e-3
    page.keyboard.down("Shift")
    draw(page, (-3, -3), (3, -2.6))
    page.keyboard.up("Shift")
    level = wait_for_marks(page, 2)[1]
    assert level["points"][0][1] == level["points"][1][1]


def test_a_stroke_that_leaves_the_pad_goes_on_where_it_comes_back(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    tool(page, "brush")
    draw(page, (2, 2), (5, 2), (5, -2), (2, -2))
    out, back = wait_for_marks(page, 2)
    assert out["points"][-1] == pytest.approx([4, 2], abs=0.03)
    assert back["points"][0] == pytest.approx([4, -2], abs=0.03)
    density = density_of(server, page)
    assert value_at(density, 3, 2) > 0.1
    assert value_at(density, 3.9, 0) < 1e-6, "nothing was drawn along the edge"
    page.get_by_role("button", name="Undo", exact=True).click()
    assert wait_for_marks(page, 0) == []


def test_a_closed_curve_closes(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    tool(page, "curve")
    draw(page, (-2, -2), (2, -2), (0, 2))
    [curve] = wait_for_marks(page, 1)
    assert curve["points"][0] == curve["points"][-1]
    density = density_of(server, page)
    assert value_at(density, -1, 0) > 0.05, "the side that nobody drew"
    assert value_at(density, 0, -0.8) < value_at(density, -1, 0) / 2


def test_a_soft_brush_lays_the_same_mass_further_out(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    draw(page, (-3, 2), (3, 2))
    tool(page, "soft")
    slide(page, "Softness", 1)
    draw(page, (-3, -2), (3, -2))
    hard, soft = wait_for_marks(page, 2)
    assert (hard["weight"], soft["weight"], soft["softness"]) == (1, 1, 1)
    density = density_of(server, page)
    lower, upper = density[:64].sum(), density[64:].sum()
    assert lower / upper == pytest.approx(1, abs=0.02)
    # a half at one width, a third at two, a sixth at four
    assert value_at(density, 0, -2) / value_at(density, 0, 2) == pytest.approx(1 / 2 + 1 / 6 + 1 / 24, rel=0.02)
    assert value_at(density, 0, -1.2) > 5 * value_at(density, 0, 1.2)


def test_a_gaussian_is_as_wide_as_the_drag(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    tool(page, "gaussian")
    draw(page, (1, 1), (1.8, 1))
    [blob] = wait_for_marks(page, 1)
    assert blob["width"] == pytest.approx(0.8, abs=0.03)
    density = density_of(server, page)
    assert value_at(density, 1, 1) == pytest.approx(1 / (2 * np.pi * blob["width"] ** 2), rel=0.01)
    assert preview_of(server, page)["n_components"] == 1


def test_a_text_is_stamped_and_is_one_thing(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    tool(page, "text")
    click(page, 0, 0)
    expect(page.get_by_role("alert")).to_contain_text("no text to stamp")
    page.get_by_label("Text", exact=True).fill("LI")
    slide(page, "Height", 2.4)
    click(page, 0, 0)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes.length > 15")
    marks = marks_of(page)
    assert {mark["group"] for mark in marks} == {1}
    density = density_of(server, page)
    # an L stands left of an I: its foot is heavier than its head
    left = density[:, :64]
    assert left[:64].sum() > 1.3 * left[64:].sum()
    tool(page, "select")
    click(page, marks[0]["points"][0][0] + 0.02, marks[0]["points"][0][1])
    page.keyboard.press("Delete")
    assert wait_for_marks(page, 0) == []


def test_the_eraser_takes_away_and_undo_and_redo_bring_everything_back(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    draw(page, (-3, 0), (3, 0))
    wait_for_marks(page, 1)
    whole = preview_of(server, page)["fingerprint"]
    tool(page, "eraser")
    slide(page, "Size", 0.5)
    draw(page, (1, -1), (1, 1))
    wait_for_marks(page, 2)
    erased = preview_of(server, page)["fingerprint"]
    assert value_at(density_of(server, page), 1, 0) < 1e-3
    tool(page, "gaussian")
    draw(page, (0, 3), (0.3, 3))
    wait_for_marks(page, 3)
    page.get_by_role("button", name="Undo").click()
    wait_for_marks(page, 2)
    assert preview_of(server, page)["fingerprint"] == erased
    page.keyboard.press("Control+z")
    wait_for_marks(page, 1)
    assert preview_of(server, page)["fingerprint"] == whole
    page.get_by_role("button", name="Redo").click()
    page.keyboard.press("Control+Shift+z")
    wait_for_marks(page, 3)


def test_symmetry_draws_in_the_mirror_and_around(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    mirror(page)
    draw(page, (1, 2), (2, 2.5))
    wait_for_marks(page, 2)
    density = density_of(server, page)
    np.testing.assert_allclose(density, density[:, ::-1], atol=1e-3)
    page.keyboard.press("Control+z")
    wait_for_marks(page, 0)
    page.get_by_role("button", name="Symmetry").click()
    page.get_by_label("Turned about the middle").check()
    page.get_by_label("Times in the circle").fill("5")
    page.keyboard.press("Escape")
    tool(page, "gaussian")
    draw(page, (2.5, 0), (2.7, 0))
    wait_for_marks(page, 5)
    assert shown_shares(page, 5) == pytest.approx([0.2] * 5, abs=1e-3)


def test_all_of_it_by_keyboard(server: Client, visit: Visit) -> None:
    page = visit()
    blank(page)
    page.locator(".surface").focus()
    page.keyboard.press("g")
    for key in ("Shift+ArrowLeft", "Shift+ArrowLeft", "Space", "ArrowRight", "ArrowRight", "ArrowRight", "Space"):
        page.keyboard.press(key)
    [blob] = wait_for_marks(page, 1)
    assert blob["points"] == [[-1, 0]]
    assert blob["width"] == pytest.approx(0.3)
    page.keyboard.press("l")
    for key in ("Shift+ArrowUp", "Space", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert wait_for_marks(page, 2)[1]["points"] == [[-0.7, 0.5], [0.3, 0.5]]
    page.keyboard.press("v")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_function(
        "() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[1].points[0][1] === 0.4"
    )


def test_a_pen_draws(visit: Visit) -> None:
    page = visit()
    blank(page)
    pen = page.context.new_cdp_session(page)

    def say(kind: str, x: float, y: float, buttons: int) -> None:
        left, top = at(page, x, y)
        event = {"type": kind, "x": left, "y": top, "button": "left", "buttons": buttons, "pointerType": "pen"}
        pen.send("Input.dispatchMouseEvent", event | {"force": 0.5, "clickCount": 1})

    say("mousePressed", -1, 1, 1)
    for x in (0.0, 1.0, 2.0):
        say("mouseMoved", x, 1, 1)
    say("mouseReleased", 2, 1, 0)
    [stroke] = wait_for_marks(page, 1)
    assert (stroke["points"][0], stroke["points"][-1]) == (
        pytest.approx([-1, 1], abs=0.03),
        pytest.approx([2, 1], abs=0.03),
    )


def test_a_finger_selects_and_drags(visit: Visit) -> None:
    page = visit(has_touch=True, viewport={"width": 390, "height": 844})
    blank(page)
    tool(page, "gaussian")
    draw(page, (-1, -1), (-0.7, -1))
    wait_for_marks(page, 1)
    tool(page, "select")
    page.locator("[data-testid=pad]").scroll_into_view_if_needed()
    touch = page.context.new_cdp_session(page)
    (x, y), (to_x, to_y) = at(page, -1, -1), at(page, 1.5, 1)

    def press(kind: str, *points: tuple[float, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})

    press("touchStart", (x, y))
    for share in (0.3, 0.6, 1):
        press("touchMove", (x + share * (to_x - x), y + share * (to_y - y)))
    press("touchEnd")
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[0].points[0][0] > 1")
    [blob] = marks_of(page)
    assert blob["points"][0] == pytest.approx([1.5, 1], abs=0.05)
