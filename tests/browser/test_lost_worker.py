"""A worker that is killed while two experiments run."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.client import Client

pytestmark = pytest.mark.browser
LONG = "#t=preset.two-gaussians&p=denoising-score-matching;n_steps=1000000"
TOLD_WITHIN = 2_000


def training(page: Page) -> None:
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.click()
    page.wait_for_function("() => Number(document.querySelector('article').dataset.step) > 100")


def test_the_dead_one_says_so_at_once_and_goes_on_at_a_click(server: Client, visit: Callable[..., Page]) -> None:
    lost, other = visit(LONG), visit(LONG)
    training(lost)
    training(other)
    workers = server.request("GET", "/readyz")[1]["workers"]
    homes = [workers[page.locator("article").get_attribute("data-run")] for page in (lost, other)]
    assert homes[0] != homes[1]
    os.kill(homes[0], signal.SIGKILL)
    fault = lost.locator("[data-fault=lost]")
    expect(fault).to_be_visible(timeout=TOLD_WITHIN)
    expect(fault).to_contain_text("has died")
    reached = int(other.locator("article").get_attribute("data-step") or 0)
    other.wait_for_function("(at) => Number(document.querySelector('article').dataset.step) > at + 100", arg=reached)
    expect(other.locator("[data-fault]")).to_have_count(0)
    fault.get_by_role("button", name="Restart").click()
    expect(lost.locator("article")).to_have_attribute("data-phase", "training")
    back = int(lost.locator("article").get_attribute("data-step") or 0)
    lost.wait_for_function("(at) => Number(document.querySelector('article').dataset.step) > at + 100", arg=back)
