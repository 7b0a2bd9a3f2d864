"""What is seen before anything is pressed: few controls, large pictures, nothing cut off; and what is behind More."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .stages import settle

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

MOST_CONTROLS = 25
LEAST_SHARE = 0.4
"""Of the screen that the pictures of two panels take."""
PAIR = "#t=preset.two-gaussians&p=score-matching;n_steps=60&p=denoising-score-matching;n_steps=60"
FOUR = (
    "#t=preset.two-gaussians&p=score-matching&p=denoising-score-matching&p=noise-conditional-score-matching"
    "&p=contrastive-divergence;model=energy"
)
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900)])

CONTROLS = """() => [...document.querySelectorAll('button, select, input, a[href], [role=button], [role=slider]')]
    .filter((each) => {
        const { width, height, top, bottom, left, right } = each.getBoundingClientRect();
        return each.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && width > 0 && height > 0
            && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    }).map((each) => each.ariaLabel || each.id || each.textContent.trim())"""
# words that are wider than their box, and boxes that leave their panel or the window
CUT = """() => {
    const within = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
        && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    const said = [];
    for (const panel of document.querySelectorAll('article')) {
        const box = panel.getBoundingClientRect();
        const window = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
        if (!within(box, window)) said.push('a panel leaves the window');
        for (const each of panel.querySelectorAll('.name, .verdict, .bars, .stage, tr, p')) {
            if (each.closest('.many') || !each.checkVisibility()) continue;
            const name = each.className || each.tagName;
            if (!within(each.getBoundingClientRect(), box)) said.push(`${name} leaves its panel`);
            if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflow !== 'visible')
                said.push(`${each.textContent.trim()} is cut off`);
        }
    }
    return said;
}"""


def shown(visit: Visit, link: str, width: int, height: int, **options: object) -> Page:
    page = visit(link, viewport={"width": width, "height": height}, unfolded=False, **options)
    expect(page.locator("article[data-phase=ready]").first).to_be_visible()
    expect(page.locator("article .verdict").first).to_be_visible()
    settle(page)
    return page


def edges(page: Page) -> list[float]:
    boxes = [stage.bounding_box() for stage in page.locator(".stage").all()]
    return [box["width"] for box in boxes if box is not None]


@SIZES
def test_few_controls_and_large_pictures(visit: Visit, width: int, height: int) -> None:
    page = shown(visit, "", width, height)
    controls = page.evaluate(CONTROLS)
    assert len(controls) <= MOST_CONTROLS, controls
    assert len(edges(page)) == 2
    assert sum(edge**2 for edge in edges(page)) >= LEAST_SHARE * width * height
    assert page.evaluate(CUT) == []


@SIZES
def test_the_opening_has_few_controls(visit: Visit, width: int, height: int) -> None:
    page = visit(viewport={"width": width, "height": height}, first=True, unfolded=False)
    expect(page.locator("[data-action=draw]")).to_be_visible()
    assert len(page.evaluate(CONTROLS)) <= MOST_CONTROLS


def test_pictures_keep_their_size_while_panels_learn_and_particles_walk(visit: Visit) -> None:
    page = shown(visit, PAIR, 1280, 720)
    before = edges(page)
    page.locator("[data-action=train]").click()
    expect(page.locator("article[data-phase=finished]")).to_have_count(2)
    page.locator("[data-action=sample]").click()
    expect(page.locator("[data-verdict=bad]")).to_have_count(2)
    expect(page.locator(".verdict").first).to_contain_text("20 % drawn")
    expect(page.locator(".verdict .judgement").first).to_contain_text("wrong")
    assert edges(page) == before
    assert page.evaluate(CUT) == []


def test_four_panels_with_the_rail_folded_are_legible(visit: Visit) -> None:
    page = shown(visit, FOUR, 1440, 900)
    page.locator("[data-fold=rail]").click()
    expect(page.locator(".left")).to_be_hidden()
    settle(page)
    assert len(edges(page)) == 4
    assert min(edges(page)) >= 240
    assert page.evaluate(CUT) == []
    names = page.locator("article .name strong:visible").all_inner_texts()
    # two by two there is room for whole names
    assert [name.split()[0] for name in names[::3]] == ["Score", "Contrastive"]
    assert len(names) == 4


def test_every_mode_of_many_has_a_bar_and_the_line_is_whole(visit: Visit) -> None:
    # 25 equal modes and one of 1 %
    lattice = ",".join(f"0.0396,{x},{y},0.15" for x in (-3, -1.5, 0, 1.5, 3) for y in (-3, -1.5, 0, 1.5, 3))
    page = shown(visit, f"#t=mixture.{lattice},0.01,0.75,0.75,0.1&p=score-matching;n_steps=20", 1280, 720)
    expect(page.locator("td.number")).to_have_count(26)
    expect(page.locator(".verdict")).to_have_text("mode 26: 1.0 % drawn, not sampled yet")
    bars = page.locator(".bars").bounding_box()
    assert bars is not None
    assert bars["height"] < 200
    assert min(edges(page)) >= 400


def test_more_brings_all_there_was_and_is_remembered(visit: Visit) -> None:
    page = shown(visit, PAIR, 1440, 900)
    hidden = ("[data-layer=arrows]", ".timeline", "[data-restart]", ".inspector", "[data-tool=soft]", "#lens")
    for selector in hidden:
        expect(page.locator(selector)).to_have_count(0)
    for corner in ("controls", "tools", "page"):
        page.locator(f"[data-more={corner}]").click()
    for selector in hidden:
        expect(page.locator(selector).first).to_be_visible()
    expect(page.locator("[data-action=landscape]")).to_be_visible()
    page.reload()
    for selector in hidden:
        expect(page.locator(selector).first).to_be_visible()
    assert page.evaluate(CUT) == []


def test_what_is_folded_away_gives_its_room_to_the_pictures(visit: Visit) -> None:
    page = shown(visit, PAIR, 1280, 900)
    before = edges(page)
    page.locator("[data-fold=rail]").click()
    expect(page.locator(".left")).to_be_hidden()
    settle(page)
    assert min(edges(page)) > max(before) + 50
    page.locator("[data-more=page]").click()
    page.locator("[data-fold=dock]").click()
    expect(page.locator(".dock")).to_be_hidden()
    page.locator("[data-fold=dock]").click()
    expect(page.locator(".dock")).to_be_visible()


def test_the_first_look_has_streamlines_and_links_of_earlier_versions_their_arrows(visit: Visit) -> None:
    first = visit()
    expect(first.locator("[data-layer=streamlines]")).to_have_attribute("aria-pressed", "true")
    expect(first.locator("[data-layer=arrows]")).to_have_attribute("aria-pressed", "false")
    earlier = visit(PAIR)
    expect(earlier.locator("[data-layer=streamlines]")).to_have_attribute("aria-pressed", "false")
    expect(earlier.locator("[data-layer=arrows]")).to_have_attribute("aria-pressed", "true")
    # what the first look writes into the address comes back as it was
    first.reload()
    expect(first.locator("[data-layer=marginals]")).to_have_attribute("aria-pressed", "true")
