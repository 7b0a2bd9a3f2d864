"""No view of the page has a serious violation or is cut off at its side: every view there is, in both themes, on a desk
and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from .axe import violations

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
LINK = (
    "#t=preset.two-gaussians&p=score-matching;n_steps=40&p=noise-contrastive-estimation;model=energy;n_steps=40"
    "&s=langevin;init=data"
)
# the page and its open sheets, where they are wider inside than outside
CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll('[popover]:popover-open, dialog[open]')]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => `cut off at ${each.clientWidth} of ${each.scrollWidth} px: ${each.getAttribute('aria-label')}`)"""
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def help_entry(name: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        page.get_by_role("button", name="Help", exact=True).click()
        page.locator(f"[data-help={name}]").click()

    return show


def reference(page: Page) -> None:
    help_entry("reference")(page)
    page.locator("[data-explain=diffusion]").click()
    expect(page.locator("dialog[open] math")).to_have_count(1)


def explanation(page: Page) -> None:
    page.locator(".ask:visible").first.click()
    expect(page.locator("math")).to_have_count(1)


def landscape(page: Page) -> None:
    page.locator("[data-action=landscape]").click()
    expect(page.locator("canvas[data-landscape][data-azimuth]")).to_be_visible()


def sheet(button: str) -> Callable[[Page], None]:
    """A sheet that is loaded when its button is first pressed."""

    def show(page: Page) -> None:
        page.get_by_role("button", name=button).first.click()
        expect(page.locator("dialog[open]")).to_be_visible()

    return show


def comparison(page: Page) -> None:
    page.locator("[data-action=enlarge]").click()
    expect(page.locator("dialog[open] .plot-container")).to_be_visible()


def imported(page: Page) -> None:
    points = {"name": "points.csv", "mimeType": "text/csv", "buffer": b"x,y\n-1,-1\n0,0.5\n1,1\n2,-1\n"}
    page.get_by_label("File to import").set_input_files([points])  # type: ignore[list-item]
    expect(page.get_by_role("button", name="Take instead")).to_be_visible()


def settings(page: Page) -> None:
    page.get_by_role("button", name="Panel 1: settings").click()
    for summary in page.locator("[popover]:popover-open summary").all():
        summary.click()


def lens(page: Page) -> None:
    page.get_by_label("Look through").select_option("low-density")
    expect(page.locator("[data-legend]")).to_be_visible()


# every sheet of the page: how it opens; Escape closes it
SHEETS: dict[str, Callable[[Page], None]] = {
    "add a panel": press("Add a panel"),
    "menu of a panel": press("Panel 1: settings, copy, move, remove"),
    "layers": press("Layers panel by panel"),
    "symmetry": press("Symmetry"),
    "export of the drawing": press("Export the drawing or samples of it"),
    "pace": press("Speed of training"),
    "landscape": landscape,
    "presets": lambda page: page.get_by_title("Choose a preset").click(),
    "sampler": press("Settings of the sampler"),
    "panel": settings,
    "explanation": explanation,
    "demonstrations": press("Demonstrations"),
    "help": press("Help"),
    "shortcuts": help_entry("shortcuts"),
    "reference": reference,
    "gallery": sheet("Gallery"),
    "export": sheet("Export"),
    "comparison": comparison,
    "import": imported,
}


# sheets of the drawing: on a telephone they are behind Draw
OF_THE_PAD = {"symmetry", "export of the drawing", "import"}


def turn(page: Page, pad: str) -> None:
    """Unfold the pad of a telephone, or fold it."""
    button = page.locator("[data-bar=draw]")
    if button.count() == 1 and button.inner_text() != {"open": "Done", "folded": "Draw"}[pad]:
        button.click()


@contextmanager
def opened(page: Page, name: str) -> Iterator[None]:
    turn(page, "open" if name in OF_THE_PAD else "folded")
    SHEETS[name](page)
    yield
    page.keyboard.press("Escape")
    expect(page.locator("[popover]:popover-open, dialog[open]")).to_have_count(0)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
def test_no_view_has_a_serious_violation(visit: Visit, theme: str, size: str) -> None:
    width, height = SIZES[size]
    page = visit(LINK, viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce")
    found: dict[str, list[str]] = {}

    def look(view: str) -> None:
        seen = violations(page) + page.evaluate(CUT_OFF)
        if seen:
            found[view] = seen

    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    look("first page")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article[data-phase=finished]")).to_have_count(2)
    page.get_by_role("button", name="Sample", exact=True).click()
    expect(page.locator("[data-mode-weight-tv]")).to_have_count(2)
    look("trained and sampled")
    lens(page)
    look("lens")
    for name in SHEETS:
        with opened(page, name):
            look(name)
    turn(page, "open")
    page.get_by_role("button", name="Clear the drawing").click()
    look("empty pad")
    assert found == {}, "\n".join(f"{view}: {each}" for view, all_ in found.items() for each in all_)


def test_a_demonstration_has_no_serious_violation(visit: Visit) -> None:
    page = visit()
    expect(page.locator("article[data-phase=ready]").first).to_be_visible()
    page.get_by_role("button", name="Demonstrations").click()
    page.locator("[data-story]").first.click()
    expect(page.locator("[data-playing]")).to_be_visible()
    assert violations(page) == []


FAULTS = {
    "catalogue": ("**/api/catalogue?*", "Try again"),
    "preview": ("**/api/targets/preview", None),
    "experiment": ("**/api/experiments", "Dismiss"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_server_that_refuses_says_so_in_words_that_all_can_read(visit: Visit, what: str) -> None:
    pattern, button = FAULTS[what]
    sentence = "The machine is full; end another experiment and try again."

    def refuse(page: Page) -> None:
        page.route(pattern, lambda route: route.fulfill(status=400, json={"message": sentence, "field": ""}))

    page = visit("", prepare=refuse, silent=True)
    expect(page.get_by_role("alert").filter(has_text=sentence).first).to_be_visible()
    assert violations(page) == []
    page.unroute(pattern)
    if button:
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_have_count(0)


def test_a_planted_fault_is_found(visit: Visit) -> None:
    page = visit(LINK)
    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    page.evaluate("() => document.querySelector('article').append(document.createElement('button'))")
    page.evaluate("() => { document.querySelector('h1').style.color = '#222'; }")
    assert any(re.match("button-name", each) for each in violations(page))
