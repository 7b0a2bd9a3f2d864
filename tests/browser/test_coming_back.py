"""A demonstration over four trained panels: coming back finds the figures and the weights as they were."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
PANELS = "&p=denoising-score-matching;n_steps=60;network.width=16;network.depth=1" * 4
LINK = f"#t=preset.two-gaussians{PANELS}&s=langevin;n_particles=200"
RUNS = "(all) => all.map((each) => [each.dataset.run, each.dataset.step, each.dataset.error])"


def weights(server: Client, page: Page) -> list[bytes]:
    [found] = [
        each["id"]
        for each in server.request("GET", "/api/experiments")[1]
        if [state["run"] for state in each["runs"]] == [run for run, *_ in page.locator("article").evaluate_all(RUNS)]
    ]
    urls = [
        f"{server.url}/api/experiments/{found}/export.safetensors?run={run}"
        for run, *_ in page.locator("article").evaluate_all(RUNS)
    ]
    return [urllib.request.urlopen(url).read() for url in urls]


def test_coming_back_from_a_demonstration_finds_four_trained_panels(visit: Visit, server: Client) -> None:
    page = visit(LINK)
    expect(page.locator("article[data-phase=ready]")).to_have_count(4)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article[data-phase=finished]")).to_have_count(4)
    expect(page.locator("article[data-error]")).to_have_count(4)
    before, learnt = page.locator("article").evaluate_all(RUNS), weights(server, page)
    assert [step for _, step, _ in before] == ["60"] * 4
    page.get_by_role("button", name="Demonstrations", exact=True).click()
    page.locator("[data-story]").first.click()
    expect(page.locator("[data-playing]")).to_be_visible()
    expect(page.locator(f"article[data-run={before[0][0]}]")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(f"article[data-run={before[0][0]}][data-phase=finished]")).to_have_count(1)
    expect(page.locator("article[data-error]")).to_have_count(4)
    assert page.locator("article").evaluate_all(RUNS) == before
    assert weights(server, page) == learnt
