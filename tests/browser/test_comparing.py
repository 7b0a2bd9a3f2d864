"""Comparing: the table, the switch between steps and seconds, the large chart, and repeating with seeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.client import Client, wait_until

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

POINTED = re.compile(r"\bpointed\b")
LINK = (
    "#t=preset.two-gaussians&p=score-matching;n_steps={0}&p=denoising-score-matching;n_steps={0}"
    "&s=langevin;field=exact;init=data"
)


def trained(page: Page) -> None:
    expect(page.locator("[data-action=train]")).to_be_enabled()
    page.locator("[data-action=train]").click()
    for panel in page.locator("article").all():
        expect(panel).to_have_attribute("data-phase", "finished")


def table(page: Page) -> Locator:
    page.get_by_role("tab", name="Table").click()
    return page.locator("table[data-comparison]").first


def figures(page: Page, measure: str) -> list[float]:
    """What the table says of each panel, in the panels' order."""
    rows = page.locator("tr[data-row]")
    return [
        float(
            page.locator(f"tr[data-row='{row}'] td[data-measure={measure}]").first.get_attribute("data-value") or "nan"
        )
        for row in range(rows.count())
    ]


def order(page: Page) -> list[str | None]:
    return [row.get_attribute("data-row") for row in page.locator("tr[data-row]").all()]


def history(server: Client, page: Page, panel: int) -> list[dict[str, Any]]:
    """All that the server said of a panel's training."""
    run = page.locator("article").nth(panel).get_attribute("data-run")
    for experiment in server.request("GET", "/api/experiments")[1]:
        if run in [state["run"] for state in experiment["runs"]]:
            said = server.request("GET", f"/api/experiments/{experiment['id']}/export.json")[1]["history"]
            return [entry for entry in said if entry["run"] == run]
    raise AssertionError(f"the server knows no {run}")


def test_the_table_sorts_and_marks_the_best_in_words(server: Client, visit: Visit) -> None:
    page = visit(LINK.format(200))
    trained(page)
    shown = table(page)
    errors = figures(page, "relative_fisher_error")
    assert errors == [history(server, page, at)[-1]["values"]["relative_fisher_error"] for at in (0, 1)]
    best = errors.index(min(errors))
    cell = page.locator(f"tr[data-row='{best}'] td[data-measure=relative_fisher_error]")
    expect(cell).to_have_attribute("data-verdict", "best")
    expect(cell).to_contain_text("best")
    expect(page.locator("td[data-measure=loss][data-verdict]")).to_have_count(0)
    header = shown.locator("th[data-column=relative_fisher_error]")
    header.get_by_role("button", name="About").focus()
    page.keyboard.press("Enter")
    explained = header.get_by_role("dialog")
    expect(explained.locator("[data-equation] .katex").first).to_be_visible()
    expect(explained).to_contain_text("Source:")
    page.keyboard.press("Escape")
    expect(explained).to_be_hidden()
    costs = shown.locator("th[data-column=seconds]")
    costs.get_by_role("button", name="About").focus()
    expect(costs.get_by_role("tooltip")).to_contain_text("without drawing and measuring")
    header.locator(".sort").focus()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert order(page) == [str(best), str(1 - best)]
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    assert order(page) == [str(1 - best), str(best)]
    expect(page.get_by_text("One seed cannot tell a difference from chance", exact=False)).to_be_visible()


def test_equal_seconds_and_equal_steps_read_the_same_history(server: Client, visit: Visit) -> None:
    page = visit(LINK.format(300))
    trained(page)
    table(page)
    assert figures(page, "step") == [300, 300]
    seconds = figures(page, "seconds")
    assert seconds == [history(server, page, at)[-1]["seconds"] for at in (0, 1)]
    page.get_by_role("radio", name="Equal seconds").click()
    expect(page.locator("table[data-comparison]")).to_have_attribute("data-comparison", "seconds")
    common = min(seconds)
    last = [[entry for entry in history(server, page, at) if entry["seconds"] <= common][-1] for at in (0, 1)]
    assert figures(page, "step") == [entry["step"] for entry in last]
    assert figures(page, "angle_deg") == [entry["values"]["angle_deg"] for entry in last]
    slower = seconds.index(max(seconds))
    assert figures(page, "step")[slower] < 300
    timeline = page.get_by_role("slider", name="Timeline of the training")
    timeline.fill(str(common / 2))
    expect(page.locator("[data-reel=training]")).to_contain_text(" s of ")

    def angles_then() -> list[float]:
        last = [[entry for entry in history(server, page, at) if entry["seconds"] <= common / 2][-1] for at in (0, 1)]
        return [entry["values"]["angle_deg"] for entry in last]

    # what is looked back at is measured meanwhile, and its figures join the history
    wait_until(lambda: figures(page, "angle_deg") == angles_then())


def test_the_large_chart_has_every_panel_of_any_measure(visit: Visit) -> None:
    page = visit(LINK.format(150))
    trained(page)
    page.locator("[data-action=enlarge]").click()
    chart = page.locator(".chart[data-measure]")
    expect(chart).to_have_attribute("data-curves", "2")
    page.get_by_label("Measure", exact=True).select_option("angle_deg")
    expect(chart).to_have_attribute("data-measure", "angle_deg")
    expect(chart.locator(".ytitle")).to_have_text("angle to the exact score (degrees)")
    colours = chart.locator(".scatterlayer .trace path.js-line").evaluate_all(
        "paths => paths.map((path) => path.style.stroke)"
    )
    panels = page.locator("article").evaluate_all(
        "panels => panels.map((panel) => getComputedStyle(panel.querySelector('.chip')).backgroundColor)"
    )
    assert colours == panels
    box = chart.locator(".nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("panel 1")
    expect(chart.locator(".hoverlayer")).to_contain_text("panel 2")
    expect(chart.locator(".ytick").first).to_be_visible()
    logarithmic = [tick.text_content() for tick in chart.locator(".ytick").all()]
    page.get_by_label("logarithmic").uncheck()
    page.wait_for_function(
        "(before) => JSON.stringify([...document.querySelectorAll('.chart .ytick')].map((each) => each.textContent))"
        " !== JSON.stringify(before)",
        arg=logarithmic,
    )


def test_five_seeds_fill_means_intervals_and_bands_and_leave_nothing_behind(server: Client, visit: Visit) -> None:
    page = visit(LINK.format(40))
    trained(page)
    page.locator("[data-action=walk-stride]").click()
    expect(page.locator("canvas[data-stage]").first).to_have_attribute("data-particles-step", "10")
    table(page)
    page.locator("[data-action=repeat]").click()
    expect(page.get_by_label("Repeating with 5 seeds")).to_be_visible()
    expect(page.locator(".repeat")).to_have_attribute("data-repeated", "true")
    expect(page.locator("[data-action=repeat]")).to_be_visible()
    for measure in ("relative_fisher_error", "angle_deg", "sliced_wasserstein"):
        for cell in page.locator(f"td[data-measure={measure}]").all():
            assert float(cell.get_attribute("data-half") or "nan") > 0
            expect(cell).to_contain_text("±")
    expect(page.get_by_text("intervals over the seeds", exact=False)).to_be_visible()
    # particles that start at exact samples and walk ten steps on the exact field are as good as exact ones
    expect(page.locator("td[data-measure=sliced_wasserstein]").first).to_have_attribute("data-verdict", "floor")
    page.locator("[data-action=enlarge]").click()
    expect(page.locator(".chart[data-measure]")).to_have_attribute("data-curves", "4")
    assert len(server.request("GET", "/api/experiments")[1]) == 1
    for panel in page.locator("article").all():
        expect(panel).to_have_attribute("data-phase", "finished")


def test_a_repetition_can_be_cancelled(server: Client, visit: Visit) -> None:
    page = visit(LINK.format(100_000))
    page.locator("[data-action=train]").click()
    page.wait_for_function("() => [...document.querySelectorAll('article')].every((each) => each.dataset.step > 300)")
    page.locator("[data-action=train]").click()
    table(page)
    page.locator("[data-action=repeat]").click()
    page.locator("[data-action=cancel-repeat]").click()
    expect(page.locator("[data-action=repeat]")).to_be_visible()
    expect(page.locator(".repeat")).to_have_attribute("data-repeated", "false")
    page.wait_for_function("async () => (await (await fetch('api/experiments')).json()).length === 1")


def test_pointing_at_a_row_a_panel_or_a_curve_shows_all_three(visit: Visit) -> None:
    page = visit(LINK.format(60))
    trained(page)
    table(page)
    row, panel = page.locator("tr[data-row='1']"), page.locator("article").nth(1)
    row.hover()
    expect(panel).to_have_class(POINTED)
    expect(page.locator("article").first).not_to_have_class(POINTED)
    panel.locator("[data-figure=loss]").hover()
    expect(row).to_have_class(POINTED)
    page.locator("header").first.hover()
    expect(row).not_to_have_class(POINTED)
    page.locator("[data-action=enlarge]").click()
    chart = page.locator(".chart[data-measure]")
    expect(chart).to_have_attribute("data-curves", "2")
    page.locator("dialog[open] tr[data-row='1']").hover()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.chart .scatterlayer .trace path.js-line')]"
        ".map((path) => path.style.strokeWidth).join() === '2px,4px'"
    )
    box = chart.locator(".nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 5)
    expect(page.locator("dialog[open] tr.pointed")).to_have_count(1)
