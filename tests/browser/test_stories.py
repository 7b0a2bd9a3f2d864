"""A demonstration's proof is false until its walk has ended, and fails where what it proves is switched off."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from scorescape.models.demonstrations import of_kind
from scorescape.models.scenes.kinds import SCORE

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
ANNEALING = "annealing-mends-it"
EXACT = 1
"""The panel that walks on the exact score: nothing of it has to be learnt first."""


def play(page: Page, name: str) -> None:
    page.get_by_role("button", name="Demonstrations").click()
    page.locator(f"[data-story={name}]").click()
    expect(page.locator(f"[data-playing={name}]")).to_be_visible()


def hurried(sampler: str) -> Callable[[Page], None]:
    """The demonstration of annealing with one step of learning, and its walks by this sampler."""

    def change(route: Route) -> None:
        catalogue = route.fetch().json()
        (story,) = (each for each in catalogue["demonstrations"] if each["name"] == ANNEALING)
        scene = story["scene"]
        for process in scene["processes"]:
            process["run"]["n_steps"] = 1
            process["sampler"] = {**scene["common"]["sampler"], **process.get("sampler", {}), "sampler": sampler}
        route.fulfill(body=json.dumps(catalogue), content_type="application/json")

    return lambda page: page.route("**/api/catalogue?*", change)


WATCH = """() => {
    const seen = [];
    new MutationObserver(() => {
        const proof = document.querySelectorAll('[data-proof]')[1];
        const panel = document.querySelectorAll('article')[1];
        if (proof && panel) seen.push([panel.dataset.sampling, proof.dataset.holds]);
    }).observe(document.body, {
        subtree: true, attributes: true, attributeFilter: ['data-holds', 'data-sampling', 'data-value'],
    });
    return seen;
}"""


def test_the_proof_comes_true_with_the_end_of_the_walk_and_never_before(visit: Visit) -> None:
    page = visit(prepare=hurried("annealed-langevin"), viewport={"width": 1280, "height": 720})
    play(page, ANNEALING)
    seen = page.evaluate_handle(WATCH)
    expect(page.locator("article").nth(EXACT)).to_have_attribute("data-sampling", "finished")
    expect(page.locator("[data-proof]").nth(EXACT)).to_have_attribute("data-holds", "true")
    told = seen.json_value()
    assert {holds for sampling, holds in told if sampling == "walking"} == {"false"}
    # what is under the noise is on the picture, and the level has come to its end
    expect(page.locator("[data-sigma]").nth(EXACT)).to_have_attribute("data-sigma", "0")
    expect(page.locator(".dock > .noise [data-mark=modes]")).to_be_visible()
    expect(page.locator("article").nth(EXACT).locator("header")).to_contain_text("Exact score")


def test_with_annealing_switched_off_it_fails(visit: Visit) -> None:
    page = visit(prepare=hurried("langevin"), viewport={"width": 1280, "height": 720})
    play(page, ANNEALING)
    exact = page.locator("article").nth(EXACT)
    page.wait_for_function("() => Number(document.querySelectorAll('article')[1]?.dataset.samplingStep) >= 0")
    proof = page.locator("[data-proof]").nth(EXACT)
    page.wait_for_function("() => Number(document.querySelectorAll('.shares')[1]?.dataset.walkStep) >= 200")
    assert float(proof.get_attribute("data-value") or "nan") > 0.2
    expect(proof).to_have_attribute("data-holds", "false")
    expect(exact.locator("[data-sigma]")).to_have_count(0)


@pytest.mark.parametrize("name", [each.name for each in of_kind(SCORE)])
def test_no_proof_holds_while_panels_learn(visit: Visit, name: str) -> None:
    page = visit(viewport={"width": 1280, "height": 720})
    play(page, name)
    expect(page.locator("article[data-phase=training]").first).to_be_visible()
    told = page.eval_on_selector_all("[data-proof]", "(all) => all.map(({ dataset }) => dataset.holds)")
    assert told
    assert "true" not in told


def test_400_points_are_drawn_and_the_chart_is_of_the_loss(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 720})
    play(page, "four-hundred-points")
    expect(page.get_by_text("data: 400 points")).to_have_count(2)
    expect(page.get_by_role("radio", name="Loss")).to_have_attribute("aria-checked", "true")


def test_two_energies_show_the_mass_that_each_model_gives_a_mode(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 720})
    play(page, "blind-objectives")
    verdict = page.locator("[data-verdict]")
    expect(verdict.first).to_contain_text("the model gives it")
    held = page.locator("article [data-sampled]")
    expect(held).to_have_count(4)
    shares = [float(each.get_attribute("data-sampled") or "nan") for each in held.all()]
    assert sum(shares[:2]) == pytest.approx(1, abs=0.02)
