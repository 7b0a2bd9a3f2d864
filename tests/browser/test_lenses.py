"""Every lens and every demonstration on the page: the figures it shows and the pixels it paints."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import torch
from playwright.sync_api import Page, expect

from scorescape.models.demonstrations import of_kind
from scorescape.models.lenses import LENSES
from scorescape.models.random_streams import stream
from scorescape.models.scenes.kinds import SCORE
from scorescape.models.scenes.scene import Scene
from scorescape.models.study.map_grid import MAP_GRID

from .conftest import PATIENCE

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
ONE = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=150"
ENERGY = "#t=preset.two-gaussians&p=noise-contrastive-estimation;model=energy;n_steps=150"
# a lens, where to look, and a figure it must show
CASES = [
    ("mode-weights", ONE, "score_change"),
    ("low-density", ONE, "angle_data"),
    ("basins", ONE, "elsewhere"),
    ("manifold", ONE, "across"),
    ("curl-and-divergence", ONE, "relative"),
    ("energy", ENERGY, "mass_2"),
]


def in_a_script(lens: str, link: str) -> dict[str, float]:
    """The lens's figures of the same run, trained and looked at without a page or a server."""
    study = Scene.from_link(link).studies()[0]
    study.train()
    with torch.no_grad():
        look = LENSES.get(lens)().look(study.specimen(), MAP_GRID, stream(0, "lens"))
    return {name: each.value for name, each in look.numbers.items()}


def pixels(page: Page) -> str:
    return str(page.locator("canvas[data-stage]").first.evaluate("each => each.toDataURL()"))


def number(page: Page, name: str, panel: int = 0) -> float:
    cell = page.locator(f"td[data-number={name}][data-panel='{panel}']")
    expect(cell).to_have_attribute("data-value", re.compile(r"^-?\d"))
    return float(cell.get_attribute("data-value") or "nan")


def trained(page: Page) -> None:
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.click()
    for panel in page.locator("article").all():
        expect(panel).to_have_attribute("data-phase", "finished")
        expect(panel.locator("td[data-true]").first).to_be_visible()  # the exact density is there
    # the last field of a run comes after the word that it has ended
    page.wait_for_function(
        """() => [...document.querySelectorAll('article')].every(
            (each) => each.querySelector('canvas').dataset.fieldStep === each.dataset.step)"""
    )


@pytest.mark.parametrize(("lens", "link", "figure"), CASES, ids=[case[0] for case in CASES])
def test_a_lens_shows_its_figures_and_paints_its_map(visit: Visit, lens: str, link: str, figure: str) -> None:
    expected = in_a_script(lens, link)
    page = visit(link)
    trained(page)
    before = pixels(page)
    page.get_by_label("Look through").select_option(lens)
    assert number(page, figure) == pytest.approx(expected[figure], rel=1e-3, abs=1e-4)
    expect(page.locator("[data-legend]")).to_be_visible()
    page.wait_for_function(
        "(before) => document.querySelector('canvas[data-stage]').toDataURL() !== before", arg=before
    )
    page.wait_for_function("(lens) => location.hash.includes(`l=${lens}`)", arg=lens)
    page.get_by_label("Look through").select_option("")
    expect(page.locator("[data-legend]")).to_have_count(0)
    page.wait_for_function(
        "(before) => document.querySelector('canvas[data-stage]').toDataURL() === before", arg=before
    )


def test_basins_of_both_fields_are_shown_at_once(visit: Visit) -> None:
    page = visit(ONE)
    trained(page)
    page.get_by_label("Look through").select_option("basins")
    inset = page.locator("article [data-beside]")
    expect(inset).to_have_attribute("data-beside", "exact")
    colours = """each => {
        const { width, height } = each;
        const { data } = each.getContext('2d').getImageData(0, 0, width, height);
        return [0.1, 0.9].map((at) => {
            const [x, y] = [Math.floor(at * width), Math.floor((1 - at) * height)];
            return [...data.slice(4 * (y * width + x)).slice(0, 4)].join();
        });
    }"""
    low, high = inset.locator("canvas").evaluate(colours)
    assert low != high, "two modes in two corners, two colours"
    width = inset.bounding_box()["width"]  # type: ignore[index]
    stage = page.locator("canvas[data-stage]").bounding_box()["width"]  # type: ignore[index]
    assert 0.3 < width / stage < 0.4
    shares = [number(page, f"basin_{mode}") for mode in (1, 2)]
    assert sum(shares) + number(page, "nowhere") == pytest.approx(100, abs=0.1)
    exact = page.locator("td[data-number=basin_1] small").inner_text()
    assert 30 < float(exact.split()[-1]) < 70, exact
    page.get_by_role("radio", name="exact", exact=True).click()
    expect(inset).to_have_attribute("data-beside", "learnt")
    page.get_by_role("radio", name="differs").click()
    expect(inset).to_have_count(0)


def test_quality_against_cost_grows_with_the_walk(visit: Visit) -> None:
    page = visit("#t=preset.two-gaussians&p=denoising-score-matching&s=langevin;field=exact&l=quality-against-cost")
    expect(page.locator("[data-note='0']")).to_contain_text("press Sample")
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function("() => Number(document.querySelector('td[data-number=evaluations]')?.dataset.value) > 60")
    assert number(page, "best") <= number(page, "distance")
    expect(page.locator("[data-lens-charts='1'] canvas")).to_be_visible()


def test_a_score_network_is_told_that_it_has_no_energy(visit: Visit) -> None:
    page = visit(ONE + "&l=energy")
    expect(page.locator("[data-note='0']")).to_contain_text("no energy")


def test_all_panels_are_looked_at_at_once_on_one_range(visit: Visit) -> None:
    page = visit(
        "#t=preset.two-gaussians&p=score-matching;n_steps=60&p=denoising-score-matching;n_steps=60&l=low-density"
    )
    trained(page)
    assert number(page, "ratio", 0) > 0
    assert number(page, "ratio", 1) > 0
    expect(page.locator("[data-legend]")).to_have_count(1)
    page.get_by_role("radio", name="error").first.click()
    expect(page.locator("[data-legend=error]")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("name", [each.name for each in of_kind(SCORE)])
def test_a_demonstration_plays_to_its_proof_at_one_click(visit: Visit, name: str) -> None:
    page = visit()
    page.get_by_role("button", name="Demonstrations").click()
    page.locator(f"[data-story={name}]").click()
    expect(page.locator(f"[data-playing={name}]")).to_be_visible()
    proofs = next(each for each in of_kind(SCORE) if each.name == name).scene.text.proofs
    expect(page.locator("[data-proof]")).to_have_count(len(proofs))
    # judged at the end of the training and the walk, not as soon as a figure happens to lie within its bounds
    expect(page.locator("[data-proof][data-holds=true]")).to_have_count(len(proofs), timeout=5 * PATIENCE)
