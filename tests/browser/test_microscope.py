"""One step under the microscope: the numbers on the page are those of the same walk in Python."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.one_step import OneStep
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS

from .axe import violations

pytestmark = pytest.mark.browser
CARD = "[data-microscope]"
CLOSE = 1e-5


def link(sampler: str) -> str:
    return f"#t=preset.two-gaussians&p=score-matching&s={sampler};field=exact;n_particles=200"


def number(page: Page, term: str) -> tuple[float, float]:
    at = page.locator(f"{CARD} [data-term={term!r}]")
    return float(at.get_attribute("data-x") or "nan"), float(at.get_attribute("data-y") or "nan")


def study_of(page: Page) -> Study:
    """The same panel without a server, by what the page's own export says."""
    spec = page.evaluate("""async () => {
      const [experiment] = await (await fetch('/api/experiments')).json();
      return experiment.spec.panels[0];
    }""")
    return Study(PRESETS.get("two-gaussians")().mixture(), PanelSpec.parse(spec))


def unfold(page: Page) -> None:
    """What is in first reach once something walks is behind More before."""
    page.wait_for_selector("[data-action=sample]:enabled")
    if page.get_attribute("[data-more=controls]", "aria-expanded") == "false":
        page.click("[data-more=controls]")


def looked(page: Page, step: int) -> None:
    page.wait_for_selector(f"{CARD}[data-walk-step='{step}'] [data-term=sum]", state="attached")


@pytest.mark.parametrize("sampler", sorted(SAMPLERS))
def test_the_numbers_are_the_sampler_s_and_their_sum_is_the_landing(visit: Callable[..., Page], sampler: str) -> None:
    page = visit(link(sampler))
    unfold(page)
    page.click("[data-look=sampling]:enabled")
    looked(page, 1)
    study = study_of(page)
    study.start_walk()
    particle = int(page.get_attribute(CARD, "data-particle") or -1)
    study.watch(particle)
    for step in (1, 2):
        looked(page, step)
        study.walk_steps(1)
        seen = study.seen
        assert seen is not None
        compared(page, seen)
        page.click("[data-turn=again]")


def compared(page: Page, seen: OneStep) -> None:
    assert number(page, "start") == pytest.approx(seen.start, abs=CLOSE)
    assert number(page, "sum") == pytest.approx(seen.proposal, abs=CLOSE)
    names = list(page.locator(f"{CARD} [data-term]").evaluate_all("all => all.map(e => e.dataset.term)"))
    parts = [number(page, name) for name in names if name not in ("start", "sum")]
    total = [sum(each) for each in zip(number(page, "start"), *parts, strict=True)]
    assert total == pytest.approx(seen.proposal, abs=CLOSE)
    if seen.test:
        assert float(page.get_attribute(CARD, "data-probability") or "nan") == pytest.approx(seen.test.probability)
        assert float(page.get_attribute(CARD, "data-uniform") or "nan") == pytest.approx(seen.test.uniform)
        assert page.get_attribute(CARD, "data-accepted") == str(seen.test.accepted).lower()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_it_goes_through_by_keyboard_and_is_clean(visit: Callable[..., Page], theme: str) -> None:
    page = visit(color_scheme=theme)
    unfold(page)
    page.focus("[data-look=sampling]")
    page.keyboard.press("Enter")
    looked(page, 1)
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{CARD}[data-beat=landing]")
    assert violations(page) == []
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{CARD}[data-beat=sum]")
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")


def test_a_particle_that_is_pressed_is_looked_at(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("[data-action=sample]:enabled")
    page.wait_for_function("document.querySelector('[data-stage=\"1\"]').dataset.particlesStep > 3")
    page.click("[data-action=sample]:enabled")
    box = page.locator("[data-stage='1']").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.73, box["y"] + box["height"] * 0.2)
    page.wait_for_selector(f"{CARD}[data-microscope='1'] [data-term=drift]", state="attached")
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="detached")


def test_a_step_of_training_is_told(visit: Callable[..., Page]) -> None:
    page = visit()
    unfold(page)
    page.click("[data-look=training]:enabled")
    page.wait_for_selector(f"{CARD}[data-what=training] [data-term=after]", state="attached")
    assert number(page, "before") != number(page, "after")
    assert violations(page) == []
