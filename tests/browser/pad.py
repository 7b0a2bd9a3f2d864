"""What browser tests of the drawing share: the target the page keeps, and what the server says of it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from tests.browser.test_page import at
from tests.client import Client

SIDE = 128


def target_of(page: Page) -> dict[str, Any]:
    """The target as it survives a reload."""
    kept = page.evaluate("() => localStorage.getItem('scorescape.target')")
    return dict(json.loads(kept)) if kept else {"kind": "preset", "name": "two-gaussians"}


def marks_of(page: Page) -> list[dict[str, Any]]:
    return list(target_of(page).get("strokes", []))


def wait_for_marks(page: Page, n: int) -> list[dict[str, Any]]:
    page.wait_for_function(
        "(n) => JSON.parse(localStorage.getItem('scorescape.target') ?? '{}').strokes?.length === n", arg=n
    )
    return marks_of(page)


def preview_of(server: Client, page: Page) -> dict[str, Any]:
    """The server's own word on the target that the page keeps."""
    status, preview = server.request("POST", "/api/targets/preview", target_of(page))
    assert status == 200, preview
    return dict(preview)


def density_of(server: Client, page: Page) -> NDArray[np.float32]:
    """(SIDE, SIDE) 1/unit^2, row 0 = lowest y."""
    import base64

    return np.frombuffer(base64.b64decode(preview_of(server, page)["density"]), dtype="<f4").reshape(SIDE, SIDE)


def value_at(density: NDArray[np.float32], x: float, y: float) -> float:
    return float(density[int((y + 4) / 8 * SIDE), int((x + 4) / 8 * SIDE)])


def mirror(page: Page) -> None:
    """Draw left and right alike from here on."""
    page.get_by_role("button", name="Symmetry").click()
    page.get_by_label("Left and right").check()
    page.keyboard.press("Escape")


def unfold(page: Page) -> None:
    """On a telephone the pad is a small picture until Draw is pressed."""
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    draw = page.locator("[data-bar=draw][aria-expanded=false]")
    if draw.count() == 1:
        draw.click()


def blank(page: Page) -> None:
    """Begin with an empty pad."""
    unfold(page)
    page.get_by_role("button", name="Clear the drawing").click()


def tool(page: Page, name: str) -> None:
    page.locator(f"[data-tool={name}]").click()
    expect(page.locator(f"[data-tool={name}]")).to_have_attribute("aria-checked", "true")


def click(page: Page, x: float, y: float) -> None:
    page.mouse.click(*at(page, x, y))


def slide(page: Page, label: str, value: float) -> None:
    """Set a slider that moves by ratios, as a user who lets it go there."""
    page.get_by_label(label, exact=True).evaluate(
        """(slider, value) => {
            slider.value = String(Math.round(100 * Math.log(value)));
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            slider.dispatchEvent(new Event('change', { bubbles: true }));
        }""",
        value,
    )


def shown_shares(page: Page, n: int) -> list[float]:
    """The exact shares in the list of modes, once there are n."""
    expect(page.locator("li[data-mode]")).to_have_count(n)
    return [float(row.get_attribute("data-mass") or "nan") for row in page.locator("li[data-mode]").all()]
