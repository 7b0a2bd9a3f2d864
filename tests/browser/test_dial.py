"""The two dials: the weight of a mode dragged by hand, and the noise along a walk."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from . import stages

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
TWO = "#t=preset.two-gaussians&p=denoising-score-matching"
ANNEALED = f"{TWO}&s=annealed-langevin;field=exact;init=uniform"


def slide(page: Page, slider: Locator, start: float, end: float) -> None:
    """Press at one share of a slider and hold at another."""
    slider.scroll_into_view_if_needed()
    slider.hover()
    box = slider.bounding_box()
    assert box is not None
    at = [(box["x"] + 8 + (box["width"] - 16) * share, box["y"] + box["height"] / 2) for share in (start, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=8)


def test_the_density_breathes_the_arrows_stay_and_only_the_ridge_is_lit(visit: Visit) -> None:
    page = visit(TWO)
    stages.ready(page)
    before = stages.pixels(stages.stages(page)[0])
    slider = page.get_by_label("Weight of mode 2")
    slide(page, slider, 0.2, 0.8)
    told = page.locator("[data-on-data]")
    expect(told).to_contain_text("on the ridge")
    names = ("moved", "on-data", "on-ridge")
    moved, on_data, on_ridge = (float(told.get_attribute(f"data-{name}") or "nan") for name in names)
    assert moved == pytest.approx(0.6, abs=0.05)
    assert on_data < 1e-3
    # |s_a - s_b| is 2 |mu_a - mu_b| / 2 s^2 = 28.3 on the ridge, times tanh(d / 4) = .6, over sqrt(2) / s = 2.83
    assert on_ridge == pytest.approx(6, abs=0.9)
    stages.settle(page)
    after = stages.pixels(stages.stages(page)[0])
    size = len(after)

    def change(x: float, y: float, reach: int = 12) -> float:
        row, column = int((4 - y) / 8 * size), int((x + 4) / 8 * size)
        patch = np.s_[max(0, row - reach) : row + reach, max(0, column - reach) : column + reach]
        return float(np.abs(after[patch] - before[patch]).mean())

    assert change(0, 0) > 40, "the ridge is not lit"
    assert change(2.5, 2.5) > 15
    assert change(-2.5, -2.5) > 15
    # off the ridge and off the hills nothing happens: the arrows are where they were
    assert change(0, 3.2) < 3
    assert change(-3.2, 0) < 3
    page.mouse.up()
    expect(page.locator("[data-mode='1']")).to_have_attribute("data-mass", re.compile(r"^0\.[78]"))
    page.get_by_role("button", name="Undo", exact=False).first.click()
    expect(page.locator("[data-mode='2'] input")).to_have_value("20 %")


def test_escape_takes_a_tried_weight_back(visit: Visit) -> None:
    page = visit(TWO)
    stages.ready(page)
    slider = page.get_by_label("Weight of mode 2")
    slide(page, slider, 0.2, 0.6)
    expect(page.locator("[data-mode='2'] input")).not_to_have_value("20 %")
    page.keyboard.press("Escape")
    expect(page.locator("[data-mode='2'] input")).to_have_value("20 %")
    page.mouse.up()


def test_the_noise_of_an_annealed_walk_is_on_the_picture_and_its_events_are_named(visit: Visit) -> None:
    page = visit(ANNEALED)
    stages.ready(page)
    named = page.evaluate_handle(
        """() => {
            const seen = [];
            new MutationObserver(() => {
                const note = document.querySelector('[data-event]');
                if (note?.dataset.event && seen.at(-1) !== note.dataset.event) seen.push(note.dataset.event);
            }).observe(document.body, { subtree: true, attributes: true, childList: true });
            return seen;
        }"""
    )
    page.get_by_role("button", name="Sample", exact=True).click()
    note = page.locator("[data-event]")
    expect(note).to_have_attribute("data-sigma", "0")
    assert named.json_value() == ["modes part (1 → 2)", "shares settle"]
    marks = stages.figures(page, ".noise [data-mark]")
    assert [(each["mark"], round(each["at"], 2)) for each in marks] == [("shares", 1.52), ("modes", 2.32)]


def test_the_noise_dragged_by_hand_merges_the_modes_on_the_picture_and_lets_the_walk_be(visit: Visit) -> None:
    page = visit(ANNEALED)
    stages.ready(page)
    stage = stages.stages(page)[0]
    clear = stages.pixels(stage)
    size = len(clear)
    patch = np.s_[size // 2 - 8 : size // 2 + 8, size // 2 - 8 : size // 2 + 8]
    expect(page.locator(".noise [data-mark]")).to_have_count(2)
    slide(page, page.get_by_label("Noise level, by hand"), 0.98, 0.05)
    expect(page.locator("[data-event]")).to_have_attribute("data-event", "modes merge (2 → 1)")
    page.mouse.up()
    stages.settle(page)
    noisy = stages.pixels(stage)
    assert np.abs(noisy[patch] - clear[patch]).mean() > 60, "between the hills there is none"
    expect(page.locator("article")).to_have_attribute("data-sampling", "idle")
    page.get_by_role("button", name="Show the noise of the walk again").click()
    expect(page.locator("[data-event]")).to_have_count(0)
