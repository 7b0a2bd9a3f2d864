"""What is drawn can be picked up again: selected, moved, weighed, deleted, and its modes given other shares."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pad import (
    blank,
    click,
    marks_of,
    preview_of,
    shown_shares,
    slide,
    target_of,
    tool,
    wait_for_marks,
)
from tests.browser.test_page import draw
from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

FIVE_PER_CENT = """() => Math.abs(Number(document.querySelector('[data-mode="3"]').dataset.mass) - 0.05) < 1e-9"""


def two_blobs(page: Page) -> None:
    blank(page)
    tool(page, "gaussian")
    draw(page, (-2, 0), (-1.6, 0))
    draw(page, (2, 0), (2.4, 0))
    wait_for_marks(page, 2)


def type_share(page: Page, mode: int, text: str) -> None:
    box = page.get_by_label(f"Share of mode {mode}", exact=True)
    box.fill(text)
    box.press("Enter")


def test_a_blob_is_moved_weighed_and_deleted(server: Client, visit: Visit) -> None:
    page = visit()
    two_blobs(page)
    tool(page, "select")
    draw(page, (2, 0), (1, 2.5))
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[1].points[0][1] > 2")
    peaks = sorted(mode["position"] for mode in preview_of(server, page)["modes"])
    assert peaks[1] == pytest.approx([1, 2.5], abs=0.1)
    expect(page.get_by_test_id("selection")).to_be_visible()
    slide(page, "Weight", 3)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[1].weight === 3")
    first, second = marks_of(page)
    wanted = 3 * second["width"] / (3 * second["width"] + first["width"])
    page.wait_for_function(
        "(mass) => Math.abs(Number(document.querySelector('[data-mode=\"1\"]').dataset.mass) - mass) < 1e-3", arg=wanted
    )
    page.keyboard.press("Control+z")
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[1].weight === 1")
    page.keyboard.press("Backspace")
    [left] = wait_for_marks(page, 1)
    assert left == first
    expect(page.get_by_test_id("selection")).to_have_count(0)


def test_arrow_keys_move_what_is_selected_and_escape_lets_it_go(visit: Visit) -> None:
    page = visit()
    two_blobs(page)
    tool(page, "select")
    click(page, -2, 0)
    before = marks_of(page)[0]["points"][0]
    page.locator(".surface").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.wait_for_function(
        "(y) => Math.abs(JSON.parse(localStorage.getItem('scorescape.target')).strokes[0].points[0][1] - y) < 1e-9",
        arg=round(before[1] + 0.5, 3),
    )
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("selection")).to_have_count(0)
    page.keyboard.press("Delete")
    assert len(marks_of(page)) == 2


def test_a_gaussian_of_a_preset_can_be_moved(server: Client, visit: Visit) -> None:
    page = visit("#t=preset.two-gaussians")
    expect(page.locator("li[data-mode]")).to_have_count(2)
    heavy = preview_of(server, page)["modes"][0]["position"]
    tool(page, "select")
    draw(page, tuple(heavy), (0, 0))
    marks = wait_for_marks(page, 2)
    assert min(abs(mark["points"][0][0]) for mark in marks) < 0.1
    page.keyboard.press("Control+z")
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).kind === 'preset'")


def test_a_preset_of_many_gaussians_is_moved_as_one_and_again_after_a_reload(server: Client, visit: Visit) -> None:
    page = visit("#t=preset.spiral")
    shown_shares(page, 1)
    spiral = server.request("POST", "/api/targets/preview", {"kind": "preset", "name": "spiral"})[1]
    x, y = spiral["modes"][0]["position"]
    tool(page, "select")
    draw(page, (x, y), (x + 0.5, y))
    [cloud] = wait_for_marks(page, 1)
    assert cloud["source"] == {"kind": "preset", "name": "spiral"}
    assert cloud["shift"] == pytest.approx([0.5, 0], abs=0.05)
    page.wait_for_function("() => location.hash.includes('t=drawing.c,')")
    page.reload()
    shown_shares(page, 1)
    with page.expect_response("**/targets/preview") as known:  # the spiral's Gaussians, to be hit
        tool(page, "select")
    known.value.finished()
    click(page, x + 0.5, y)
    expect(page.get_by_test_id("selection")).to_be_visible()
    slide(page, "Mass", 2)
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[0].mass === 2")


def test_five_per_cent_typed_is_five_per_cent_exactly(server: Client, visit: Visit) -> None:
    page = visit()
    two_blobs(page)
    draw(page, (0, 2.8), (0.3, 2.8))
    wait_for_marks(page, 3)
    modes = preview_of(server, page)["modes"]
    before, third = [mode["mass"] for mode in modes], modes[2]["position"]
    # the page shows the stroke as it was laid, not as it was on the way
    page.wait_for_function(
        "(mass) => Number(document.querySelector('li[data-mode=\"3\"]')?.dataset.mass) === mass", arg=before[2]
    )
    type_share(page, 3, "5 %")
    marks = wait_for_marks(page, 4)
    assert marks[3]["shares"] == [{"at": third, "share": 0.05}]
    masses = [mode["mass"] for mode in preview_of(server, page)["modes"]]
    assert masses[2] == pytest.approx(0.05, abs=1e-9)
    assert masses[0] / masses[1] == pytest.approx(before[0] / before[1], rel=1e-6)
    page.wait_for_function(FIVE_PER_CENT)
    expect(page.get_by_label("Share of mode 3", exact=True)).to_have_value("5.0 %")
    # a link and a reload carry it
    page.wait_for_function("() => location.hash.includes('_m,0.05')")
    again = visit(page.evaluate("() => location.hash"))
    expect(again.locator("li[data-mode]")).to_have_count(3)
    again.wait_for_function(FIVE_PER_CENT)
    # one step back
    page.get_by_role("button", name="Undo").click()
    wait_for_marks(page, 3)
    page.wait_for_function("() => Number(document.querySelector('[data-mode=\"3\"]').dataset.mass) > .1")
    assert shown_shares(page, 3) == before


def test_one_stroke_of_two_modes_takes_a_share_too(server: Client, visit: Visit) -> None:
    page = visit("#t=preset.two-moons")
    shown_shares(page, 2)
    type_share(page, 2, "12,5")
    wait_for_marks(page, 2)
    assert preview_of(server, page)["modes"][1]["mass"] == pytest.approx(0.125, abs=1e-9)


def test_a_share_that_cannot_be_is_refused_in_words(visit: Visit) -> None:
    page = visit()
    two_blobs(page)
    shown_shares(page, 2)
    before = target_of(page)
    for text, sentence in (("0", "[0.3, 99.7]"), ("all", "number of per cent"), ("140 %", "[0.3, 99.7]")):
        type_share(page, 1, text)
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        expect(page.get_by_label("Share of mode 1", exact=True)).to_have_value("50 %")
    assert target_of(page) == before
