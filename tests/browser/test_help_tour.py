"""The tour of the first visit: it follows what the user does, hides nothing of it, and is never forced on anyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .test_page import draw

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
STEPS = 5
# two panels learn and walk before the step is done
TRAINING = 240_000
# whether the card lies over the ring around the control that the step speaks of
COVERS = """() => {
    const [card, ring] = ['.card[data-tour]', '.ring'].map((each) =>
        document.querySelector(each).getBoundingClientRect());
    return card.left < ring.right - 4 && card.right > ring.left + 4
        && card.top < ring.bottom - 4 && card.bottom > ring.top + 4;
}"""


def at(page: Page, step: int, patience: float = 60_000) -> None:
    expect(page.locator(f".card[data-tour='{step}']")).to_be_visible(timeout=patience)


def ready(page: Page) -> None:
    expect(page.locator("article[data-phase=ready]").first).to_be_visible()


def test_it_goes_on_as_the_user_draws_trains_and_looks(visit: Visit) -> None:
    page = visit(tour=True)
    ready(page)
    at(page, 0)
    draw(page, (-1.0, -1.0), (1.0, -1.0))
    at(page, 1)
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.click()
    at(page, 2)
    page.get_by_role("button", name="error vs target: about this figure").first.click()
    at(page, 3)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Skip", exact=True).click()
    expect(page.locator(".card[data-tour]")).to_have_count(0)


@pytest.mark.slow
def test_it_shows_the_lost_share_and_what_mends_it(visit: Visit) -> None:
    page = visit(tour=True)
    ready(page)
    for step in range(3):
        at(page, step)
        page.get_by_role("button", name="Next", exact=True).click()
    at(page, 3)
    page.locator("[data-tour-show]").click()
    at(page, 4, TRAINING)
    lost = page.locator("[data-mode-weight-tv]").first.get_attribute("data-mode-weight-tv")
    assert float(lost or 0) > 0.1
    page.locator("[data-tour-show]").click()
    at(page, STEPS, TRAINING)
    expect(page.locator(".card[data-tour]")).to_contain_text("The shares are right again")


@pytest.mark.slow
def test_pressing_the_ringed_sample_loses_the_share_and_goes_on(visit: Visit) -> None:
    """The default walk starts everywhere: nothing but Sample has to be pressed for the lesson."""
    page = visit(tour=True)
    ready(page)
    page.get_by_role("button", name="Train", exact=True).click()
    for step in range(3):
        at(page, step)
        page.get_by_role("button", name="Next", exact=True).click()
    at(page, 3)
    expect(page.locator("article[data-phase=finished]")).to_have_count(2, timeout=TRAINING)
    page.locator("[data-action=sample]").click()
    at(page, 4, TRAINING)
    assert float(page.locator("[data-mode-weight-tv]").first.get_attribute("data-mode-weight-tv") or 0) > 0.15


@pytest.mark.parametrize("viewport", [(1440, 900), (1024, 768), (390, 844)], ids=["wide", "middling", "phone"])
def test_no_step_covers_what_it_speaks_of(visit: Visit, viewport: tuple[int, int]) -> None:
    page = visit(tour=True, viewport={"width": viewport[0], "height": viewport[1]})
    ready(page)
    for step in range(STEPS):
        at(page, step)
        expect(page.locator(".ring")).to_have_count(1)
        page.wait_for_function(f"() => !({COVERS})()")
        assert violations(page) == []
        page.get_by_role("button", name="Next", exact=True).click()


def test_it_is_a_matter_of_keys_and_comes_back_only_when_called(visit: Visit) -> None:
    page = visit(tour=True)
    ready(page)
    at(page, 0)
    page.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("Enter")
    at(page, 1)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    at(page, 0)
    page.get_by_role("button", name="Skip", exact=True).focus()
    page.keyboard.press("Escape")
    expect(page.locator(".card[data-tour]")).to_have_count(0)
    page.goto("about:blank")
    page.go_back()
    ready(page)
    expect(page.locator(".card[data-tour]")).to_have_count(0)
    page.get_by_role("button", name="Help", exact=True).click()
    page.locator("[data-help=tour]").click()
    at(page, 0)


def test_a_link_is_not_talked_over(visit: Visit) -> None:
    page = visit("#t=preset.spiral&p=score-matching", tour=True)
    ready(page)
    expect(page.locator(".card[data-tour]")).to_have_count(0)
