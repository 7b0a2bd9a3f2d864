"""The landscape: what it shows, which way up it is, what turns it, and what is left when it is closed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.served import CHROMIUM_NAMES
from tests.client import Client

from .axe import violations
from .conftest import UNFOLDED

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
# one deep mode to the right of the middle, one shallow one below it
ASYMMETRIC = "#t=mixture.0.8,2.5,0,0.4,0.2,0,-1.5,0.4&p=score-matching;n_steps=60"
WALK = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=60&s=langevin;field=exact;init=data"
CANVAS = "canvas[data-landscape][data-azimuth]"
# centre of mass, in [0, 1] from the left and the top, of the pixels that are bluest (light theme: the deepest place)
DEEPEST = """(canvas) => {
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext('2d');
    context.drawImage(canvas, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, copy.width, copy.height);
    let [mass, left, top] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
        const blue = data[i + 2] - data[i];
        if (blue < 85) continue;
        const pixel = i / 4;
        mass += 1;
        left += pixel % width;
        top += Math.floor(pixel / width);
    }
    return [left / mass / width, top / mass / height, mass];
}"""


def show(page: Page) -> None:
    page.locator("[data-action=landscape]").click()
    expect(page.locator(CANVAS)).to_be_visible()


def deepest(page: Page) -> tuple[float, float]:
    left, top, mass = page.locator(CANVAS).evaluate(DEEPEST)
    assert mass > 50
    return float(left), float(top)


def test_the_deep_mode_lies_where_the_drawing_has_it(visit: Visit) -> None:
    page = visit(ASYMMETRIC, color_scheme="light")
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    show(page)
    expect(page.locator("[data-landscape-label]")).to_have_attribute("aria-label", re.compile("x 2.5, y (0|−0|0.0)"))
    left, _ = deepest(page)
    assert left > 0.55, "x runs to the right"
    page.locator("[data-landscape-label]").focus()
    for _ in range(6):  # half a turn: now it is seen from the north
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(CANVAS)).to_have_attribute("data-azimuth", re.compile("157"))
    left, _ = deepest(page)
    assert left < 0.45, "from the other side x runs to the left"
    page.keyboard.press("Home")
    expect(page.locator(CANVAS)).to_have_attribute("data-azimuth", re.compile("-2"))
    left, _ = deepest(page)
    assert left > 0.55


def test_it_is_turned_by_keys_and_by_pointer(visit: Visit) -> None:
    page = visit(WALK)
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    show(page)
    canvas = page.locator(CANVAS)

    def value(name: str) -> float:
        return float(canvas.get_attribute(f"data-{name}") or "nan")

    page.locator("[data-landscape-label]").focus()
    azimuth, elevation, distance = value("azimuth"), value("elevation"), value("distance")
    page.keyboard.press("ArrowRight")
    assert value("azimuth") == pytest.approx(azimuth + 5, abs=0.2)
    page.keyboard.press("ArrowUp")
    assert value("elevation") == pytest.approx(elevation + 5, abs=0.2)
    page.keyboard.press("+")
    assert value("distance") < distance
    for _ in range(40):
        page.keyboard.press("Shift+ArrowUp")
    assert value("elevation") < 90, "it never turns over"
    page.keyboard.press("Home")
    box = canvas.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 120, middle[1], steps=4)
    page.mouse.up()
    assert value("azimuth") > azimuth + 5


def test_particles_lie_on_it_while_they_walk(visit: Visit) -> None:
    page = visit(WALK)
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    page.locator("[data-action=sample]").click()
    expect(page.locator("article")).to_have_attribute("data-sampling", "walking")
    show(page)
    page.wait_for_function("() => Number(document.querySelector('canvas[data-landscape]').dataset.dots) > 1900")
    before = page.locator(CANVAS).evaluate("each => each.toDataURL()")
    page.wait_for_function(
        "(before) => document.querySelector('canvas[data-landscape]').toDataURL() !== before", arg=before
    )
    expect(page.locator("[data-landscape-words]")).to_contain_text("Cut off at")
    expect(page.locator("dialog[open]")).to_contain_text("nats")
    assert violations(page) == []


def test_its_context_is_given_back_when_it_is_closed(visit: Visit) -> None:
    page = visit(WALK)
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    lost = "() => window.canvases.filter((each) => each.getContext('webgl2').isContextLost()).length"
    page.evaluate("() => { window.canvases = []; }")
    for opened in range(1, 4):
        show(page)
        page.evaluate("() => window.canvases.push(document.querySelector('canvas[data-landscape]'))")
        assert page.evaluate(lost) == opened - 1
        page.keyboard.press("Escape")
        expect(page.locator(CANVAS)).to_have_count(0)
        page.wait_for_function(f"() => ({lost})() === {opened}")
    expect(page.locator("[data-action=landscape]")).to_be_focused()


@pytest.fixture
def without_webgl(chromium: Browser) -> Iterator[Browser]:
    names = (os.environ.get("SCORESCAPE_CHROMIUM", ""), *CHROMIUM_NAMES)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    browser = chromium.browser_type.launch(executable_path=found, args=["--no-sandbox", "--disable-3d-apis"])
    yield browser
    browser.close()


def test_a_browser_without_webgl_gets_a_sentence(server: Client, without_webgl: Browser) -> None:
    page = without_webgl.new_page()
    page.add_init_script(UNFOLDED)
    page.goto(f"{server.url}/{WALK}")
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    page.locator("[data-action=landscape]").click()
    expect(page.get_by_role("alert").filter(has_text="offers no WebGL")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


def test_an_energy_model_has_a_landscape_of_its_own(visit: Visit) -> None:
    page = visit("#t=preset.two-gaussians&p=noise-contrastive-estimation;model=energy;n_steps=300")
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article")).to_have_attribute("data-phase", "finished")
    show(page)
    words = page.locator("[data-landscape-words]")
    expect(words).to_contain_text("of the energy model")
    label = page.locator("[data-landscape-label]")
    # the deeper of its wells is where the 80 % are
    expect(label).to_have_attribute("aria-label", re.compile(r"at x 2\.\d, y 2\.\d"))
    learnt = label.get_attribute("aria-label")
    page.get_by_label("Height").select_option("exact")
    expect(words).to_contain_text("of the exact density")
    assert label.get_attribute("aria-label") != learnt, "the model is near the truth and not equal to it"
