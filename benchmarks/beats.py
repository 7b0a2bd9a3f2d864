"""How large pictures are at every beat of every demonstration: `python -m benchmarks.beats [--pictures FOLDER]`.

Plays each demonstration with a few steps of learning and walking (what stands where does not depend on them), on the
page and presented, goes through its beats, and prints a row a beat: the smallest picture's edge, how many bars of modes
are out of view, and what words are cut off. Four panels are looked at
likewise. Rows that miss what is asked are marked.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

from scorescape.models.demonstrations import DEMONSTRATIONS

from .served import chromium, server

PATIENCE = 120_000
SMALL, LARGE = {"width": 1280, "height": 720}, {"width": 1440, "height": 900}
LEAST, PRESENTED, FOUR = 400, 480, 240
SEEN = "localStorage.setItem('scorescape.tour', '\"seen\"')"
FOUR_PANELS = (
    "#t=preset.two-gaussians&p=score-matching&p=denoising-score-matching&p=contrastive-divergence;model=energy"
    "&p=maximum-likelihood;model=energy"
)

LOOK = """() => {
    const within = ({ left, top, right, bottom }) =>
        left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
    const clipped = (element) => {
        const box = element.getBoundingClientRect();
        for (let up = element.parentElement; up; up = up.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(up);
            if (overflowX === 'visible' && overflowY === 'visible') continue;
            const around = up.getBoundingClientRect();
            if (box.bottom > around.bottom + 1 || box.top < around.top - 1) return true;
            if (box.right > around.right + 1 || box.left < around.left - 1) return true;
        }
        return !within(box);
    };
    const seen = (element) => element.getClientRects().length > 0 && !element.closest('.visually-hidden');
    const edges = [...document.querySelectorAll('canvas[data-stage]')].filter(seen)
        .map((each) => each.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height));
    const bars = [...document.querySelectorAll('article [data-share], article [data-hall-verdict]')].filter(seen);
    const cut = [...document.querySelectorAll('article *, aside *, .beats *, .dock *')].filter(seen)
        .filter((each) => each.children.length === 0 && each.textContent.trim() !== '')
        .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible');
    return {
        edge: Math.round(Math.min(...edges)),
        bars: bars.length,
        hidden: bars.filter(clipped).length,
        cut: cut.map((each) => each.textContent.trim().slice(0, 30)),
    };
}"""

Look = Callable[[str, Page, float], None]

# every animation that has an end has come to it
AT_REST = """() => Promise.all(document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => null)))"""


def hurried(route: Route) -> None:
    """The catalogue, with demonstrations that learn and walk a few steps."""
    catalogue = route.fetch().json()
    for story in catalogue["demonstrations"]:
        story["scene"]["text"]["walk_steps"] = min(20, story["scene"]["text"].get("walk_steps") or 0)
        for process in story["scene"]["processes"]:
            process["run"]["n_steps"] = 2
    route.fulfill(body=json.dumps(catalogue), content_type="application/json")


def opened(browser: Browser, url: str, view: dict[str, int], more: dict[str, bool]) -> Page:
    page = browser.new_page(viewport=view, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE)
    page.route("**/api/catalogue", hurried)
    page.add_init_script(f"{SEEN}; localStorage.setItem('scorescape.more', '{json.dumps(more)}')")
    page.goto(url)
    page.wait_for_selector("canvas[data-stage]")
    return page


def beats(page: Page, name: str, look: Look) -> None:
    """Play a demonstration and look at each of its beats on the page, then at each of them presented."""
    page.get_by_role("button", name="Demonstrations").click()
    page.locator(f"[data-story={name}]").click()
    page.wait_for_selector(f"[data-playing={name}] .beats")
    through(page, lambda at: look(f"{name} {at}", page, LEAST))
    page.keyboard.press("p")
    page.wait_for_selector("[data-hall] .beats")
    through(page, lambda at: look(f"{name} {at} presented", page, PRESENTED))


def through(page: Page, each: Callable[[int], None]) -> None:
    at = 0
    while True:
        page.wait_for_selector(f".beats[data-beat='{at}']")
        page.wait_for_function("() => !document.querySelector('.beats .waiting')")
        page.evaluate(AT_REST)
        each(at)
        following = page.locator(".beats [data-action=next]")
        if following.count() == 0:
            return
        following.click()
        at += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="write a picture of each row there")
    folder: Path | None = parser.parse_args().pictures

    def look(row: str, page: Page, least: float) -> None:
        seen: dict[str, Any] = page.evaluate(LOOK)
        missed = seen["edge"] < least or seen["hidden"] > 0 or (least == FOUR and seen["cut"])
        words = f"{seen['edge']} px (at least {least:.0f}) | {seen['hidden']} of {seen['bars']} bars out of view"
        print(f"| {row} | {words} | {'; '.join(seen['cut'])} | {'MISSED' if missed else ''} |", flush=True)
        if folder:
            page.screenshot(path=folder / f"{row.replace(' ', '-')}.png")

    print("| beat | smallest picture | bars | cut off | |\n|---|---|---|---|---|")
    with server("--workers", "1") as (url, _), chromium() as browser:
        for name in (each.name for each in DEMONSTRATIONS):
            page = opened(browser, url, SMALL, {})
            beats(page, name, look)
            page.close()
        for more in ({}, {"page": True, "tools": True, "controls": True}):
            page = opened(browser, f"{url}/{FOUR_PANELS}", LARGE, more)
            page.wait_for_selector("article:nth-child(4) .shares")
            look(f"four panels{', More open' if more else ''}", page, FOUR)
            page.close()


if __name__ == "__main__":
    main()
