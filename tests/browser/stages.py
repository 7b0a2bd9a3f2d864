"""What browser tests read off the panels' pictures, in world units."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page, expect

MODES = [(2.5, 0.0), (0.0, -1.5)]
# where the modes would stand if an axis were flipped or the two were swapped
GHOSTS = [(-2.5, 0.0), (0.0, 1.5), (0.0, 2.5), (0.0, -2.5), (1.5, 0.0), (-1.5, 0.0)]
SCALE = 0.25
TARGET = f"#t=mixture.0.5,2.5,0,{SCALE},0.5,0,-1.5,{SCALE}"
ONE_SCORE = f"{TARGET}&p=denoising-score-matching;n_steps=400"
SCORE_AND_ENERGY = f"{ONE_SCORE}&p=maximum-likelihood;model=energy;n_steps=400"


def stages(page: Page) -> list[Locator]:
    return page.locator("canvas[data-stage]").all()


def ready(page: Page, modes: int = 2) -> None:
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    expect(page.get_by_text(f"mode {modes}").first).to_be_visible()
    page.wait_for_function(
        "() => [...document.querySelectorAll('canvas[data-stage]')].every((each) => each.dataset.fieldStep !== '')"
    )


def train(page: Page) -> None:
    ready(page)
    page.get_by_role("button", name="Train", exact=True).click()
    for panel in page.locator("article").all():
        expect(panel).to_have_attribute("data-phase", "finished")
    page.wait_for_function(
        """() => [...document.querySelectorAll('article')].every((each) =>
                 each.querySelector('canvas[data-stage]').dataset.fieldStep === each.dataset.step)"""
    )


def pixels(stage: Locator) -> NDArray[np.int64]:
    """(size, size, 3) of the picture, top row first."""
    size, data = stage.evaluate(
        """(canvas) => {
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let text = '';
            for (let at = 0; at < data.length; at += 8192)
                text += String.fromCharCode(...data.subarray(at, at + 8192));
            return [canvas.width, btoa(text)];
        }"""
    )
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(size, size, 4)[..., :3].astype(np.int64)


def ink(picture: NDArray[np.int64], least: int = 24) -> NDArray[np.float64]:
    """(n, 2) world points, for a camera on the whole box, of the pixels that differ from the picture's ground."""
    size = len(picture)
    values, counts = np.unique(picture.reshape(-1, 3), axis=0, return_counts=True)
    ground = values[counts.argmax()]
    rows, columns = np.nonzero(np.abs(picture - ground).max(axis=2) >= least)
    return np.stack([(columns + 0.5) / size * 8 - 4, 4 - (rows + 0.5) / size * 8], axis=1)


def distance_to(points: NDArray[np.float64], *places: tuple[float, float]) -> NDArray[np.float64]:
    """(n,) how far each point is from the nearest of the places."""
    return np.min([np.hypot(points[:, 0] - x, points[:, 1] - y) for x, y in places], axis=0)


def on(stage: Locator, x: float, y: float) -> tuple[float, float]:
    """The pixel of the window over a world point of a panel that sees the whole box."""
    box = stage.bounding_box()
    assert box is not None
    return box["x"] + (x + 4) / 8 * box["width"], box["y"] + (4 - y) / 8 * box["height"]


def press_layer(page: Page, name: str) -> None:
    """Press the legend's word."""
    word = page.locator(f"[data-layer={name}]")
    before = word.get_attribute("aria-pressed")
    word.click()
    expect(word).to_have_attribute("aria-pressed", "false" if before == "true" else "true")
    settle(page)


def settle(page: Page, frames: int = 2) -> None:
    """So many frames of the page's own animation loop."""
    page.evaluate(
        """async (frames) => {
            for (let n = 0; n < frames; n++) await new Promise(requestAnimationFrame);
        }""",
        frames,
    )


def figures(page: Page, selector: str) -> list[dict[str, Any]]:
    """The data attributes of all elements, as numbers where they are."""
    return list(
        page.eval_on_selector_all(
            selector,
            """(all) => all.map((each) => Object.fromEntries(Object.entries(each.dataset).map(
                   ([name, value]) => [name, value !== '' && !isNaN(value) ? Number(value) : value])))""",
        )
    )
