"""A real Chromium on the real server; a page that logs a fault fails its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.client import Client

PATIENCE = 60_000
# what a page remembers of whoever has seen its opening and its tour; a blank one has nothing to remember with
SEEN = "if (location.protocol !== 'about:') localStorage.setItem('scorescape.tour', '\"seen\"')"
# most tests are about what stands behind a More: it is open from the start
UNFOLDED = (
    "if (location.protocol !== 'about:' && localStorage.getItem('scorescape.more') === null) "
    """localStorage.setItem('scorescape.more', '{"page": true, "tools": true, "controls": true}')"""
)
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def visit(server: Client, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the page in a browser that was never here, at a link's hash; options are Playwright's.

    `prepare` sees the page before it is loaded; a `silent` visit is one whose console may log errors; the
    opening of a first visit comes, and its tour starts, only where they are wanted; what the page folds away at first
    sight is `unfolded` unless a test is about that.
    """
    opened: list[Page] = []
    faults: list[str] = []

    def go(
        link: str = "",
        prepare: Callable[[Page], None] = lambda _: None,
        silent: bool = False,
        tour: bool = False,
        first: bool = False,
        unfolded: bool = True,
        **options: object,
    ) -> Page:
        context = chromium.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if not silent:
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if not (tour or first):
            page.add_init_script(SEEN)
        if unfolded:
            page.add_init_script(UNFOLDED)
        prepare(page)
        page.goto(f"{server.url}/{link}")
        if tour and not link:
            page.click("[data-action=draw]")
        opened.append(page)
        return page

    yield go
    for page in opened:
        page.context.close()
    for experiment in server.request("GET", "/api/experiments")[1]:
        server.request("DELETE", f"/api/experiments/{experiment['id']}")
    assert faults == []
