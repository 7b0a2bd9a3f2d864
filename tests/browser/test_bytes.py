"""What the first load costs on the wire, as a browser counts it, and that nothing comes from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.client import Client

from .conftest import SEEN

pytestmark = pytest.mark.browser
# bytes as sent, headers of the answers included
MOST = 150_000
# what is loaded when it is opened
LATER = ("plotly", "typeset", "Sheet", "Hall", "Under", "Inspector", "Reference", "TourCard", "Caption", "Opening")


def loaded(chromium: Browser, url: str, *, first: bool) -> dict[str, float]:
    """Bytes as sent until the network rests, by the address that was asked."""
    context = chromium.new_context()
    page: Page = context.new_page()
    if not first:
        page.add_init_script(SEEN)
    names: dict[str, str] = {}
    sent: dict[str, float] = {}
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    # what every client offers; Brotli would be smaller still
    wire.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
    wire.on("Network.requestWillBeSent", lambda event: begun(event["requestId"], event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: arrived(event["requestId"], event["encodedDataLength"]))

    def begun(request: str, address: str) -> None:
        names[request] = address
        sent.setdefault(address, 0.0)

    def arrived(request: str, size: float) -> None:
        sent[names[request]] += size

    page.goto(url)
    page.wait_for_selector("canvas")
    page.wait_for_load_state("networkidle")
    context.close()
    return sent


def test_the_first_load_is_small_as_sent_and_all_of_it_is_ours(chromium: Browser, server: Client) -> None:
    sent = loaded(chromium, f"{server.url}/", first=True)
    elsewhere = [url for url in sent if not url.startswith((server.url, "data:", "blob:"))]
    assert elsewhere == []
    files = [url for url in sent if "/assets/" in url or url == f"{server.url}/"]
    assert len(files) >= 3
    assert not [url for url in files if any(name in url for name in LATER if name != "Opening")]
    assert 20_000 < sum(sent.values()) <= MOST


def test_the_page_of_a_later_visit_is_small_too_and_nothing_of_it_before_its_time(
    chromium: Browser, server: Client
) -> None:
    sent = loaded(chromium, f"{server.url}/", first=False)
    assert [url for url in sent if not url.startswith((server.url, "data:", "blob:"))] == []
    assert not [url for url in sent if any(name in url for name in LATER)]
    # what the server computes for this visitor is no part of the page
    page = {url: size for url, size in sent.items() if "/api/" not in url}
    assert any("/assets/enter" in url for url in page)
    assert 60_000 < sum(page.values()) <= MOST
