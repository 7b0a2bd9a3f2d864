"""The energy views on the page: lassoed, pinned and dragged; figures as a script has them, and pixels."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import torch
from playwright.sync_api import Page, expect

from scorescape.models.lenses import LENSES
from scorescape.models.random_streams import stream
from scorescape.models.scenes.scene import Scene
from scorescape.models.study.map_grid import MAP_GRID

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
# nothing is learnt: the pie is the exact density's
EXACT = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=1"
TRAINED = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=150"
# around the mode of 20 % at (-2.5, -2.5)
CORNERS = ((-3.9, -3.9), (-1.0, -3.9), (-1.0, -1.0), (-3.9, -1.0))


def place(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a world point of the first picture is on the screen."""
    box = page.locator("canvas[data-stage='0']").bounding_box()
    assert box
    return box["x"] + (x + 4) / 8 * box["width"], box["y"] + (4 - y) / 8 * box["height"]


def test_a_region_that_is_lassoed_on_the_picture_is_a_slice_of_the_pie(visit: Visit) -> None:
    page = visit(EXACT + "&l=partition")
    expect(page.locator("[data-slice=mode_2]")).to_be_visible()
    page.locator(".stage [data-lasso=around]").click()
    page.mouse.move(*place(page, *CORNERS[-1]))
    page.mouse.down()
    for x, y in (*CORNERS, (-3.9, -1.1)):
        page.mouse.move(*place(page, x, y), steps=4)
    page.mouse.up()
    expect(page.locator("[data-region=around]")).to_be_visible()
    share = page.locator("[data-seen='0'] [data-slice=in]")
    expect(share).to_have_attribute("data-truth", re.compile(r"^0\.(19|20)"))
    assert abs(float(share.get_attribute("data-share") or 0) - float(share.get_attribute("data-truth") or 1)) < 1e-3
    # the pie's first slice turns a fifth of the way round in the colour of the lasso
    assert page.locator("[data-pie] path").count() == 4
    assert page.locator("[data-intervals=tries]").get_attribute("data-bars") == "100"
    page.wait_for_function("location.hash.includes('around=')")
    # moved by keys it holds other mass; what a link carries is what is on show
    before = page.evaluate("location.hash")
    handle = page.locator("[data-place=around]")
    handle.focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    expect(share).to_have_attribute("data-truth", re.compile(r"^0\.(0|1[0-6])"))
    page.wait_for_function("hash => location.hash !== hash", arg=before)


def test_a_lasso_of_a_link_that_crosses_itself_is_left_out_with_a_sentence(visit: Visit) -> None:
    page = visit(EXACT + "&l=partition;around=0%2C0%2C1%2C1%2C1%2C0%2C0%2C1")
    expect(page.locator("[data-seen-note]")).to_contain_text("crosses")
    expect(page.locator("[data-slice=mode_1]")).to_be_visible()


def test_pins_are_dragged_and_the_paths_say_what_a_script_says(visit: Visit) -> None:
    page = visit(TRAINED + "&l=ratio")
    page.click("[data-action=train]")
    expect(page.locator("article[data-phase=finished]")).to_be_visible()
    expect(page.locator("[data-mark-of=straight]")).to_be_attached()
    before = page.locator("canvas[data-stage='0']").evaluate("each => each.toDataURL()")
    pin = page.locator(".stage [data-place=a]")
    pin.hover()
    page.mouse.down()
    page.mouse.move(*place(page, -2.0, -2.0), steps=6)
    page.mouse.up()
    assert abs(float(pin.get_attribute("data-x") or 0) + 2) < 0.03
    page.wait_for_function("location.hash.includes('a=')")
    link = str(page.evaluate("location.hash"))
    scene = Scene.from_link(link)
    study = scene.studies()[0]
    study.train()
    assert scene.sights.lens
    with torch.no_grad():
        lens = LENSES.get("ratio").parse(scene.sights.lens.settings)
        stated = lens.look(study.specimen(), MAP_GRID, stream(0, "lens")).numbers
    page.wait_for_function(
        "wanted => Math.abs(document.querySelector('[data-large=ratio]').dataset.value - wanted) < 1e-2",
        arg=stated["ratio"].value,
    )
    assert (
        abs(float(page.locator("[data-large=spread]").get_attribute("data-value") or 0) - stated["spread"].value) < 0.01
    )
    # the shaded curl has moved with the pin
    assert page.locator("canvas[data-stage='0']").evaluate("each => each.toDataURL()") != before
