"""What the first load costs on the wire, as a browser counts it, and that nothing comes from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.client import Client

from .conftest import SEEN

pytestmark = pytest.mark.browser
# bytes as sent, headers of the answers included
MOST = 150_000


def loaded(chromium: Browser, url: str, *, first: bool) -> tuple[float, list[str]]:
    """Bytes as sent until the network rests, and every address that was asked."""
    context = chromium.new_context()
    page: Page = context.new_page()
    if not first:
        page.add_init_script(SEEN)
    asked: list[str] = []
    sent: list[float] = []
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    # what every client offers; Brotli would be smaller still
    wire.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
    wire.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    page.goto(url)
    page.wait_for_selector("canvas")
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(sent), asked


def test_the_first_load_is_small_as_sent_and_all_of_it_is_ours(chromium: Browser, server: Client) -> None:
    sent, asked = loaded(chromium, f"{server.url}/", first=True)
    elsewhere = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert elsewhere == []
    files = [url for url in asked if "/assets/" in url or url == f"{server.url}/"]
    assert len(files) >= 3
    assert not [url for url in files if any(name in url for name in ("plotly", "typeset", "ShareSheet"))]
    assert 20_000 < sent <= MOST


def test_nothing_of_a_later_visit_is_from_elsewhere_or_before_its_time(chromium: Browser, server: Client) -> None:
    _, asked = loaded(chromium, f"{server.url}/", first=False)
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    assert not [url for url in asked if any(name in url for name in ("plotly", "typeset", "ShareSheet", "Hall"))]
