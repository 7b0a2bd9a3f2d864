"""Drawings combined on the page: what the sheet says and shows of a product, and what added scores make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pad import target_of

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

B = {
    "kind": "mixture",
    "components": [{"weight": 0.5, "mean": [-2, 0], "scale": 0.3}, {"weight": 0.5, "mean": [2, -0.4], "scale": 0.3}],
}
LIGHT = """(left) => {
    const canvas = document.querySelector('dialog [data-testid=import-figure]');
    const [half, height] = [canvas.width / 2, canvas.height];
    const { data } = canvas.getContext('2d').getImageData(left ? 0 : half, 0, half, height);
    let light = 0;
    for (let at = 0; at < data.length; at += 1) light += Math.abs(data[at] - data[at % 4]);
    return light;
}"""


def fact(page: Page, name: str) -> float:
    value = page.locator(f"[data-fact={name}]").get_attribute("data-value")
    assert value is not None
    return float(value)


def test_a_product_is_seen_before_it_is_taken_and_comes_apart_again(visit: Visit, tmp_path: Path) -> None:
    """agree-left: .855 of A AND B is left, and they agree in exp(-1.3532) of their mass."""
    file = tmp_path / "b.json"
    file.write_text(json.dumps(B))
    page = visit("#t=mixture.0.5,-2,0,0.3,0.5,2,0.4,0.3")
    page.get_by_role("button", name="Combine the drawing with others").click()
    page.get_by_role("radio", name="File").click()
    page.locator("dialog input[type=file]").set_input_files(file)
    expect(page.locator("[data-fact=parts]")).to_contain_text("4, all")
    assert fact(page, "log_mass") == pytest.approx(-1.3532, abs=1e-3)
    assert fact(page, "total_variation") == 0
    left, right = page.evaluate(LIGHT, True), page.evaluate(LIGHT, False)
    assert left > 1.5 * right > 0
    page.get_by_role("button", name="Take it as the drawing").click()
    expect(page.locator("[data-composition=product] [data-part]")).to_have_count(2)
    expect(page.locator("[data-mode='1']").first).to_have_attribute("data-mass", re.compile(r"^0\.8554"))
    page.wait_for_function("() => location.hash.includes('t=product.1,1(mixture.')")
    taken = target_of(page)
    page.get_by_role("button", name="Take apart").click()
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes?.length === 4")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-composition=product]")).to_be_visible()
    assert target_of(page) == taken


def test_walks_on_added_scores_forget_the_weights_and_weighted_ones_do_not(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 720})
    page.get_by_role("button", name="Demonstrations").click()
    page.locator("[data-story=experts-agree]").click()
    proofs = page.locator("[data-proof]")
    expect(proofs).to_have_count(3)
    assert [proof.get_attribute("data-holds") for proof in proofs.all()] == ["false"] * 3
    for panel in range(3):
        expect(page.locator("article").nth(panel)).to_have_attribute("data-sampling", "finished")
        expect(proofs.nth(panel)).to_have_attribute("data-holds", "true")
    reverse, annealed, weighted = (float(proof.get_attribute("data-value") or "nan") for proof in proofs.all())
    assert (reverse, annealed) == (pytest.approx(0.52, abs=0.04), pytest.approx(0.53, abs=0.05))
    assert weighted == pytest.approx(0.855, abs=0.045)
    # the lens names the level where they stood still
    frozen = page.locator("[data-number=frozen_at]").first.get_attribute("data-value")
    assert 0.3 < float(frozen or "nan") < 2
