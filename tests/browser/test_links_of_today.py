"""Links that an earlier version's page wrote (tests/fixtures/today) still mean what they meant there.

For each of them: the experiment that the page asks the server for, what it wants to see of it and how fast it is to go,
what it shows, and that it writes the very same link again.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, TimeoutError, WebSocket, expect

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

FILE = Path(__file__).parents[1] / "fixtures" / "today" / "links.json"
LINKS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))

# of all that a reader of the link sees, what the link decides
FACTS = """() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const value = (selector) => document.querySelector(selector)?.value ?? null;
    const differences = all('label').find((label) => label.textContent.includes('Differences are taken to'));
    return {
        panels: all('article[data-panel]').map((_, at) => [value(`#objective-${at}`), value(`#model-${at}`)]),
        layers: all('[data-layer][aria-pressed=true]').map((word) => word.dataset.layer),
        layers_in_panels: all('[data-layer-in]').filter((box) => box.checked).map((box) => box.dataset.layerIn),
        differences_to: differences.querySelector('select').value,
        lens: value('#lens'),
        sampler: value('#sampler'),
        zoom: document.querySelector('[data-zoom]').dataset.zoom,
        shares: all('li[data-mode] input').map((box) => box.value),
        fault: document.querySelector('[data-link-fault]')?.textContent ?? null,
    };
}"""


class Asked:
    """What a page asks of the server."""

    def __init__(self) -> None:
        self.posted: list[Any] = []
        self._commands: list[dict[str, Any]] = []

    def listen(self, page: Page) -> None:
        page.on("request", self._hear)
        page.on("websocket", self._join)

    def _hear(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/experiments"):
            self.posted.append(request.post_data_json)

    def _join(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda text: self._commands.append(json.loads(text)))

    def said(self, kind: str) -> list[dict[str, Any]]:
        return [command for command in self._commands if command["type"] == kind]


def shown(page: Page, expected: dict[str, Any]) -> dict[str, Any]:
    """The facts, as soon as they are the expected ones or when that takes too long."""
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(
            f"(wanted) => JSON.stringify(({FACTS})()) === wanted",
            arg=json.dumps(expected, ensure_ascii=False, separators=(",", ":")),
            timeout=20_000,
        )
    return dict(page.evaluate(FACTS))


def copied(page: Page) -> str:
    """The link as the page writes it."""
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return "#" + str(page.evaluate("() => navigator.clipboard.readText()")).partition("#")[2]


@pytest.mark.parametrize("link", LINKS, ids=[link["name"] for link in LINKS])
def test_a_link_means_what_it_meant(visit: Visit, link: dict[str, Any]) -> None:
    asked = Asked()
    page = visit(link["hash"], prepare=asked.listen, permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Layers panel by panel").click()
    assert shown(page, link["facts"]) == link["facts"]
    assert asked.posted == [link["posted"]]
    assert asked.said("view")[-1] == link["view"]
    assert asked.said("pace") == link["paces"]
    assert copied(page) == link["hash"]
