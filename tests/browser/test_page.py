"""The page as a user has it: draw, train, watch, sample."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.client import Client

from .conftest import PATIENCE

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """The pixel of the window under a world point of the pad."""
    box = page.get_by_test_id("pad").bounding_box()
    assert box is not None
    return box["x"] + (x + 4) / 8 * box["width"], box["y"] + (4 - y) / 8 * box["height"]


def draw(page: Page, *points: tuple[float, float]) -> None:
    """A stroke through world points, with the mouse."""
    pixels = [at(page, *point) for point in points]
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


def error_within(server: Client, page: Page, panel: int, measure: str, steps: int) -> float:
    """What the server last said of a panel's error within so many steps of training."""
    run = page.locator("article").nth(panel).get_attribute("data-run")
    for experiment in server.request("GET", "/api/experiments")[1]:
        history = server.request("GET", f"/api/experiments/{experiment['id']}/export.json")[1]["history"]
        said = [entry for entry in history if entry["run"] == run and 0 < entry["step"] <= steps]
        if said:
            return float(said[-1]["values"][measure])
    raise AssertionError(f"the server said nothing of {run}")


def test_a_drawing_is_learnt_by_both_objectives_and_sampled(server: Client, visit: Visit) -> None:
    page = visit()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Clear").click()
    draw(page, (-2.5, 1.5), (-0.5, 2.5), (1.5, 1.5))
    draw(page, (0.5, -2.0), (2.5, -2.0))
    expect(page.get_by_text("mode 2").first).to_be_visible()
    assert blueness(page, -0.5, 2.4) > blueness(page, -0.5, -2.4) + 40
    assert blueness(page, 1.5, -2.0) > blueness(page, 1.5, 3.6) + 40
    sizes = stage_sizes(page)
    page.get_by_role("button", name="Train", exact=True).click()
    for panel in page.locator("article").all():
        # whole runs with their defaults, 1,500 steps each
        expect(panel).to_have_attribute("data-phase", "finished", timeout=5 * PATIENCE)
    assert stage_sizes(page) == sizes, "the pictures keep their size while their figures grow"
    assert error_within(server, page, 0, "relative_fisher_error", 1000) < 0.07
    assert error_within(server, page, 1, "relative_fisher_error_smoothed", 1500) < 0.05
    page.wait_for_function(
        "(error) => Number(document.querySelectorAll('article')[1].dataset.error) === error",
        arg=error_within(server, page, 1, "relative_fisher_error_smoothed", 1500),
    )
    page.get_by_role("button", name="Sample", exact=True).click()
    expect(page.locator("[data-mode-weight-tv]")).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-mode-weight-tv]')]"
        ".every((each) => Number(each.dataset.modeWeightTv) < 0.05)"
        " && [...document.querySelectorAll('canvas[data-stage]')]"
        ".every((each) => Number(each.dataset.particlesStep) > 200)"
    )


def test_the_step_size_can_be_changed_while_particles_walk(visit: Visit) -> None:
    page = visit("#t=preset.two-gaussians&p=denoising-score-matching&s=langevin;field=exact;init=data")
    page.get_by_role("button", name="Sample", exact=True).click()
    article = page.locator("article")
    expect(article).to_have_attribute("data-sampling", "walking")
    stage = page.locator("canvas[data-stage]")
    page.wait_for_function("() => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) > 20")
    page.get_by_role("button", name="Settings of the sampler").click()
    box = page.get_by_label("Step size", exact=True)
    box.fill("0.002")
    box.press("Enter")
    before = int(stage.get_attribute("data-particles-step") or 0)
    assert before > 20
    page.wait_for_function(
        "(before) => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) > before", arg=before
    )
    page.wait_for_function("() => location.hash.includes('step_size=0.002')")
    expect(article).to_have_attribute("data-sampling", "walking")


def test_a_finger_can_draw(visit: Visit) -> None:
    page = visit(has_touch=True, viewport={"width": 390, "height": 844})
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    page.tap("[data-bar=draw]")
    page.get_by_role("button", name="Clear").click()
    touch = page.context.new_cdp_session(page)
    start, end = at(page, -2, -1), at(page, 2, -1)

    def press(kind: str, *points: tuple[float, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    press("touchStart", start)
    for share in (0.25, 0.5, 0.75, 1):
        press("touchMove", (start[0] + share * (end[0] - start[0]), start[1]))
    press("touchEnd")
    expect(page.get_by_text("mode 1").first).to_be_visible()
    page.wait_for_function("() => performance.getEntriesByName('stroke-to-density').length > 0")
    assert blueness(page, 0, -1) > blueness(page, 0, 1) + 40


def test_learning_by_heart_shows_in_the_held_out_loss(visit: Visit) -> None:
    page = visit("#t=preset.two-moons&p=score-matching;n_steps=400")
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Panel 1: settings").click()
    points = page.get_by_label("Data points", exact=True)
    expect(points).to_contain_text("not set")
    points.click()
    points.fill("60")
    points.press("Enter")
    page.keyboard.press("Escape")
    page.wait_for_function("() => location.hash.includes('n_points=60')")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article")).to_have_attribute("data-phase", re.compile("finished|failed"))
    figures = {
        key: float(page.locator(f"[data-figure={key}]").get_attribute("data-value") or "nan")
        for key in ("loss", "held_out_loss")
    }
    assert figures["held_out_loss"] > figures["loss"] + 10
