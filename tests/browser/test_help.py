"""What stands behind the question marks; and every key on the sheet is pressed, and does what the sheet says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from server.protocol.catalogue import catalogue

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
        expect(page.locator("dialog h2").last).to_have_text(re.compile(re.escape(entry.title), re.IGNORECASE))
        expect(page.locator("dialog math annotation")).to_have_text(re.compile(re.escape(entry.equation)))
        wide = page.locator("dialog [data-equation]").evaluate("each => each.scrollWidth - each.clientWidth")
        if wide > 1:
            too_wide[entry.name] = wide
    assert too_wide == {}, "pixels"


def tool(page: Page, name: str) -> None:
    expect(page.get_by_role("radio", name=name)).to_have_attribute("aria-checked", "true")


def size(page: Page) -> float:
    return float(page.locator("#brush-size").input_value())


def press_brush_sizes(page: Page, chord: str) -> None:
    before = size(page)
    page.keyboard.press(chord)
    page.wait_for_function(
        "([before, grows]) => grows === (Number(document.querySelector('#brush-size').value) > before)"
        " && Number(document.querySelector('#brush-size').value) !== before",
        arg=[before, chord == "]"],
    )


def target(page: Page) -> str:
    return str(page.evaluate("() => localStorage.getItem('scorescape.target')"))


def press_undo(page: Page, chord: str) -> None:
    page.get_by_role("button", name="Clear the drawing").click()
    assert '"strokes":[]' in target(page)
    page.keyboard.press(chord)
    assert "two-gaussians" in target(page)


def press_redo(page: Page, chord: str) -> None:
    press_undo(page, "Control+z")
    page.keyboard.press(chord)
    assert '"strokes":[]' in target(page)
    page.keyboard.press("Control+z")


def press_train(page: Page, chord: str) -> None:
    expect(page.locator("[data-action=train]")).to_be_enabled()
    page.keyboard.press(chord)
    expect(page.locator("article")).to_have_attribute("data-phase", re.compile("training|finished"))


def press_sample(page: Page, chord: str) -> None:
    expect(
        page.locator("[data-action=sample]")
    ).to_be_enabled()  # the runs are set up anew after a change of the drawing
    page.keyboard.press(chord)
    expect(page.locator("article")).to_have_attribute("data-sampling", "walking")


def press_sheet(page: Page, chord: str) -> None:
    page.keyboard.press(chord)
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_have_count(0)


def press_tool(name: str) -> Callable[[Page, str], None]:
    def press(page: Page, chord: str) -> None:
        page.get_by_role("radio", name="Eraser" if name == "Brush" else "Brush").click()
        page.keyboard.press(chord)
        tool(page, name)

    return press


def brush_at(page: Page) -> str:
    return str(page.locator(".pad .cursor").get_attribute("style"))


def press_arrow(page: Page, chord: str) -> None:
    page.get_by_role("application").focus()
    page.keyboard.press(chord)
    before = brush_at(page)
    page.keyboard.press(chord)
    page.wait_for_function(
        "(before) => document.querySelector('.pad .cursor').getAttribute('style') !== before", arg=before
    )


def press_space(page: Page, chord: str) -> None:
    page.get_by_role("application").focus()
    page.keyboard.press(chord)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pad .cursor")).to_have_class(re.compile("down"))
    page.keyboard.press(chord)
    page.wait_for_function("() => localStorage.getItem('scorescape.target').includes('strokes')")
    page.keyboard.press("Control+z")


def press_escape(page: Page, chord: str) -> None:
    before = target(page)
    page.get_by_role("application").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(chord)
    expect(page.locator(".pad .cursor")).not_to_have_class(re.compile("down"))
    assert target(page) == before


# what each chord of the sheet must do; a chord that is not here fails the test
EFFECTS: dict[str, Callable[[Page, str], None]] = {
    "B": press_tool("Brush"),
    "E": press_tool("Eraser"),
    "[": press_brush_sizes,
    "]": press_brush_sizes,
    "Ctrl+Z": press_undo,
    "Ctrl+Shift+Z": press_redo,
    "Ctrl+Y": press_redo,
    "ArrowLeft": press_arrow,
    "ArrowRight": press_arrow,
    "ArrowUp": press_arrow,
    "ArrowDown": press_arrow,
    "Space": press_space,
    "Escape": press_escape,
    "S": press_sample,
    "T": press_train,
    "?": press_sheet,
}


def test_every_key_on_the_sheet_does_what_it_says(visit: Visit) -> None:
    page = visit(LINK)
    ready(page)
    page.keyboard.press("?")
    rows = page.locator("[data-shortcut]")
    expect(rows.first).to_be_visible()
    chords = [chord for row in rows.all() for chord in (row.get_attribute("data-shortcut") or "").split()]
    page.keyboard.press("Escape")
    assert sorted(chords) == sorted(EFFECTS), "every key on the sheet has its effect here, and none else"
    for chord in EFFECTS:
        EFFECTS[chord](page, chord.replace("Ctrl", "Control"))


def test_keys_are_left_alone_where_text_is_typed_and_while_a_dialog_is_open(visit: Visit) -> None:
    page = visit(LINK)
    ready(page)
    page.get_by_role("button", name="Settings of the sampler").click()
    page.get_by_label("Step size", exact=True).focus()
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_have_count(0)
    expect(page.locator("article")).to_have_attribute("data-phase", "ready")
    page.keyboard.press("t")
    expect(page.locator("article")).to_have_attribute("data-phase", re.compile("training|finished"))
