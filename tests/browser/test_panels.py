"""Panels on the page: added, copied, moved, removed, each with its own sampler if it is to have one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
LINK = (
    "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=50&p=score-matching;n_steps=50&s=langevin;field=exact"
)


def ready(page: Page, n: int) -> None:
    expect(page.locator("article[data-phase=ready]")).to_have_count(n)


def objectives(page: Page) -> list[str]:
    return [str(select.input_value()) for select in page.get_by_label(re.compile("^Objective of panel")).all()]


def act(page: Page, panel: int, action: str) -> None:
    page.get_by_role("button", name=f"Panel {panel}: settings").click()
    page.locator(f"[data-panel-action={action}]").click()


def on_the_server(server: Client, page: Page) -> list[str]:
    """Objectives of the experiment whose first run the page shows, as the server has them."""
    run = page.locator("article").first.get_attribute("data-run")
    for info in server.request("GET", "/api/experiments")[1]:
        if info["runs"][0]["run"] == run:
            return [panel["run"]["objective"] for panel in info["spec"]["panels"]]
    raise AssertionError(f"no experiment begins with {run}")


def test_panels_are_added_copied_moved_and_removed(server: Client, visit: Visit) -> None:
    page = visit(LINK)
    ready(page, 2)
    page.get_by_role("button", name="Add a panel").click()
    page.locator("[data-add=noise-contrastive-estimation]").click()
    ready(page, 3)
    assert objectives(page) == ["denoising-score-matching", "score-matching", "noise-contrastive-estimation"]
    act(page, 3, "before")
    page.wait_for_function("() => document.querySelectorAll('select.title')[1].value.startsWith('noise-contrastive')")
    act(page, 1, "duplicate")
    ready(page, 4)
    act(page, 4, "remove")
    expect(page.locator("article")).to_have_count(3)
    wanted = ["denoising-score-matching", "denoising-score-matching", "noise-contrastive-estimation"]
    assert objectives(page) == wanted
    assert on_the_server(server, page) == wanted
    page.wait_for_function("() => location.hash.split('p=').length === 4")
    page.reload()
    ready(page, 3)
    assert objectives(page) == wanted


def test_a_trained_panel_keeps_what_it_learnt_while_others_come_and_move(visit: Visit) -> None:
    page = visit(LINK)
    ready(page, 2)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article[data-phase=finished]")).to_have_count(2)
    run = page.locator("article").first.get_attribute("data-run")
    act(page, 1, "duplicate")
    expect(page.locator("article")).to_have_count(3)
    act(page, 1, "after")
    moved = page.locator("article").nth(1)
    expect(moved).to_have_attribute("data-run", str(run))
    expect(moved).to_have_attribute("data-step", "50")
    expect(page.locator("article").first).to_have_attribute("data-phase", "ready")


def test_one_panel_walks_by_a_sampler_of_its_own(visit: Visit) -> None:
    page = visit(LINK)
    ready(page, 2)
    page.get_by_role("button", name="Panel 2: settings").click()
    page.get_by_label("A sampler of its own").check()
    page.get_by_label("Sampler of panel 2").select_option("reverse-sde")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sample", exact=True).click()
    first, second = page.locator("article").all()
    expect(second).to_have_attribute("data-sampling", "finished")
    expect(first).to_have_attribute("data-sampling", "walking")
    page.wait_for_function("() => location.hash.includes('&o=2;reverse-sde')")


# text of a panel that reaches past its border
PAST = """() => [...document.querySelectorAll('article')].flatMap((article) => {
    const edge = article.getBoundingClientRect().right;
    const range = document.createRange();
    return [...article.querySelectorAll('dl dt, dl dd, .shares p')].filter((each) => {
        range.selectNodeContents(each);
        return each.checkVisibility() && range.getBoundingClientRect().right > edge;
    }).map((each) => each.textContent.trim());
})"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_figures_with_their_errors_stay_within_four_panels(visit: Visit, width: int, height: int) -> None:
    panels = "&p=denoising-score-matching;n_steps=40" * 4
    page = visit(f"#t=preset.two-gaussians{panels}", viewport={"width": width, "height": height})
    ready(page, 4)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article[data-phase=finished]")).to_have_count(4)
    # a denoiser's figures are the longest: two errors, each with its own error
    expect(page.locator("[data-figure=relative_fisher_error_smoothed] .noise")).to_have_count(4)
    assert page.evaluate(PAST) == []
    widths = {round(stage.bounding_box()["width"]) for stage in page.locator(".stage").all()}  # type: ignore[index]
    assert len(widths) == 1, "pictures side by side are alike"
