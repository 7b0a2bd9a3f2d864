"""A network of one's own on the page: chosen by its title in the menu of models, it is what the panel trains."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks import served
from tests.client import Client
from tests.plugins import NETWORK, written

from .conftest import SEEN, UNFOLDED

pytestmark = pytest.mark.browser
LINK = "#t=preset.two-gaussians&p=score-matching;n_steps=20"


def test_it_is_chosen_by_its_title_and_trains(tmp_path: Path, chromium: Browser) -> None:
    net = written(tmp_path, "net.py", NETWORK)
    with served.server("--workers", "1", "--with", str(net)) as (url, _):
        page = chromium.new_page()
        try:
            page.add_init_script(SEEN)
            page.add_init_script(UNFOLDED)
            page.goto(f"{url}/{LINK}")
            expect(page.locator("article[data-phase=ready]")).to_have_count(1)
            menu = page.locator("#model-0")
            models = menu.locator("option").all_text_contents()
            assert models[:2] == ["score", "energy"]
            assert models.count("Layers") == 1
            menu.select_option(label="Layers")
            page.wait_for_function("() => location.hash.includes('architecture=layers')")
            page.get_by_role("button", name="Train", exact=True).click()
            expect(page.locator("article[data-phase=finished]")).to_have_count(1)
            ((run,),) = [
                [panel["run"] for panel in info["spec"]["panels"]]
                for info in Client(url).request("GET", "/api/experiments")[1]
            ]
            assert (run["model"], run["architecture"]) == ("energy", "layers")
        finally:
            page.close()
