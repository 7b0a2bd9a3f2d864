"""The automaton in a browser: its pixels, figure and commands, on the page that knows no kind of process."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect

from tests.browser.stages import pixels
from tests.client import Client
from tests.second_room.automaton import SIDE
from tests.second_room.boards import Cells, a_frame, cells_of, hosted

pytestmark = pytest.mark.browser
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 900, "height": 900})
    context.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def drawn(page: Page) -> Cells:
    """Which of the canvas's 32 x 32 squares are bright at their centre: the page is dark, so the living shine."""
    picture: NDArray[np.int64] = pixels(page.locator("canvas[data-layer=cells]"))
    at = ((np.arange(SIDE) + 0.5) * len(picture) / SIDE).astype(int)
    return np.asarray(picture[np.ix_(at, at)].sum(axis=2) > 300)


def test_its_cells_are_drawn_and_its_commands_obeyed(room: Client, page: Page) -> None:
    info = hosted(room, 0.3)
    with room.stream(info["id"]) as stream:
        stream.say("view", kinds=["cells"])
        cells = cells_of(a_frame(stream))
        page.emulate_media(color_scheme="dark")
        page.goto(f"{room.url}/process#kind=automaton&experiment={info['id']}")
        expect(page.locator("canvas[data-layer=cells]")).to_have_attribute("data-step", "0")
        expect(page.locator("[data-figure=alive]")).to_have_attribute("data-value", str(cells.mean()))
        page.wait_for_function("() => document.querySelector('canvas[data-layer=cells]').width > 100")
        assert np.array_equal(drawn(page), cells), "top row first, the living bright"

        page.get_by_role("button", name="Flip", exact=True).click()
        turned = cells_of(a_frame(stream))
        assert np.argwhere(turned != cells).tolist() == [[0, 0]]
        page.get_by_role("button", name="Evolve", exact=True).click()
        expect(page.locator("canvas[data-layer=cells]")).to_have_attribute("data-step", "20")
        expect(page.locator("article")).to_have_attribute("data-phase", "ready")
        evolved = cells_of(a_frame(stream, least=20))
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert np.array_equal(drawn(page), evolved)


def test_a_first_visit_begins_a_run_and_an_unknown_kind_is_said(room: Client, page: Page) -> None:
    for experiment in room.request("GET", "/api/experiments")[1]:
        room.request("DELETE", f"/api/experiments/{experiment['id']}")
    page.goto(f"{room.url}/process#kind=automaton")
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("canvas[data-layer=cells]")).to_have_attribute("data-step", "0")
    page.goto(f"{room.url}/process#kind=nothing")
    expect(page.get_by_text("no kind of process called nothing")).to_be_visible()
    expect(page.get_by_role("link", name="Automaton")).to_be_visible()
