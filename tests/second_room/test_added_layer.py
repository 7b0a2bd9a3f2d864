"""A layer that a file adds to score panels: on the score page by itself, in its place and its colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks import served
from tests.browser.conftest import SEEN, UNFOLDED
from tests.browser.stages import SCORE_AND_ENERGY, distance_to, ready, settle, stages
from tests.browser.stages import pixels as picture_of
from tests.client import Client
from tests.second_room.four_points import PLACES

pytestmark = pytest.mark.browser
PATIENCE = 60_000
NEAR = 0.12
"""How far a cross reaches, world units."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def pointed() -> Iterator[Client]:
    with served.server("--workers", "1", "--with", str(Path(__file__).with_name("four_points.py"))) as (url, _):
        yield Client(url)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    context.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script(SEEN)
    page.add_init_script(UNFOLDED)
    yield page
    context.close()
    assert faults == []


def violet(stage: Locator) -> NDArray[np.float64]:
    """(n, 2) world points of the pixels in the ink of data on the dark page, #c4a7ff, also where it is half covered."""
    picture = picture_of(stage)
    red, green, blue = np.moveaxis(picture, 2, 0)
    # nothing else there has more red than green and more blue than red
    rows, columns = np.nonzero((red - green >= 8) & (blue - red >= 16))
    return np.stack([(columns + 0.5) / len(picture) * 8 - 4, 4 - (rows + 0.5) / len(picture) * 8], axis=1)


def test_the_legend_has_it_and_a_press_paints_it_in_every_panel(pointed: Client, page: Page) -> None:
    page.goto(f"{pointed.url}/{SCORE_AND_ENERGY}&y=contours")
    ready(page)
    word = page.get_by_role("button", name="Four points", exact=True)
    expect(word).to_have_attribute("aria-pressed", "false")
    expect(word).to_have_attribute("title", "Four points that stand still.")
    assert [len(violet(stage)) for stage in stages(page)] == [0, 0]

    word.click()
    for index in range(2):
        expect(page.locator(f"canvas[data-stage='{index}']")).to_have_attribute("data-added", "four-points")
    settle(page)
    for stage in stages(page):
        points = violet(stage)
        for place in PLACES:
            crosses = points[distance_to(points, place) < NEAR]
            assert len(crosses) >= 4, place
            np.testing.assert_allclose(crosses.mean(axis=0), place, atol=0.03)
        assert distance_to(points, *PLACES).max() < NEAR, "nowhere else"

    page.get_by_role("button", name="Layers panel by panel").click()
    page.get_by_label("Four points in panel 2").uncheck()
    page.keyboard.press("Escape")
    settle(page)
    one, other = (len(violet(stage)) for stage in stages(page))
    assert one > 0 == other
    assert "four" not in page.evaluate("location.hash"), "a link is for those without the file too"
