"""The sheet of keys cannot lie: every key on it is pressed, and does what the sheet says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
Press = Callable[[Page, str], None]
LINK = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=60&s=langevin;field=exact;init=data"
TOOLS = ["Select", "Brush", "Soft brush", "Eraser", "Line", "Closed curve", "Gaussian", "Text"]


def ready(page: Page) -> None:
    expect(page.locator("article").first).to_have_attribute("data-phase", re.compile("ready|finished"))


def target(page: Page) -> Any:
    return json.loads(page.evaluate("() => localStorage.getItem('scorescape.target')") or "null")


def changes(page: Page, what: str, act: Callable[[], None]) -> None:
    """What the expression says is another thing after the act."""
    before = page.evaluate(f"() => {what}")
    act()
    page.wait_for_function(f"(before) => {what} !== before", arg=before)


def radio(page: Page, name: str) -> Any:
    return page.get_by_role("radio", name=re.compile(rf"^{name} \("))


def chooses(name: str) -> Press:
    def press(page: Page, chord: str) -> None:
        radio(page, "Line" if name == "Brush" else "Brush").click()
        page.keyboard.press(chord)
        expect(radio(page, name)).to_have_attribute("aria-checked", "true")

    return press


def sizes(page: Page, chord: str) -> None:
    radio(page, "Brush").click()
    changes(page, "document.querySelector('#brush-size').value", lambda: page.keyboard.press(chord))


def wipe(page: Page) -> None:
    page.get_by_role("button", name="Clear the drawing").click()
    assert target(page)["strokes"] == []


def undo(page: Page, chord: str) -> None:
    wipe(page)
    page.keyboard.press(chord)
    assert target(page)["kind"] == "preset"


def redo(page: Page, chord: str) -> None:
    undo(page, "Control+z")
    page.keyboard.press(chord)
    assert target(page)["strokes"] == []
    page.keyboard.press("Control+z")


def pad(page: Page) -> Any:
    return page.get_by_role("application", name=re.compile("Drawing pad"))


CURSOR = "document.querySelector('.pad .cursor')?.getAttribute('style')"


def moves_the_tool(page: Page, chord: str) -> None:
    radio(page, "Brush").click()
    pad(page).focus()
    page.keyboard.press(chord)
    changes(page, CURSOR, lambda: page.keyboard.press(chord))


def stroke(page: Page) -> None:
    """A stroke by keys on an empty pad."""
    wipe(page)
    radio(page, "Brush").click()
    pad(page).focus()
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")


def lays_a_stroke(page: Page, chord: str) -> None:
    stroke(page)
    page.keyboard.press(chord)
    assert len(target(page)["strokes"]) == 1


def forgets_the_stroke(page: Page, chord: str) -> None:
    stroke(page)
    page.keyboard.press(chord)
    page.keyboard.press("ArrowRight")
    assert target(page)["strokes"] == []
    page.keyboard.press("Control+z")


def select_a_stroke(page: Page) -> None:
    lays_a_stroke(page, "Space")
    page.keyboard.press("v")
    pad(page).focus()
    page.keyboard.press("Space")


def deletes(page: Page, chord: str) -> None:
    select_a_stroke(page)
    page.keyboard.press(chord)
    assert target(page)["strokes"] == []
    page.keyboard.press("Control+z")


def selects_nothing(page: Page, chord: str) -> None:
    select_a_stroke(page)
    page.keyboard.press(chord)
    page.keyboard.press("Delete")
    assert len(target(page)["strokes"]) == 1, "there was nothing left to delete"


def trains(page: Page, chord: str) -> None:
    expect(page.locator("[data-action=train]")).to_be_enabled()
    page.keyboard.press(chord)
    expect(page.locator("article")).to_have_attribute("data-phase", re.compile("training|finished"))


def takes_one_step(page: Page, chord: str) -> None:
    expect(page.get_by_role("button", name="One step of training", exact=True)).to_be_enabled()
    page.keyboard.press(chord)
    expect(page.locator("article")).to_have_attribute("data-step", "1")


def samples(page: Page, chord: str) -> None:
    expect(page.locator("[data-action=sample]")).to_be_enabled()
    page.keyboard.press(chord)
    expect(page.locator("article")).to_have_attribute("data-sampling", "walking")
    page.keyboard.press(chord)
    expect(page.locator("article")).to_have_attribute("data-sampling", "paused")


PICTURE = "document.querySelector('canvas[data-stage]').toDataURL()"


def zooms(page: Page, chord: str) -> None:
    changes(page, PICTURE, lambda: page.keyboard.press(chord))


def shows_the_whole_box(page: Page, chord: str) -> None:
    page.keyboard.press("+")
    zooms(page, chord)


def compares(page: Page, chord: str) -> None:
    button = page.get_by_role("button", name="p(A)/p(B)")
    expect(button).to_have_attribute("aria-pressed", "false")
    page.keyboard.press(chord)
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press(chord)
    expect(button).to_have_attribute("aria-pressed", "false")


def stops_comparing(page: Page, chord: str) -> None:
    page.keyboard.press("r")
    page.keyboard.press(chord)
    expect(page.get_by_role("button", name="p(A)/p(B)")).to_have_attribute("aria-pressed", "false")


def stage(page: Page) -> Any:
    return page.locator("article").first.get_by_role("application")


def pans(page: Page, chord: str) -> None:
    page.keyboard.press("+")
    stage(page).focus()
    changes(page, PICTURE, lambda: page.keyboard.press(chord))
    page.keyboard.press("0")


def enlarges(page: Page, chord: str) -> None:
    large = page.get_by_role("button", name=re.compile("^Show panel 1 large|^Show all panels alike"))
    stage(page).focus()
    before = large.get_attribute("aria-label")
    page.keyboard.press(chord)
    expect(large).not_to_have_attribute("aria-label", before or "")


def shows_all_alike(page: Page, chord: str) -> None:
    large = page.get_by_role("button", name=re.compile("^Show panel 1 large|^Show all panels alike"))
    page.keyboard.press(chord)
    expect(large).to_have_attribute("aria-label", re.compile("large"))


def presses_at_the_cross(page: Page, chord: str) -> None:
    page.keyboard.press("r")
    stage(page).focus()
    page.keyboard.press("Shift+ArrowRight")
    changes(page, "document.querySelector('article').textContent", lambda: page.keyboard.press(chord))
    page.keyboard.press("r")


def shows_the_sheet(page: Page, chord: str) -> None:
    page.keyboard.press(chord)
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_have_count(0)


def presents(page: Page, chord: str) -> None:
    hall = page.locator("[data-hall]")
    page.keyboard.press(chord)
    expect(hall).to_be_visible()
    page.keyboard.press(chord)
    expect(hall).to_have_count(0)


# what each line of the sheet must do, in an order in which each can; a line that is not here fails the test
EFFECTS: dict[str, Press] = {
    **{name: chooses(name) for name in TOOLS},
    "Narrower brush": sizes,
    "Wider brush": sizes,
    "Undo": undo,
    "Redo": redo,
    "On the pad: move the tool, or what is selected (Shift: further)": moves_the_tool,
    "On the pad: forget the stroke": forgets_the_stroke,
    "Delete what is selected": deletes,
    "Select nothing": selects_nothing,
    "On the pad: put the tool down, lift it; select": lays_a_stroke,
    "Zoom in": zooms,
    "Zoom out": zooms,
    "Show the whole box": shows_the_whole_box,
    "Compare two points by p(A)/p(B), or stop": compares,
    "Stop comparing": stops_comparing,
    "On a panel: pan; with Shift, move the cross": pans,
    "On a panel: press where the cross is": presses_at_the_cross,
    "On a panel: show it large, or all alike": enlarges,
    "Show all panels alike": shows_all_alike,
    "Present: pictures, verdicts and beats alone": presents,
    "Show this sheet": shows_the_sheet,
    "One step of training": takes_one_step,
    "Sample, pause, continue": samples,
    "Train, pause, continue": trains,
}


def test_every_key_on_the_sheet_does_what_it_says(visit: Visit) -> None:
    page = visit(LINK)
    ready(page)
    page.keyboard.press("?")
    rows = page.locator("[data-shortcut]")
    expect(rows.first).to_be_visible()
    sheet = {row.locator("dt").inner_text(): (row.get_attribute("data-shortcut") or "").split() for row in rows.all()}
    page.keyboard.press("Escape")
    assert sorted(sheet) == sorted(EFFECTS), "every line of the sheet has its effect here, and none else"
    for does, press in EFFECTS.items():
        for chord in sheet[does]:
            press(page, chord.replace("Ctrl", "Control"))


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
