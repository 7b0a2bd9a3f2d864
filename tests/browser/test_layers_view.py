"""Zoom and pan together, the main stage, and what the pointer means where."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from .stages import (
    GHOSTS,
    MODES,
    ONE_SCORE,
    SCORE_AND_ENERGY,
    ink,
    on,
    pixels,
    press_layer,
    ready,
    settle,
    stages,
    train,
)

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
NARROW = 0.15
OUTERMOST = NARROW * np.sqrt(-2 * np.log(0.05))


def zoom_of(page: Page) -> float:
    return float(page.locator("[data-zoom]").get_attribute("data-zoom") or "nan")


def wheel(page: Page, stage: Locator, point: tuple[float, float], until: float) -> None:
    """Turn the wheel over a world point of a whole box until it is enlarged so much."""
    page.mouse.move(*on(stage, *point))
    while zoom_of(page) < until:
        page.mouse.wheel(0, -120)
        settle(page)


def circle(stage: Locator) -> tuple[float, float, float]:
    """Middle (as a share of the edge, from the lower left) and radius of what is inked near the middle of the ink."""
    points = (ink(pixels(stage)) + 4) / 8
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    return float(middle[0]), float(middle[1]), float((high - low).max() / 2)


def lone(x: float, y: float) -> str:
    """Two panels, one narrow mode."""
    return f"#t=mixture.1,{x},{y},{NARROW}&p=score-matching&p=maximum-likelihood;model=energy&y=contours"


@pytest.mark.parametrize("mode", MODES)
def test_the_wheel_keeps_the_world_point_under_it_in_all_panels(visit: Visit, mode: tuple[float, float]) -> None:
    page = visit(lone(*mode))
    ready(page, 1)
    wheel(page, stages(page)[0], mode, 3)
    zoom = zoom_of(page)
    for stage in stages(page):
        x, y, radius = circle(stage)
        assert (x, y) == pytest.approx(((mode[0] + 4) / 8, (mode[1] + 4) / 8), abs=0.015)
        assert radius == pytest.approx(zoom * OUTERMOST / 8, rel=0.08)
    page.wait_for_function("() => /[#&]c=/.test(location.hash)")
    [ruler, *_] = page.locator("[data-ruler]").all()
    length, width = float(ruler.get_attribute("data-ruler") or 0), ruler.evaluate("each => each.offsetWidth")
    edge = stages(page)[0].evaluate("each => each.clientWidth")
    assert width == pytest.approx(length * zoom / 8 * edge, abs=1.5)
    stages(page)[1].dblclick(position={"x": 10, "y": 10})
    expect(page.locator("[data-zoom]")).to_have_attribute("data-zoom", "1")


def test_a_drag_pans_and_keys_zoom(visit: Visit) -> None:
    page = visit(f"{lone(2.5, 0)}&c=2.5,0,3")
    ready(page, 1)
    before = [circle(stage) for stage in stages(page)]
    assert before[0][:2] == pytest.approx((0.5, 0.5), abs=0.012), "the link's centre is in the middle"
    box = stages(page)[1].bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 0.2 * box["width"], middle[1] + 0.1 * box["height"], steps=6)
    page.mouse.up()
    settle(page)
    for stage in stages(page):
        assert circle(stage)[:2] == pytest.approx((0.7, 0.4), abs=0.015)
    page.keyboard.press("0")
    expect(page.locator("[data-zoom]")).to_have_attribute("data-zoom", "1")
    page.keyboard.press("+")
    expect(page.locator("[data-zoom]")).to_have_attribute("data-zoom", "1.5")
    page.locator(".stage").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => /c=0\\.5\\d*,0,1\\.5/.test(location.hash)")
    page.keyboard.press("-")
    expect(page.locator("[data-zoom]")).to_have_attribute("data-zoom", "1")


def test_every_layer_follows_the_camera_upright(visit: Visit) -> None:
    """Zoomed on (2.5, 0) there is ink in the middle; zoomed on its ghost there is next to none."""
    page = visit(f"{SCORE_AND_ENERGY};n_points=300&y=energy&s=langevin;field=exact;init=data")
    train(page)
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function("() => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) > 20")
    page.locator("[data-action=sample]").click()
    expect(page.locator("article").nth(1)).to_have_attribute("data-sampling", "paused")
    page.locator("[data-layer=energy]").click()
    for layer in ("energy", "contours", "data", "particles"):
        press_layer(page, layer)
        if layer == "energy":
            page.wait_for_function("() => document.querySelector('[data-colours=energy]') !== null")
        if layer == "data":
            expect(page.get_by_text("data: 300 points")).to_be_visible()
        seen = {}
        for place in (*MODES, *GHOSTS[:2]):
            page.keyboard.press("0")
            wheel(page, stages(page)[0], place, 2.5)
            points = ink(pixels(stages(page)[1]))
            # the place stays where it was on the screen, so what is enlarged about it lies about it
            seen[place] = int((np.abs(points - place) < 0.8).all(axis=1).sum()) if len(points) else 0
        page.keyboard.press("0")
        press_layer(page, layer)
        assert min(seen[MODES[0]], seen[MODES[1]]) > 10 * max(seen[GHOSTS[0]], seen[GHOSTS[1]], 5), (layer, seen)


def test_one_panel_comes_to_the_main_stage_and_escape_brings_all_back(visit: Visit) -> None:
    page = visit(f"{SCORE_AND_ENERGY}&p=sliced-score-matching")
    ready(page)

    def edges() -> list[int]:
        return [int(stage.evaluate("each => each.clientWidth")) for stage in stages(page)]

    before = edges()
    stages(page)[1].hover()
    page.locator("[data-enlarge='1']").click()
    settle(page)
    large = edges()
    assert large[1] > 1.2 * before[1]
    assert max(large[0], large[2]) < 0.5 * large[1]
    page.locator("[data-tool=follow]").click()
    stages(page)[2].hover()
    page.wait_for_function(
        """() => { const [a, b, c] = [...document.querySelectorAll('canvas[data-stage]')].map((e) => e.clientWidth);
                   return c > 2 * b; }"""
    )
    settle(page)
    settle(page)
    assert edges()[2] == large[1], "it stays while the pointer rests where it was"
    page.keyboard.press("Escape")
    settle(page)
    assert edges() == before


def test_a_press_starts_particles_only_where_it_does_not_compare(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&s=langevin;field=exact;init=points")
    ready(page)
    page.keyboard.press("r")
    expect(page.locator("[data-tool=ratio]")).to_have_attribute("aria-pressed", "true")
    [stage] = stages(page)
    page.mouse.click(*on(stage, 1, 1))
    expect(page.get_by_text("Press a second point to compare.")).to_be_visible()
    expect(page.locator("article")).to_have_attribute("data-sampling", "idle")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Press a second point to compare.")).to_have_count(0)
    page.mouse.click(*on(stage, 1, 1))
    expect(page.locator("article")).to_have_attribute("data-sampling", "walking")


def test_two_fingers_zoom_all_panels(visit: Visit) -> None:
    page = visit(lone(*MODES[0]), has_touch=True, viewport={"width": 390, "height": 844})
    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    stage = stages(page)[0]
    stage.scroll_into_view_if_needed()
    touch = page.context.new_cdp_session(page)
    x, y = on(stage, *MODES[0])

    def fingers(kind: str, *spreads: float) -> None:
        points = [{"x": x + spread, "y": y, "id": at} for at, spread in enumerate(spreads)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", -15, 15)
    for spread in (20, 25, 30, 35, 40, 45):
        fingers("touchMove", -spread, spread)
    fingers("touchEnd")
    settle(page)
    assert zoom_of(page) == pytest.approx(3, rel=0.05)
    for each in stages(page):
        assert circle(each)[:2] == pytest.approx(((MODES[0][0] + 4) / 8, 0.5), abs=0.03)
