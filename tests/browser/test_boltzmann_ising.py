"""The Ising denoiser and the phase transition on their page: what is seen, against the figures and against theory."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page, expect

from .axe import violations

pytestmark = pytest.mark.browser
WHITE = "(canvas) => { const pen = canvas.getContext('2d'); const {width, height} = canvas; \
  const data = pen.getImageData(0, 0, width, height).data; \
  return {width, height, bright: Array.from({length: width * height}, (_, at) => data[4 * at + 1])}; }"


def pixels(canvas: Locator) -> NDArray[np.int64]:
    """(H, W): brightness of the canvas's own pixels, the top row first."""
    found = canvas.evaluate(WHITE)
    return np.asarray(found["bright"]).reshape(found["height"], found["width"])


def figure(article: Locator, name: str) -> float:
    return float(article.locator(f"[data-figure={name}]").get_attribute("data-value") or "nan")


def panel(page: Page, method: str) -> Locator:
    return page.locator(f"article[data-method={method}]")


def test_what_was_flipped_is_voted_back_and_counted_as_it_is_seen(visit: Callable[..., Page]) -> None:
    page = visit("boltzmann#room=ising&o=pace:~null")
    mean, cut = panel(page, "posterior-mean"), panel(page, "graph-cut")
    expect(mean).to_have_attribute("data-phase", "finished")
    expect(cut.locator("[data-figure=above]")).to_have_attribute("data-value", "0")
    expect(mean.locator("canvas")).to_have_attribute("data-step", "170")

    clean = pixels(page.locator("canvas[data-pad]")) > 127
    noisy = pixels(page.locator("canvas[data-layer=noisy]")) > 127
    before = float((noisy != clean).mean())
    assert clean.shape == (96, 96)
    assert before == pytest.approx(0.1, abs=0.01)
    for each in (mean, cut):
        seen = float(((pixels(each.locator("canvas")) > 127) != clean).mean())
        # a mean of one half may be drawn as either
        assert figure(each, "error") == pytest.approx(seen, abs=5e-4), "the figure is of the very picture"
        assert seen <= 0.1 * before
    # one sample is worse than the mean of many
    assert figure(panel(page, "gibbs"), "error") > figure(mean, "error")

    rate = page.locator("[data-rate]")
    page.wait_for_function("() => Number(document.querySelector('[data-rate]').dataset.steps) >= 10")
    assert float(rate.get_attribute("data-frames") or 0) > 5


def test_a_pressed_pixel_says_what_its_neighbours_and_the_data_make_of_it(visit: Callable[..., Page]) -> None:
    page = visit("boltzmann#room=ising&p=method:gibbs;beta:0.5")
    gibbs = panel(page, "gibbs")
    expect(gibbs).to_have_attribute("data-phase", "training")
    page.get_by_role("button", name="Pause").click()
    expect(gibbs).to_have_attribute("data-phase", "paused")
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    spins = np.where(pixels(gibbs.locator("canvas")) > 127, 1, -1)
    noisy = np.where(pixels(page.locator("canvas[data-layer=noisy]")) > 127, 1, -1)

    look = gibbs.get_by_role("button", name="look at a pixel")
    box = look.bounding_box()
    assert box is not None
    row, column = 40, 33
    look.click(position={"x": (column + 0.5) * box["width"] / 96, "y": (row + 0.5) * box["height"] / 96})
    card = page.get_by_role("complementary", name="The pressed pixel")
    for _ in range(2):
        around = spins[row - 1, column] + spins[row + 1, column] + spins[row, column - 1] + spins[row, column + 1]
        pull = 0.5 * around + 0.5 * math.log(9) * noisy[row, column]
        expect(card).to_contain_text(f"Row {row + 1}, column {column + 1}: now")
        assert float(card.get_attribute("data-conditional") or "nan") == pytest.approx(1 / (1 + math.exp(-2 * pull)))
        # the arrow keys go to the next one
        look.press("ArrowDown")
        row += 1
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def drag(page: Page, pad: Locator, *places: tuple[float, float]) -> None:
    """Through places in shares of the pad's edges."""
    box = pad.bounding_box()
    assert box is not None
    spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    page.mouse.move(*spots[0])
    page.mouse.down()
    for spot in spots[1:]:
        page.mouse.move(*spot, steps=6)
    page.mouse.up()


def test_a_drawing_and_its_settings_travel_in_the_link(visit: Callable[..., Page]) -> None:
    page = visit("boltzmann#room=ising&p=method:gibbs&p=method:icm")
    pad = page.locator("canvas[data-pad]")
    expect(panel(page, "icm")).to_have_attribute("data-phase", "finished")
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("draw something on it")).to_be_visible()
    drag(page, pad, (0.2, 0.5), (0.8, 0.5))
    page.get_by_label("Coupling", exact=False).last.fill("0.5")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('beta:0.5') && location.hash.includes('pixels:*96x96.r')")
    drawn = pixels(pad) > 127
    assert drawn[48, 30:66].all()
    assert not drawn[:40].any()
    assert violations(page) == []

    other = visit("boltzmann" + page.evaluate("location.hash"))
    expect(panel(other, "icm")).to_have_attribute("data-phase", "finished")
    assert np.array_equal(pixels(other.locator("canvas[data-pad]")) > 127, drawn)
    noisy = pixels(other.locator("canvas[data-layer=noisy]")) > 127
    assert (noisy != drawn).mean() == pytest.approx(0.1, abs=0.015)


def measured(page: Page, chart: str, beta: float) -> dict[str, Any]:
    points = page.locator(f"[data-chart={chart}] g[data-beta]").evaluate_all(
        "(all) => all.map(({ dataset }) => [Number(dataset.beta), Number(dataset.value)])"
    )
    return next(value for at, value in points if abs(at - beta) < 1e-6)


def test_a_scan_lands_on_the_exact_curves(visit: Callable[..., Page]) -> None:
    page = visit("boltzmann#room=phase&s=side:32")
    expect(page.locator("[data-regime]")).to_contain_text("nothing is claimed")
    page.get_by_role("button", name="Measure all couplings").click()
    for chart in ("energy-curve", "magnetisation-curve"):
        expect(page.locator(f"[data-chart={chart}]")).to_have_attribute("data-points", "17")
    assert measured(page, "energy-curve", 0.3) == pytest.approx(-0.7045, rel=0.01)
    assert measured(page, "energy-curve", 0.6) == pytest.approx(-1.9091, rel=0.01)
    assert measured(page, "magnetisation-curve", 0.6) == pytest.approx((1 - math.sinh(1.2) ** -4) ** 0.125, rel=0.01)
    assert violations(page) == []
