"""Present, embed and share: what is projected in a hall, framed by another page, and scanned from the last row."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.client import Client

from .axe import violations

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
PANEL = "&p=denoising-score-matching;n_steps=60;network.width=16;network.depth=1"
LINK = "#t=preset.two-gaussians{}&s=langevin;field=exact"
# edges of the pictures, and what of a word does not fit into its element or the window
SEEN = """() => {
    const edges = [...document.querySelectorAll('.hall canvas[data-stage]')].map((each) => each.clientWidth);
    const cut = [...document.querySelectorAll('.hall h2, .hall [data-hall-verdict]')].filter((each) =>
        each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().bottom > innerHeight + 1);
    const overflow = document.documentElement.scrollHeight - innerHeight;
    return { edges, cut: cut.map((each) => each.textContent), overflow };
}"""
FORBIDDEN = """for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
Object.defineProperty(document, 'cookie', { get() { throw new DOMException('no', 'SecurityError'); } });"""


def link(panels: int) -> str:
    return LINK.format(PANEL * panels)


@pytest.mark.parametrize(
    ("size", "panels", "least"), [((1280, 720), 2, 480), ((1440, 900), 4, 240), ((1920, 1080), 2, 700)]
)
def test_in_a_hall_pictures_are_large_and_no_word_is_cut(
    visit: Visit, size: tuple[int, int], panels: int, least: int
) -> None:
    page = visit(f"?present=1{link(panels)}", viewport={"width": size[0], "height": size[1]})
    expect(page.locator(".hall article[data-phase=ready]")).to_have_count(panels)
    seen = page.evaluate(SEEN)
    assert len(seen["edges"]) == panels
    assert min(seen["edges"]) >= least, seen
    assert seen["cut"] == []
    assert seen["overflow"] <= 0
    assert violations(page) == []


def test_p_and_escape_lead_in_and_out_and_the_link_stays(visit: Visit) -> None:
    page = visit(link(2))
    expect(page.locator("article[data-phase=ready]")).to_have_count(2)
    page.keyboard.press("p")
    expect(page.locator(".hall article[data-phase=ready]")).to_have_count(2)
    expect(page.locator("header")).to_have_count(0)
    assert "present=1" in page.url
    assert "t=preset.two-gaussians" in page.url
    page.keyboard.press("Escape")
    expect(page.locator(".hall")).to_have_count(0)
    assert "present=1" not in page.url
    page.keyboard.press("p")
    expect(page.locator(".hall")).to_have_count(1)
    page.keyboard.press("p")
    expect(page.locator(".hall")).to_have_count(0)


def test_a_frame_plays_without_storage_and_says_what_it_does_not_know(visit: Visit, server: Client) -> None:
    def framed(page: Page) -> None:
        page.add_init_script(FORBIDDEN)

    page = visit(f"?embed=1&hide=title,sidebar{link(1)}", prepare=framed, viewport={"width": 640, "height": 480})
    expect(page.locator(".hall.embed article[data-phase=ready]")).to_have_count(1)
    expect(page.locator(".hall h2")).to_have_count(0)
    expect(page.locator("[data-hall-fault]")).to_contain_text('"sidebar" was left out')
    expect(page.locator("[data-embed-link]")).to_have_attribute("href", re.compile(r"/#v=1&t=preset\.two-gaussians"))
    page.locator("[data-action=embed-play]").click()
    expect(page.locator("[data-hall-verdict]")).to_contain_text(re.compile("so far|sampled:"), timeout=60_000)
    assert violations(page) == []


def test_another_page_may_frame_it(visit: Visit, server: Client) -> None:
    page = visit("healthz", silent=True)
    page.set_content(f'<iframe src="{server.url}/?embed=1{link(1)}" title="framed" width="640" height="480"></iframe>')
    framed = page.frame_locator("iframe")
    expect(framed.locator(".hall.embed article[data-phase=ready]")).to_have_count(1)


def test_the_link_is_shared_as_a_code_and_as_a_frame(visit: Visit, server: Client) -> None:
    page = visit(link(1))
    expect(page.locator("article[data-phase=ready]")).to_have_count(1)
    page.get_by_role("button", name="Share", exact=True).click()
    code = page.locator("svg[data-qr]")
    expect(code).to_be_visible()
    assert (code.get_attribute("data-qr") or "").startswith(f"{server.url}/#v=1&t=preset.two-gaussians")
    box = code.bounding_box()
    assert box is not None
    assert box["width"] >= 300
    assert f"{server.url}/?embed=1#v=1&amp;t=preset" in page.locator("[data-embed-snippet]").input_value()
    assert violations(page) == []
