"""Playing: steps, speeds, restarts, and looking back along the training and the walk."""

from __future__ import annotations

import hashlib
import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

TWO = "#t=preset.two-gaussians&p=score-matching;n_steps=300&p=denoising-score-matching;n_steps=300"
ONE = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps={}&s=langevin;field=exact;init=data"
# the picture of a panel, as one string
PICTURE = "(at) => document.querySelectorAll('canvas[data-stage]')[at].toDataURL()"


def press(page: Page, action: str) -> None:
    page.locator(f"[data-action={action}]").click()


def timeline(page: Page, what: str) -> Locator:
    return page.get_by_role("slider", name=f"Timeline of the {what}")


def expect_field_steps(page: Page, *steps: int) -> None:
    for index, step in enumerate(steps):
        expect(page.locator(f"canvas[data-stage='{index}']")).to_have_attribute("data-field-step", str(step))


def trained(page: Page) -> None:
    expect(page.locator("[data-action=train]")).to_be_enabled()
    press(page, "train")
    for panel in page.locator("article").all():
        expect(panel).to_have_attribute("data-phase", "finished")


def stride(page: Page, n: int) -> None:
    page.get_by_role("button", name="Speed of training").click()
    box = page.locator("#stride")
    box.fill(str(n))
    box.press("Enter")
    page.keyboard.press("Escape")


def test_looking_back_shows_the_very_field_of_that_step_in_all_panels(visit: Visit) -> None:
    page = visit(TWO)
    trained(page)
    expect_field_steps(page, 300, 300)
    now = [page.evaluate(PICTURE, at) for at in (0, 1)]
    timeline(page, "training").fill("120")
    expect_field_steps(page, 120, 120)
    expect(page.locator("[data-reel=training]")).to_contain_text("viewing step 120 of 300")
    expect(page.locator("article").first.locator("[data-figure=step]")).to_contain_text("120 of 300")
    then = [page.evaluate(PICTURE, at) for at in (0, 1)]
    press(page, "live-training")
    expect_field_steps(page, 300, 300)
    page.wait_for_function(f"(wanted) => ({PICTURE})(0) === wanted", arg=now[0])
    assert then[0] != now[0]
    assert then[1] != now[1]
    fresh = visit(TWO)
    expect(fresh.locator("[data-action=stride]")).to_be_enabled()
    stride(fresh, 120)
    press(fresh, "stride")
    expect_field_steps(fresh, 120, 120)
    for at, picture in enumerate(then):
        fresh.wait_for_function(f"([at, wanted]) => ({PICTURE})(at) === wanted", arg=[at, picture])


def test_a_page_that_comes_late_sees_what_it_missed(visit: Visit) -> None:
    page = visit(TWO)
    trained(page)
    page.wait_for_function("() => sessionStorage.length > 0")
    page.reload()
    expect_field_steps(page, 300, 300)
    timeline(page, "training").fill("60")
    expect_field_steps(page, 60, 60)
    timeline(page, "training").press("ArrowRight")
    expect_field_steps(page, 63, 63)
    timeline(page, "training").press("Home")
    expect_field_steps(page, 0, 0)
    timeline(page, "training").press("End")
    expect_field_steps(page, 300, 300)


def measured(server: Client, page: Page, panel: int) -> dict[int, dict[str, float]]:
    """By step, all figures that the server has said of a panel's training."""
    run = page.locator("article").nth(panel).get_attribute("data-run")
    key = server.request("GET", "/api/experiments")[1][0]["id"]
    said = server.request("GET", f"/api/experiments/{key}/export.json")[1]["history"]
    return {entry["step"]: entry["values"] for entry in said if entry["run"] == run}


def test_what_is_looked_back_at_is_measured_as_it_was(server: Client, visit: Visit) -> None:
    page = visit(TWO)
    trained(page)
    known = measured(server, page, 0)
    moment = next(step for step in range(120, 300, 3) if step not in known)
    timeline(page, "training").fill(str(moment))
    expect_field_steps(page, moment)
    panel = page.locator("article").first
    figure = panel.locator("[data-figure=relative_fisher_error]")
    expect(panel.locator("[data-figure=measured_at]")).to_have_count(0)
    then = measured(server, page, 0)[moment]
    expect(figure).to_have_attribute("data-value", str(then["relative_fisher_error"]))
    page.get_by_role("tab", name="Table").click()
    cell = page.locator("tr[data-row='0'] td[data-measure=angle_deg]").first
    expect(cell).to_have_attribute("data-value", str(then["angle_deg"]))
    expect(page.locator("tr[data-row='0'] [data-lag]")).to_have_count(0)
    fresh = visit(TWO)
    expect(fresh.locator("[data-action=stride]")).to_be_enabled()
    stride(fresh, moment)
    press(fresh, "stride")
    expect_field_steps(fresh, moment, moment)
    expect(fresh.locator("article").first).to_have_attribute("data-phase", "paused")
    expect(fresh.locator("article").first.locator("[data-figure=relative_fisher_error]")).to_have_attribute(
        "data-value", str(then["relative_fisher_error"])
    )


def test_figures_of_another_step_than_the_one_shown_say_which(server: Client, visit: Visit) -> None:
    # of a network this large the server keeps no weights to measure afterwards
    page = visit(TWO.replace("n_steps=300", "n_steps=300;network.width=160"))
    trained(page)
    known = measured(server, page, 0)
    moment = next(step for step in range(300 - 3, 0, -3) if step not in known)
    last = max(step for step in known if step < moment)
    timeline(page, "training").fill(str(moment))
    expect_field_steps(page, moment)
    panel = page.locator("article").first
    expect(panel.locator("[data-figure=measured_at]")).to_have_text(f"step {last}")
    shown = panel.locator("[data-figure=relative_fisher_error]").get_attribute("data-value")
    assert float(shown or "nan") == known[last]["relative_fisher_error"]
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("tr[data-row='0'] [data-lag]").first).to_contain_text(f"of step {last}")
    timeline(page, "training").fill("0")
    expect_field_steps(page, 0)
    expect(panel.locator("[data-figure=measured_at]")).to_have_count(0)
    press(page, "live-training")
    expect(page.locator("tr[data-row='0'] [data-lag]")).to_have_count(0)


def test_a_lens_says_that_it_does_not_look_back(visit: Visit) -> None:
    page = visit(TWO + "&l=low-density")
    trained(page)
    lens = page.get_by_role("region", name="Lens")
    expect(lens.locator("[data-lens-live]")).to_have_count(0)
    page.wait_for_function("() => document.querySelector('[data-stage]').dataset.fieldStep === '300'")
    timeline(page, "training").fill("120")
    expect(lens.locator("[data-lens-live]")).to_contain_text("the lens shows every run as it is now")
    expect(page.locator("article").first.locator(".note")).to_contain_text("lens: step 300, the newest")
    press(page, "live-training")
    expect(lens.locator("[data-lens-live]")).to_have_count(0)
    expect(page.locator("article").first.locator(".note")).to_have_count(0)


def test_training_goes_on_behind_what_is_looked_at(visit: Visit) -> None:
    page = visit(ONE.format(100_000))
    press(page, "train")
    article = page.locator("article")
    page.wait_for_function("() => Number(document.querySelector('article').dataset.step) > 100")
    timeline(page, "training").fill("50")
    page.wait_for_function("() => Number(document.querySelector('canvas[data-stage]').dataset.fieldStep) <= 50")
    reached = int(article.get_attribute("data-step") or 0)
    page.wait_for_function(
        "(before) => Number(document.querySelector('article').dataset.step) > before + 50", arg=reached
    )
    # the nearest moment that the tape has kept: a long run thins it
    assert int(page.locator("canvas[data-stage]").get_attribute("data-field-step") or -1) in range(51)
    expect(page.locator("[data-reel=training]")).to_contain_text("it goes on")
    press(page, "live-training")
    page.wait_for_function(
        "(before) => Number(document.querySelector('canvas[data-stage]').dataset.fieldStep) > before", arg=reached
    )
    press(page, "train")
    expect(article).to_have_attribute("data-phase", "paused")


def test_a_replay_runs_through_and_begins_again(visit: Visit) -> None:
    page = visit(ONE.format(200))
    trained(page)
    page.get_by_role("button", name="Replay the training").click()
    at = "Number(document.querySelector('[data-reel=training]').dataset.at)"
    page.wait_for_function(f"() => {at} > 150 && {at} < 200")
    page.wait_for_function(f"() => {at} < 100")
    page.get_by_role("button", name="Repeat replays").first.click()
    expect(page.locator("[data-reel=training]")).to_contain_text("live, step 200")
    expect_field_steps(page, 200)


def test_one_step_and_many_are_taken_and_counted(visit: Visit) -> None:
    page = visit(ONE.format(300))
    article = page.locator("article")
    expect(page.locator("[data-action=step]")).to_be_enabled()
    press(page, "step")
    expect(article).to_have_attribute("data-step", "1")
    expect(article).to_have_attribute("data-phase", "paused")
    press(page, "stride")
    expect(article).to_have_attribute("data-step", "11")
    expect(article.locator("[data-figure=step]")).to_contain_text("11 of 300")
    press(page, "walk-step")
    expect(page.locator("canvas[data-stage]")).to_have_attribute("data-particles-step", "1")
    press(page, "walk-stride")
    expect(page.locator("canvas[data-stage]")).to_have_attribute("data-particles-step", "11")
    expect(article).to_have_attribute("data-sampling", "paused")


def test_a_speed_limit_holds_training_back(visit: Visit) -> None:
    page = visit(ONE.format(300))
    expect(page.locator("[data-action=train]")).to_be_enabled()
    page.get_by_role("button", name="Speed of training").click()
    page.get_by_label("As fast as the machine can").uncheck()
    box = page.locator("#training-pace")
    box.fill("1")
    box.press("Enter")
    page.keyboard.press("Escape")
    press(page, "train")
    article = page.locator("article")
    # a busy machine may pass over a single step
    page.wait_for_function("() => Number(document.querySelector('article').dataset.step) >= 2")
    assert int(article.get_attribute("data-step") or 0) < 30, "one step a second"
    page.get_by_role("button", name="Speed of training").click()
    page.get_by_label("As fast as the machine can").check()
    page.keyboard.press("Escape")
    expect(article).to_have_attribute("data-phase", "finished")


def test_the_same_seed_gives_the_same_weights_and_a_new_one_others(server: Client, visit: Visit) -> None:
    page = visit(ONE.format(60))
    digests = []
    for button in ("", "start", "new-seed"):
        if button:
            page.locator(f"[data-restart={button}]").click()
            expect(page.locator("article")).to_have_attribute("data-step", "0")
        trained(page)
        digests.append(digest(server, page))
    assert digests[0] == digests[1]
    assert digests[2] != digests[0]
    page.wait_for_function("() => location.hash.includes('seed=1')")


def digest(server: Client, page: Page) -> str:
    run = page.locator("article").get_attribute("data-run")
    found = server.request("GET", "/api/experiments")[1]
    key = next(each["id"] for each in found if run in [state["run"] for state in each["runs"]])
    with urllib.request.urlopen(f"{server.url}/api/experiments/{key}/export.safetensors?run={run}") as answer:
        return hashlib.sha256(answer.read()).hexdigest()


def test_the_walk_can_be_looked_back_at_with_its_shares(visit: Visit) -> None:
    page = visit(ONE.format(300).replace("init=data", "init=uniform"))
    expect(page.locator("[data-action=sample]")).to_be_enabled()
    press(page, "sample")
    stage = page.locator("canvas[data-stage]")
    page.wait_for_function("() => Number(document.querySelector('.shares').dataset.walkStep) > 150")
    press(page, "sample")
    expect(page.locator("article")).to_have_attribute("data-sampling", "paused")
    end = int(page.locator("article").get_attribute("data-sampling-step") or 0)
    expect(stage).to_have_attribute("data-particles-step", str(end))
    expect(page.locator(".shares")).to_have_attribute("data-walk-step", str(end))
    now = page.locator(".shares").get_attribute("data-mode-weight-tv")
    timeline(page, "walk").fill("20")
    page.wait_for_function("() => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) <= 20")
    expect(page.locator("[data-reel=sampling]")).to_contain_text(re.compile(r"viewing walk step \d+ of"))
    expect(page.locator(".shares")).not_to_have_attribute("data-mode-weight-tv", str(now))
    assert int(page.locator(".shares").get_attribute("data-walk-step") or 0) < end
    press(page, "live-sampling")
    expect(stage).to_have_attribute("data-particles-step", str(end))
    expect(page.locator(".shares")).to_have_attribute("data-mode-weight-tv", str(now))
