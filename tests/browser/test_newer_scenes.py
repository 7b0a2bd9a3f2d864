"""A scene that only a newer version can read: one sentence on the page, and everything there stays."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from benchmarks import served
from tests.client import Client

from .test_keeping import elsewhere

pytestmark = pytest.mark.browser
LINK = "#v=1&t=preset.rings&p=score-matching;n_steps=150;network.width=16;network.depth=2&s=langevin;init=data&w=120"


def test_an_entry_of_a_newer_version_is_said_and_the_page_stays(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "gallery.db"
    newer = zlib.compress(json.dumps({"scene": {"version": 2}, "runs": [], "history": []}).encode())
    with served.server("--database-url", f"sqlite:///{file}") as (url, _), elsewhere(chromium, f"{url}/{LINK}") as page:
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
        client = Client(url)
        key = client.request("GET", "/api/experiments")[1][0]["id"]
        client.request("POST", "/api/gallery", {"experiment": key, "name": "later"})
        with closing(sqlite3.connect(file)) as inside:
            inside.execute("UPDATE parts SET data = ? WHERE name = 'document'", (newer,))
            inside.commit()
        page.get_by_role("button", name="Gallery").click()
        page.get_by_role("button", name="Open later").click()
        expect(page.get_by_text("This scene is of version 2, made by a newer Scorescape")).to_be_visible()
        assert page.evaluate("() => location.hash") == LINK
        expect(page.locator("article[data-panel]")).to_have_count(1)


def test_a_demonstration_of_a_newer_server_is_said_and_the_page_stays(chromium: Browser) -> None:
    def newer(route: Route) -> None:
        answer = route.fetch()
        catalogue: dict[str, Any] = answer.json()
        catalogue["demonstrations"][0]["scene"]["version"] = 2
        route.fulfill(response=answer, json=catalogue)

    with served.server() as (url, _), elsewhere(chromium, "about:blank") as page:
        page.route("**/api/catalogue?*", newer)
        page.goto(f"{url}/{LINK}")
        page.get_by_role("button", name="Demonstrations").click()
        page.locator("[data-story]").first.click()
        expect(page.locator("[data-link-fault]")).to_contain_text(
            "version 2, made by a newer Scorescape than this page"
        )
        expect(page.locator("[data-playing]")).to_have_count(0)
        assert page.evaluate("() => location.hash") == LINK
