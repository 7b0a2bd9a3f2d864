"""Where particles start, how they are coloured, and what the menu of samplers says beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LINK = "#t=preset.two-gaussians&p=denoising-score-matching&s=langevin;field=exact;init=uniform"
# pixels of the stage that are redder than anything the page paints there without the tint
RED = """() => {
    const canvas = document.querySelector('canvas[data-stage]');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let red = 0;
    for (let i = 0; i < data.length; i += 4) red += data[i] > 150 && data[i + 1] < 90 && data[i + 2] < 90;
    return red;
}"""

SMALL = "[...document.querySelectorAll('td[data-true]')].find(({ dataset }) => Math.abs(dataset.true - 0.2) < 0.01)"


def menu(page: Page) -> None:
    page.get_by_role("button", name="Settings of the sampler").click()


def test_particles_start_where_a_picture_is_pressed(visit: Callable[..., Page]) -> None:
    page = visit(LINK)
    expect(page.get_by_role("button", name="Sample", exact=True)).to_be_enabled()
    menu(page)
    page.get_by_label("Start", exact=True).select_option("points")
    page.keyboard.press("Escape")
    box = page.locator("canvas[data-stage]").bounding_box()
    assert box is not None
    # the lower left mode holds 20 %: all particles that start there must stay there
    page.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.8)
    # shares stand worst first
    page.wait_for_function(f"() => Number(({SMALL})?.dataset.sampled) > 0.98")
    assert "100 % of 20 %" in page.evaluate(f"() => ({SMALL}).textContent")


def test_particles_in_low_density_can_be_seen_by_their_colour(visit: Callable[..., Page]) -> None:
    page = visit(LINK)
    expect(page.get_by_role("button", name="Sample", exact=True)).to_be_enabled()
    menu(page)
    page.keyboard.press("Escape")
    page.get_by_label("Pace of the walk").select_option(index=0)
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function("() => document.querySelector('canvas[data-stage]').dataset.particlesStep !== ''")
    assert page.evaluate(RED) == 0
    menu(page)
    page.get_by_label("Colour particles by density", exact=False).check()
    page.wait_for_function(f"() => ({RED})() > 200")


def test_the_menu_says_what_a_sampler_needs_before_it_is_chosen(visit: Callable[..., Page]) -> None:
    page = visit("#t=preset.two-gaussians&p=denoising-score-matching&s=langevin")
    expect(page.locator("#sampler option[value=mala]")).to_contain_text("(needs an energy)")
    expect(page.locator("#sampler option[value=annealed-langevin]")).to_contain_text("(needs noise levels)")
    expect(page.locator("#sampler option[value=langevin]")).not_to_contain_text("needs")


def test_a_step_that_blows_up_is_said_on_the_panel_and_never_drawn_as_not_a_number(visit: Callable[..., Page]) -> None:
    page = visit("#t=preset.two-gaussians&p=denoising-score-matching&s=langevin;field=exact;init=data;step_size=5")
    sample = page.get_by_role("button", name="Sample", exact=True)
    expect(sample).to_be_enabled()
    sample.click()
    warning = page.locator("article .told.warns", has_text="left the box")
    expect(warning).to_contain_text(
        re.compile(
            r"[\d,]+ of 2,000 particles left the box( \([\d,]+ of them to infinity\))? by step [\d,]+; "
            r"try a step below 0\.25 unit²\."
        )
    )
    assert "NaN" not in page.locator("article").inner_text()
    # the advice, taken: particles start anew and stay
    menu(page)
    page.get_by_label("Step size", exact=True).fill("0.1")
    page.get_by_label("Step size", exact=True).press("Enter")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sample from the start").click()
    expect(warning).to_have_count(0)
