"""The page as a user has it, in a real Chromium against a real server: draw, train, watch, sample."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.client import Client

pytestmark = pytest.mark.browser
PATIENCE = 60_000


@pytest.fixture(scope="module")
def page(server: Client) -> Iterator[Page]:
    names = (os.environ.get("SCORESCAPE_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(server.url)
        yield page
        browser.close()
        assert faults == []


def draw(page: Page, *points: tuple[float, float]) -> None:
    """A stroke through world points, with the mouse."""
    box = page.get_by_test_id("pad").bounding_box()
    assert box is not None
    pixels = [(box["x"] + (x + 4) / 8 * box["width"], box["y"] + (4 - y) / 8 * box["height"]) for x, y in points]
    page.mouse.move(*pixels[0])
    page.mouse.down()
    for pixel in pixels[1:]:
        page.mouse.move(*pixel, steps=8)
    page.mouse.up()


def stage_sizes(page: Page) -> list[int]:
    return [int(canvas.evaluate("each => each.clientWidth")) for canvas in page.locator("canvas[data-stage]").all()]


def blueness(page: Page, x: float, y: float) -> int:
    """How much darker in red than paper the pad is at a world point (light theme)."""
    return int(
        page.get_by_test_id("pad").evaluate(
            """(canvas, [x, y]) => {
                const size = canvas.width;
                const at = canvas.getContext('2d').getImageData((x + 4) / 8 * size, (4 - y) / 8 * size, 1, 1);
                return 255 - at.data[0];
            }""",
            [x, y],
        )
    )


def test_a_drawing_is_learnt_by_both_objectives(page: Page) -> None:
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled(timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear").click()
    draw(page, (-2.5, 1.5), (-0.5, 2.5), (1.5, 1.5))
    draw(page, (0.5, -2.0), (2.5, -2.0))
    expect(page.get_by_text("mode 2").first).to_be_visible(timeout=PATIENCE)
    sizes = stage_sizes(page)
    page.get_by_role("button", name="Train", exact=True).click()
    for panel in page.locator("article").all():
        expect(panel).to_have_attribute("data-phase", "finished", timeout=PATIENCE)
    assert stage_sizes(page) == sizes, "the pictures keep their size while their figures grow"
    errors = [float(panel.get_attribute("data-error") or "inf") for panel in page.locator("article").all()]
    assert errors[0] < 0.07, "score matching, relative Fisher error"
    assert errors[1] < 0.05, "denoising, relative Fisher error against its smoothed target"


def test_the_density_stands_where_it_was_drawn(page: Page) -> None:
    assert blueness(page, -0.5, 2.4) > blueness(page, -0.5, -2.4) + 40
    assert blueness(page, 1.5, -2.0) > blueness(page, 1.5, 3.6) + 40


def test_particles_started_from_data_keep_the_mode_masses(page: Page) -> None:
    page.get_by_role("button", name="Sample", exact=True).click()
    shares = page.locator("[data-mode-weight-tv]")
    expect(shares).to_have_count(2, timeout=PATIENCE)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-mode-weight-tv]')]"
        ".every((each) => Number(each.dataset.modeWeightTv) < 0.05)",
        timeout=PATIENCE,
    )
