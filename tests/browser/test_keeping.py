"""What is kept comes back: saved experiments, links and the drawing, in another browser and after a restart."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks import served
from tests.client import Client

from .conftest import PATIENCE, SEEN, UNFOLDED
from .test_page import draw

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

SMALL = "network.width=16;network.depth=2;n_steps=150"
LINK = (
    f"#t=preset.two-gaussians&p=score-matching;{SMALL};seed=4&p=maximum-likelihood;model=energy;{SMALL}"
    "&s=langevin;n_particles=400;init=data&l=mode-weights&w=120"
)
FIGURES = """() => [...document.querySelectorAll('article[data-panel]')].map((article) => ({
    phase: article.dataset.phase, step: article.dataset.step, error: article.dataset.error,
    sampling: article.dataset.sampling, tv: article.querySelector('[data-mode-weight-tv]')?.dataset.modeWeightTv,
    figures: [...article.querySelectorAll('[data-figure]')].map((each) => each.dataset.value),
    walked: article.querySelector('canvas[data-stage]').dataset.particlesStep,
}))"""


@contextmanager
def elsewhere(browser: Browser, url: str) -> Iterator[Page]:
    """The page at a URL in another browser, whose owner has seen the opening of a first visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page = context.new_page()
    page.add_init_script(SEEN)
    page.add_init_script(UNFOLDED)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(url)
    yield page
    context.close()
    assert faults == []


def phases(page: Page, phase: str, count: int) -> None:
    expect(page.locator(f"article[data-panel][data-phase={phase}]")).to_have_count(count)


def weights(client: Client, page: Page) -> list[str]:
    """Hashes of the weights of every panel of the page."""
    runs = [panel.get_attribute("data-run") for panel in page.locator("article[data-panel]").all()]
    for experiment in client.request("GET", "/api/experiments")[1]:
        if [state["run"] for state in experiment["runs"]] == runs:
            path = f"/api/experiments/{experiment['id']}/export.safetensors?run="
            return [hashlib.sha256(client.request("GET", f"{path}{run}")[1]).hexdigest() for run in runs]
    raise AssertionError(f"no experiment has the runs {runs}")


def train_and_walk(page: Page) -> list[dict[str, Any]]:
    """Train every panel to its end and let particles walk a while; the figures once all stands still."""
    page.get_by_role("button", name="Train", exact=True).click()
    phases(page, "finished", 2)
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('canvas[data-stage]')]"
        ".every((each) => Number(each.dataset.particlesStep) > 30)"
    )
    page.get_by_role("button", name="Pause", exact=False).first.click()
    expect(page.locator("article[data-sampling=paused]")).to_have_count(2)
    return still(page)


def still(page: Page) -> list[dict[str, Any]]:
    """The figures once the picture has come to where the particles stand."""
    page.wait_for_function(f"() => ({FIGURES})().every((each) => each.tv && each.walked)")
    figures: list[dict[str, Any]] = page.evaluate(FIGURES)
    page.wait_for_function(
        f"(before) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => "
        f"done(JSON.stringify(({FIGURES})()) === before || (before = JSON.stringify(({FIGURES})()), false)))))",
        arg=page.evaluate(f"() => JSON.stringify(({FIGURES})())"),
    )
    return figures


def open_saved(page: Page, name: str) -> None:
    page.get_by_role("button", name="Gallery").click()
    page.get_by_role("button", name=f"Open {name}").click()
    page.wait_for_url(lambda url: "#v=1" in url)


def test_a_saved_experiment_shows_the_same_numbers_in_another_browser_and_after_a_restart(
    chromium: Browser, tmp_path: Path
) -> None:
    flags = ("--database-url", f"sqlite:///{tmp_path}/gallery.db")
    with served.server(*flags) as (url, _), elsewhere(chromium, f"{url}/{LINK}") as page:
        before = train_and_walk(page)
        hashes = weights(Client(url), page)
        page.get_by_role("button", name="Gallery").click()
        expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
        page.get_by_label("Save this experiment as").fill("two lessons")
        page.get_by_role("button", name="Save", exact=True).click()
        picture = page.locator("article[data-entry] img")
        expect(picture).to_have_count(1)
        page.wait_for_function("() => document.querySelector('article[data-entry] img').naturalWidth === 484")
        with elsewhere(chromium, url) as other:
            open_saved(other, "two lessons")
            phases(other, "finished", 2)
            assert still(other) == before
            assert weights(Client(url), other) == hashes
    with served.server(*flags) as (url, _), elsewhere(chromium, url) as page:
        phases(page, "ready", 2)
        open_saved(page, "two lessons")
        phases(page, "finished", 2)
        assert still(page) == before
        assert weights(Client(url), page) == hashes
        assert page.evaluate("() => location.hash.includes('l=mode-weights') && location.hash.includes('w=120')")
        page.go_back()
        phases(page, "ready", 2)
        page.go_forward()
        phases(page, "finished", 2)
        assert weights(Client(url), page) == hashes


def test_a_link_opened_elsewhere_gives_the_same_run_bit_for_bit(chromium: Browser) -> None:
    with ExitStack() as stack:
        here, there = (stack.enter_context(served.server())[0] for _ in range(2))
        page = stack.enter_context(elsewhere(chromium, f"{here}/{LINK}"))
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
        page.get_by_role("button", name="Clear").click()
        draw(page, (-2.5, 1.5), (-0.5, 2.5), (1.5, 1.5))
        draw(page, (0.5, -2.0), (2.5, -2.0))
        page.locator("#model-0").select_option("energy")
        page.wait_for_function("() => /t=drawing.*p=score-matching;model=energy;/.test(location.hash)")
        link = page.evaluate("() => location.hash")
        page.get_by_role("button", name="Train", exact=True).click()
        phases(page, "finished", 2)
        other = stack.enter_context(elsewhere(chromium, f"{there}/{link}"))
        other.get_by_role("button", name="Train", exact=True).click()
        phases(other, "finished", 2)
        assert weights(Client(there), other) == weights(Client(here), page)
        assert other.evaluate("() => location.hash") == link


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("#v=7&t=preset.spiral&p=score-matching&zoom=3", "This link is from a newer Scorescape"),
        ("#t=preset.spiral&p=score-matching&s=;%E0%A4%A", "This link is damaged: the sampler"),
    ],
)
def test_a_link_of_another_version_is_said_and_the_own_drawing_stays(visit: Visit, link: str, words: str) -> None:
    page = visit()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Clear").click()
    draw(page, (-2, 0), (2, 0))
    page.wait_for_function("() => localStorage.getItem('scorescape.target').includes('strokes')")
    mine = page.evaluate("() => localStorage.getItem('scorescape.target')")
    page.evaluate("(hash) => { location.hash = hash; }", link)
    expect(page.locator("[data-link-fault]")).to_contain_text(words)
    expect(page.locator("article[data-panel]")).to_have_count(1)
    expect(page.get_by_text("Spiral").first).to_be_visible()
    assert page.evaluate("() => localStorage.getItem('scorescape.target')") == mine
    draw(page, (-1, 3), (1, 3))
    page.wait_for_function("(mine) => localStorage.getItem('scorescape.target') !== mine", arg=mine)


def test_the_drawing_survives_a_reload_and_a_server_that_is_gone(chromium: Browser) -> None:
    with ExitStack() as stack:
        with served.server() as (url, _):
            page = stack.enter_context(elsewhere(chromium, url))
            expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
            page.get_by_role("button", name="Clear").click()
            draw(page, (-2, 1), (2, 1))
            page.wait_for_function("() => location.hash.includes('t=drawing')")
            kept = page.evaluate("() => localStorage.getItem('scorescape.target')")
            page.evaluate("() => history.replaceState(null, '', location.pathname)")
            page.reload()
            expect(page.get_by_text("mode 1").first).to_be_visible()
            page.wait_for_function("() => location.hash === '' || location.hash.includes('t=drawing')")
            assert page.evaluate("() => localStorage.getItem('scorescape.target')") == kept
        expect(page.locator("[data-link=waiting]")).to_be_visible()
        draw(page, (-2, -1), (2, -1))
        later = page.evaluate("() => localStorage.getItem('scorescape.target')")
        assert later.count('"points"') == 2, "what is drawn without a server is kept as well"


def test_a_browser_that_keeps_nothing_still_has_a_page(chromium: Browser, server: Client) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem'])"
        " Storage.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{server.url}/{LINK}")
    page.get_by_role("button", name="Train", exact=True).click()
    phases(page, "finished", 2)
    draw(page, (-2, 1), (2, 1))
    page.wait_for_function("() => location.hash.includes('t=drawing')")
    assert faults == []
    context.close()


def test_a_locked_gallery_is_said_and_the_page_goes_on(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "gallery.db"
    with served.server("--database-url", f"sqlite:///{file}") as (url, _), elsewhere(chromium, f"{url}/{LINK}") as page:
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
        page.get_by_role("button", name="Gallery").click()
        expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            page.get_by_role("button", name="Save", exact=True).click()
            expect(page.locator("[data-gallery-fault]")).to_contain_text(
                "is locked by another program; close that program"
            )
            other.execute("ROLLBACK")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("article[data-entry]")).to_have_count(1)
        expect(page.locator("[data-gallery-fault]")).to_have_count(0)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Train", exact=True).click()
        phases(page, "finished", 2)


def test_entries_are_searched_renamed_and_deleted(visit: Visit, server: Client) -> None:
    page = visit(LINK)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Gallery").click()
    entries = page.locator("article[data-entry]")
    for number in range(7):
        page.get_by_label("Save this experiment as").fill(f"lesson {number}")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(entries.filter(has_text=f"lesson {number}")).to_have_count(1)
    page.get_by_label("Search the gallery").fill("lesson 3")
    expect(entries).to_have_count(1)
    page.get_by_role("button", name="Rename lesson 3").click()
    page.get_by_label("New name").fill("the third")
    page.get_by_role("button", name="Rename", exact=True).click()
    page.get_by_label("Search the gallery").fill("")
    expect(entries.filter(has_text="the third")).to_have_count(1)
    fifth = page.locator("article[aria-label='lesson 5']")
    page.get_by_role("button", name="Delete lesson 5").click()
    expect(fifth).to_have_count(0)
    undo = page.get_by_role("button", name="Undo: bring lesson 5 back")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(fifth).to_have_count(1)
    assert "lesson 5" in [entry["name"] for entry in server.request("GET", "/api/gallery")[1]]
    page.get_by_role("button", name="Delete lesson 5").click()
    page.get_by_role("button", name="Delete lesson 4").click()
    expect(page.get_by_role("button", name="Undo: bring lesson 4 back")).to_be_focused()
    page.reload()  # what was deleted is deleted, and can still be brought back
    page.get_by_role("button", name="Gallery").click()
    page.get_by_role("button", name="Undo: bring lesson 4 back").click()
    expect(page.locator("article[aria-label='lesson 4']")).to_have_count(1)
    expect(fifth).to_have_count(0)
    names = [entry["name"] for entry in server.request("GET", "/api/gallery")[1]]
    assert "the third" in names
    assert "lesson 4" in names
    assert not {"lesson 3", "lesson 5"} & set(names)
    for entry in server.request("GET", "/api/gallery")[1]:
        server.request("DELETE", f"/api/gallery/{entry['id']}")
