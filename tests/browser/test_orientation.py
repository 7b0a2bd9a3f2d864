"""Orientation, once and for all: one mode at (2.5, 0), one at (0, -1.5), through every path that draws."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

pytestmark = pytest.mark.browser
MODES = [(2.5, 0.0), (0.0, -1.5)]
# where the modes would stand if an axis were flipped or the two were swapped
GHOSTS = [(-2.5, 0.0), (0.0, 1.5), (0.0, 2.5), (0.0, -2.5), (1.5, 0.0), (-1.5, 0.0)]
MIXTURE = {"kind": "mixture", "components": [{"weight": 0.5, "mean": [x, y], "scale": 0.25} for x, y in MODES]}
LINK = "#t=mixture.0.5,2.5,0,0.25,0.5,0,-1.5,0.25&p=denoising-score-matching&s=langevin;field=exact;init=data"


def darkness(canvas: Locator, x: float, y: float) -> float:
    """Mean of 255 - red over a patch of .4 world units at a world point."""
    return float(
        canvas.evaluate(
            """(canvas, [x, y]) => {
                const size = canvas.width, edge = Math.max(2, Math.round(size / 20));
                const left = (x + 4) / 8 * size - edge / 2, top = (4 - y) / 8 * size - edge / 2;
                const { data } = canvas.getContext('2d').getImageData(left, top, edge, edge);
                let sum = 0;
                for (let i = 0; i < data.length; i += 4) sum += 255 - data[i];
                return sum / (edge * edge);
            }""",
            [x, y],
        )
    )


def assert_upright(canvas: Locator, contrast: float) -> None:
    faintest = min(darkness(canvas, *mode) for mode in MODES)
    ghost = max(darkness(canvas, *point) for point in GHOSTS)
    assert faintest > ghost + contrast, (faintest, ghost)


def test_the_pad_the_heat_map_and_the_particles(visit: Callable[..., Page]) -> None:
    page = visit(LINK)
    expect(page.get_by_role("button", name="Sample", exact=True)).to_be_enabled()
    expect(page.get_by_text("mode 2").first).to_be_visible()
    # the labels of the modes stand beside them, not on them
    assert_upright(page.get_by_test_id("pad"), 40)
    stage = page.locator("canvas[data-stage]")
    bare = [darkness(stage, *mode) for mode in MODES]
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function("() => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) > 30")
    page.get_by_role("button", name="Pause").last.click()
    expect(page.locator("article")).to_have_attribute("data-sampling", "paused")
    crowded = [darkness(stage, *mode) for mode in MODES]
    assert all(after > before + 20 for before, after in zip(bare, crowded, strict=True)), (bare, crowded)
    assert_upright(stage, 40)


def test_a_thumbnail(visit: Callable[..., Page]) -> None:
    page = visit()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()

    def asymmetric(route: Route) -> None:
        route.continue_(post_data=json.dumps(MIXTURE))

    page.route("**/api/targets/preview", asymmetric)
    page.get_by_title("Choose a preset").click()
    thumbnail = page.locator("[data-preset=spiral] canvas")
    page.wait_for_function(
        """() => document.querySelector('[data-preset=spiral] canvas')
                 .getContext('2d').getImageData(58, 36, 1, 1).data[3] > 0"""
    )
    assert_upright(thumbnail, 40)


ALONG_AND_ACROSS = """(canvas, modes) => {
    const size = canvas.width, side = 24, cell = 8 / side;
    const pixels = canvas.getContext('2d').getImageData(0, 0, size, size).data;
    const dark = (x, y) => {
        const column = Math.floor((x + 4) / 8 * size), row = Math.floor((4 - y) / 8 * size);
        return 255 - pixels[4 * (row * size + column)];
    };
    let along = 0, across = 0, cells = 0;
    for (let row = 2; row < side - 2; row++)
        for (let column = 2; column < side - 2; column++) {
            const x = -4 + (column + 0.5) * cell, y = -4 + (row + 0.5) * cell;
            const gaps = modes.map(([a, b]) => Math.hypot(a - x, b - y));
            const near = gaps[0] < gaps[1] ? 0 : 1;
            if (Math.min(...gaps) < 1 || Math.abs(gaps[0] - gaps[1]) < 1) continue;
            const [u, v] = [(modes[near][0] - x) / gaps[near], (modes[near][1] - y) / gaps[near]];
            for (const reach of [-0.25 * cell, 0.25 * cell]) {
                along += dark(x + reach * u, y + reach * v);
                across += dark(x - reach * v, y + reach * u);
            }
            cells++;
        }
    return [along / cells / 2, across / cells / 2, cells];
}"""


def test_the_arrows_lie_along_the_way_to_the_nearest_mode(visit: Callable[..., Page]) -> None:
    page = visit(LINK)
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.click()
    expect(page.locator("article")).to_have_attribute("data-phase", "finished")
    stage = page.locator("canvas[data-stage]")
    along, across, cells = stage.evaluate(ALONG_AND_ACROSS, MODES)
    assert cells > 100
    assert along > 2 * across
    swapped = [(y, x) for x, y in MODES]
    along, across, _ = stage.evaluate(ALONG_AND_ACROSS, swapped)
    assert along < 2 * across, "the measure itself must notice swapped axes"
