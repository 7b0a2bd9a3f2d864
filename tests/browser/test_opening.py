"""The first visit: nothing is pressed, two crowds move, and the counter tells which walk is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scorescape.models.targets.spec import build_target, parse_target
from tests.client import Client

from .axe import violations
from .stages import settle

pytestmark = pytest.mark.browser
LESSON = Path(__file__).parents[2] / "frontend/src/opening/lesson.ts"
CONTROLS = "button, select, input, a[href], [role=button], [role=slider]"


def shares(page: Page) -> dict[str, int]:
    return {name: int(page.inner_text(f"[data-share={name}]").removesuffix(" %")) for name in ("plain", "annealed")}


def picture(page: Page, name: str) -> str:
    return str(page.evaluate(f"document.querySelector('canvas[data-opening={name}]').toDataURL()"))


def test_it_moves_within_two_seconds_and_tells_the_walks_apart(visit: Callable[..., Page], server: Client) -> None:
    page = visit(first=True)
    page.wait_for_selector("canvas[data-opening=plain]")
    before = picture(page, "plain")
    page.wait_for_function(
        "before => document.querySelector('canvas[data-opening=plain]').toDataURL() !== before",
        arg=before,
        timeout=2_000,
    )
    page.wait_for_selector("[data-action=play]")
    assert 45 <= shares(page)["plain"] <= 55
    assert 17 <= shares(page)["annealed"] <= 23
    assert page.locator(CONTROLS).count() <= 25
    assert server.request("GET", "/api/experiments")[1] == [], "nothing is asked of the server before a choice"


def test_pause_holds_it(visit: Callable[..., Page]) -> None:
    page = visit(first=True)
    page.click("[data-action=pause]")
    held = page.inner_text("[data-doing=annealed]")
    settle(page, frames=20)
    assert page.inner_text("[data-doing=annealed]") == held
    page.click("[data-action=play]")
    expect(page.locator("[data-doing=annealed]")).not_to_have_text(held)


def test_without_motion_the_end_is_shown_and_play_is_offered(visit: Callable[..., Page]) -> None:
    page = visit(first=True, reduced_motion="reduce")
    page.wait_for_selector("[data-action=play]")
    assert 45 <= shares(page)["plain"] <= 55
    assert 17 <= shares(page)["annealed"] <= 23


def test_after_a_minute_of_rest_it_goes_on_by_itself_until_a_key_is_pressed(visit: Callable[..., Page]) -> None:
    page = visit(first=True, prepare=lambda page: page.clock.install())
    page.wait_for_selector("canvas[data-opening=plain]")
    while page.locator("[data-action=play]").count() == 0:
        page.clock.run_for(1_000)
    end = (shares(page), page.inner_text("[data-doing=annealed]"))
    page.clock.fast_forward(60_000)
    expect(page.locator("[data-action=hold]")).to_have_text(re.compile("Pause"))
    page.clock.run_for(8_000)
    assert page.inner_text("[data-doing=annealed]") != end[1]
    page.keyboard.press("x")
    expect(page.locator("[data-action=play]")).to_be_visible()
    assert (shares(page), page.inner_text("[data-doing=annealed]")) == end


def test_explain_plays_the_demonstration(visit: Callable[..., Page]) -> None:
    page = visit(first=True)
    page.click("[data-action=explain]")
    expect(page.locator("article[data-phase]")).to_have_count(2)
    expect(page.get_by_text("20 % mode", exact=False).first).to_be_visible()


def test_draw_your_own_leads_to_the_pad_and_the_next_visit_begins_there(visit: Callable[..., Page]) -> None:
    page = visit(first=True)
    page.click("[data-action=draw]")
    page.wait_for_selector("article[data-phase=ready]")
    page.reload()
    page.wait_for_selector("article[data-phase=ready]")
    assert page.locator("[data-counter]").count() == 0


def test_it_is_accessible(visit: Callable[..., Page]) -> None:
    for scheme in ("light", "dark"):
        page = visit(first=True, color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_selector("[data-counter]")
        assert violations(page) == []


def test_the_hills_are_the_drawing_that_the_page_begins_with() -> None:
    mixture = build_target(parse_target({"kind": "preset", "name": "two-gaussians"}))
    said = re.findall(
        r"weight: ([\d.]+), mean: \{ x: (-?[\d.]+), y: (-?[\d.]+) \}, scale: ([\d.]+)", LESSON.read_text()
    )
    parts = zip(mixture.weights.tolist(), mixture.means.tolist(), mixture.scales.tolist(), strict=True)
    assert [tuple(map(float, part)) for part in said] == [(w, *mean, scale) for w, mean, scale in parts]
