"""The page without a mouse: few Tab stops to what matters, toolbars as one stop each, Escape from the top down."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .pad import blank, marks_of, tool, wait_for_marks
from .test_page import at

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
TWO = "#t=preset.two-gaussians&p=score-matching;n_steps=40&p=denoising-score-matching;n_steps=40&s=langevin;init=data"
HELD = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"


def ready(page: Page) -> None:
    expect(page.locator("article[data-phase=ready]").first).to_be_visible()
    expect(page.locator("[data-action=train]").first).to_be_enabled()


def tab_to(page: Page, found: str, most: int) -> int:
    """Presses of Tab until the expression holds of the element with the focus."""
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const it = document.activeElement; return {found}; }}"):
            return count
    raise AssertionError(f"Not within {most} presses of Tab.")


def test_train_is_reached_in_few_tab_stops(visit: Visit) -> None:
    page = visit(TWO)
    ready(page)
    # the page writes its version beside what it was given
    page.wait_for_url(re.compile("v=1"))
    address = page.url
    assert tab_to(page, "it.dataset.skip === 'drawing'", 1) == 1
    link = page.locator("[data-skip=drawing]").bounding_box()
    assert link
    assert link["y"] >= 0, "a skip link is seen while it has the focus"
    there = 1 + tab_to(page, "it.dataset.skip === 'controls'", 2)
    page.keyboard.press("Enter")
    assert there + tab_to(page, "it.dataset.action === 'train'", 3) <= 12
    assert page.url == address, "the address is the experiment's"
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_have_attribute("data-phase", re.compile("training|finished"))


@pytest.mark.parametrize(
    ("to", "first"), [("drawing", "Drawing pad, 8 by 8 world units"), ("pictures", None)], ids=["drawing", "pictures"]
)
def test_skip_links_lead_to_their_places(visit: Visit, to: str, first: str | None) -> None:
    page = visit(TWO)
    ready(page)
    tab_to(page, f"it.dataset.skip === '{to}'", 3)
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == to
    page.keyboard.press("Tab")
    assert page.evaluate(f"() => document.getElementById('{to}').contains(document.activeElement)")
    if first:
        assert page.evaluate(HELD) == first


def test_every_toolbar_is_one_tab_stop(visit: Visit) -> None:
    page = visit(TWO)
    ready(page)
    stops = page.eval_on_selector_all(
        "[role=toolbar]",
        """(bars) => bars.filter((bar) => bar.checkVisibility()).map((bar) => [bar.getAttribute('aria-label'),
               [...bar.querySelectorAll('button, select, input, a')].filter((each) => each.tabIndex >= 0
                   && !each.disabled && each.checkVisibility() && !each.closest('[popover]')).length])""",
    )
    assert len(stops) >= 2
    assert stops == [[label, 1] for label, _ in stops]


def test_arrow_keys_go_through_the_tools_and_enter_takes_one_up(visit: Visit) -> None:
    page = visit(TWO)
    ready(page)
    brush = page.locator("[data-tool=brush]")
    brush.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.dataset.tool") != "brush"
    expect(brush).to_have_attribute("aria-checked", "true")
    page.keyboard.press("Home")
    expect(page.locator("[data-tool]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-tool]").first).to_have_attribute("aria-checked", "true")
    page.keyboard.press("ArrowLeft")
    last = page.evaluate(HELD)
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-tool]").first).to_be_focused()
    page.keyboard.press("End")
    assert page.evaluate(HELD) == last
    # Tab leaves the bar, and comes back to where it was left
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('[aria-label=\"Drawing tools\"]')") is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(HELD) == last


def test_a_button_that_is_used_up_leaves_the_focus_in_its_bar(visit: Visit) -> None:
    page = visit(TWO)
    blank(page)
    undo = page.get_by_role("button", name="Undo", exact=True)
    undo.focus()
    page.keyboard.press("Enter")
    expect(undo).to_be_disabled()
    assert page.evaluate(HELD) == "Redo"


def test_escape_closes_the_topmost_thing_first(visit: Visit) -> None:
    page = visit(TWO)
    ready(page)
    page.get_by_role("button", name="Help", exact=True).click()
    page.locator("[data-help=tour]").click()
    card = page.locator(".card[data-tour]")
    expect(card).to_be_visible()
    page.locator("article").first.get_by_role("application").focus()
    page.keyboard.press("f")
    large = page.locator("article.large")
    expect(large).to_have_count(1)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(large).to_have_count(1)
    page.get_by_role("button", name="Demonstrations").click()
    expect(page.locator("[popover]:popover-open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[popover]:popover-open")).to_have_count(0)
    expect(large).to_have_count(1)
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page.locator(".ring")).to_have_count(0)


def test_escape_ends_the_tour_before_the_demonstration(visit: Visit) -> None:
    page = visit(TWO)
    ready(page)
    page.get_by_role("button", name="Demonstrations").click()
    page.locator("[data-story]").first.click()
    playing = page.locator("[data-playing]")
    expect(playing).to_be_visible()
    page.get_by_role("button", name="Help", exact=True).click()
    page.locator("[data-help=tour]").click()
    expect(page.locator(".card[data-tour]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card[data-tour]")).to_have_count(0)
    expect(playing).to_be_visible()
    page.keyboard.press("Escape")
    expect(playing).to_have_count(0)
    expect(page.get_by_role("button", name="Back to my experiment")).to_be_visible()


def test_a_stroke_is_forgotten_before_a_large_panel_shrinks(visit: Visit) -> None:
    page = visit(TWO)
    blank(page)
    page.locator("article").first.get_by_role("application").focus()
    page.keyboard.press("f")
    page.mouse.move(*at(page, -2, 0))
    page.mouse.down()
    page.mouse.move(*at(page, 2, 0), steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert marks_of(page) == []
    expect(page.locator("article.large")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("article.large")).to_have_count(0)


def test_the_ring_of_the_tour_is_gone_at_its_end(visit: Visit) -> None:
    page = visit(tour=True)
    ready(page)
    card = page.locator(".card[data-tour]")
    for step in range(5):
        expect(page.locator(f".card[data-tour='{step}']")).to_be_visible()
        page.get_by_role("button", name="Next", exact=True).click()
    expect(card).to_contain_text("That was the tour")
    expect(page.locator(".ring")).to_have_count(0)
    assert violations(page) == []


def test_a_stamped_word_fills_the_pad_and_no_share_is_written_on_it(visit: Visit) -> None:
    page = visit(TWO)
    blank(page)
    tool(page, "text")
    page.get_by_label("Text", exact=True).fill("SCORE")
    page.mouse.click(*at(page, 0, 0))
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes?.length > 20")
    xs = [x for mark in marks_of(page) for x, _ in mark["points"]]
    assert max(xs) - min(xs) > 6.5, "a word of five letters takes most of the 8 units"
    assert max(map(abs, xs)) <= 3.8
    expect(page.locator("[data-label]:visible").first).to_be_visible()
    ys = [y for mark in marks_of(page) for _, y in mark["points"]]
    top, bottom = at(page, 0, max(ys))[1], at(page, 0, min(ys))[1]
    for label in page.locator("[data-label]:visible").all():
        box = label.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= top or box["y"] >= bottom, label.inner_text()
    page.keyboard.press("Control+z")
    assert wait_for_marks(page, 0) == []
