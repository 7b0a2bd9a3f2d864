"""What stands behind the question marks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scorescape.server.protocol.catalogue import catalogue

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
LINK = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=60&s=langevin;field=exact;init=data&l=low-density"
CATALOGUE = catalogue()
OBJECTIVE = next(each for each in CATALOGUE.objectives if each.name == "denoising-score-matching")
SAMPLER = next(each for each in CATALOGUE.samplers if each.name == "langevin")
LENS = next(each for each in CATALOGUE.lenses if each.name == "low-density")
LOSS = next(each for each in CATALOGUE.measures if each.name == "loss")


def ready(page: Page) -> None:
    expect(page.locator("article").first).to_have_attribute("data-phase", "ready")


@pytest.mark.parametrize(
    ("button", "entry"),
    [
        (f"About {OBJECTIVE.title}", OBJECTIVE),
        (f"About {SAMPLER.title}", SAMPLER),
        (f"About {LENS.title}", LENS),
        ("loss: about this figure", LOSS),
    ],
    ids=["objective", "sampler", "lens", "measure"],
)
def test_a_question_mark_shows_equation_explanation_and_source(visit: Visit, button: str, entry: object) -> None:
    page = visit(LINK)
    ready(page)
    mark = page.get_by_role("button", name=button, exact=True)
    mark.focus()
    page.keyboard.press("Enter")
    sheet = page.locator("[popover]:popover-open")
    expect(sheet).to_contain_text(entry.explanation)  # type: ignore[attr-defined]
    expect(sheet).to_contain_text(entry.source)  # type: ignore[attr-defined]
    # typeset, not TeX: what is read aloud is MathML, which carries the TeX as its annotation
    expect(sheet.locator("math annotation")).to_have_text(re.compile(re.escape(entry.equation)))  # type: ignore[attr-defined]
    equation = sheet.locator("[data-equation]")
    assert equation.evaluate("each => each.scrollWidth <= each.clientWidth"), "the equation fits its sheet"
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_typesetter_comes_only_when_it_is_wanted(visit: Visit) -> None:
    page = visit(LINK)
    ready(page)
    loaded = "() => performance.getEntriesByType('resource').filter((each) => each.name.includes('typeset')).length"
    assert page.evaluate(loaded) == 0
    page.get_by_role("button", name=f"About {OBJECTIVE.title}").click()
    expect(page.locator("math")).to_have_count(1)
    assert page.evaluate(loaded) > 0


@pytest.mark.parametrize("viewport", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_every_explanation_fits_its_sheet(visit: Visit, viewport: tuple[int, int]) -> None:
    page = visit(LINK, viewport={"width": viewport[0], "height": viewport[1]})
    ready(page)
    page.get_by_role("button", name="Help", exact=True).click()
    page.locator("[data-help=reference]").click()
    entries = [*CATALOGUE.objectives, *CATALOGUE.samplers, *CATALOGUE.measures, *CATALOGUE.lenses]
    expect(page.locator("[data-explain]")).to_have_count(len(entries))
    too_wide = {}
    for entry in entries:
        page.locator(f"[data-explain='{entry.name}']").first.click()
        expect(page.locator("dialog[open] h2").last).to_have_text(re.compile(re.escape(entry.title), re.IGNORECASE))
        expect(page.locator("dialog[open] math annotation")).to_have_text(re.compile(re.escape(entry.equation)))
        wide = page.locator("dialog[open] [data-equation]").evaluate("each => each.scrollWidth - each.clientWidth")
        if wide > 1:
            too_wide[entry.name] = wide
    assert too_wide == {}, "pixels"
