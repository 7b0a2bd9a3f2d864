"""What a lens draws over a picture leaves the page with it: pictures and films, read by their pixels."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

# nothing is learnt; the pins stand where a and b are in the figures below, the lasso around the mode at (-2.5, -2.5)
EXACT = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=1"
RATIO = EXACT + "&l=ratio;a=2%2C-2;b=-3%2C3"
PIE = EXACT + "&l=partition;around=-3.5%2C-3.5%2C-1%2C-3.5%2C-1%2C-1"
# of the poster, CSS pixels: margin, and what stands over the first picture
LEFT, TOP, EDGE = 24, 24 + 44 + 48, 360
# --warn and --figure of the dark theme
WARN, FIGURE = (230, 179, 90), (11, 14, 19)


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def shown(data: bytes) -> NDArray[np.int64]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(np.int64)


def at(picture: NDArray[np.int64], x: float, y: float, scale: float, reach: int = 2) -> NDArray[np.int64]:
    """(n, 3) the pixels about a world point of the first picture."""
    column = int(scale * (LEFT + EDGE * (x + 4) / 8))
    row = int(scale * (TOP + EDGE * (4 - y) / 8))
    return picture[row - reach : row + reach + 1, column - reach : column + reach + 1].reshape(-1, 3)


def near(pixels: NDArray[np.int64], colour: tuple[int, int, int], within: int = 12) -> NDArray[np.bool_]:
    return np.asarray((np.abs(pixels - np.asarray(colour)) <= within).all(-1))


def test_pins_and_paths_are_in_the_picture_and_in_the_film(visit: Visit) -> None:
    page = visit(RATIO, accept_downloads=True, color_scheme="dark")
    expect(page.locator("[data-mark-of=x_first]")).to_be_attached()
    page.get_by_role("button", name="Export", exact=True).click()
    picture = shown(saved(page, "PNG"))
    for x, y in ((2.0, -2.0), (-3.0, 3.0)):
        around = near(at(picture, x, y, 2, reach=30), WARN)
        assert 0.25 < around.mean() < 0.5, "a disc of 22 pixels in a square of 30"
    # the corner path goes along y = 3, in the colour of a way on a dark halo
    along = [at(picture, x, 3.0, 2, reach=6) for x in (-1.5, 1.0, 1.5)]
    assert all(near(each, (232, 237, 243)).any() for each in along)
    assert not any(near(at(picture, x, 3.6, 2, reach=6), (232, 237, 243)).any() for x in (-1.5, 1.0, 1.5))
    page.get_by_role("dialog").get_by_role("button", name="Record GIF").click()
    page.wait_for_function(
        "Number(/: (\\d+) of/.exec(document.querySelector('[data-recording]')?.textContent)?.[1]) >= 1"
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Stop and save").click()
    film = shown(Path(waiting.value.path()).read_bytes())
    assert near(at(film, 2.0, -2.0, 1, reach=15), WARN, within=40).mean() > 0.2


def test_a_lasso_is_in_the_picture_as_far_as_the_camera_sees_it(visit: Visit) -> None:
    page = visit(PIE, accept_downloads=True, color_scheme="dark")
    expect(page.locator("[data-region=around]")).to_be_attached()
    page.get_by_role("button", name="Export", exact=True).click()
    picture = shown(saved(page, "PNG"))
    # its sides: y = -3.5 and x = -1; and nothing where there is none
    assert all(near(at(picture, x, -3.5, 2, reach=4), WARN).any() for x in (-3.0, -2.0, -1.5))
    assert all(near(at(picture, -1.0, y, 2, reach=4), WARN).any() for y in (-3.0, -2.0, -1.5))
    assert not near(at(picture, 1.5, 1.5, 2, reach=20), WARN).any()
