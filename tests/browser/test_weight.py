"""How much script the first page loads, and that the heavy libraries are not in it."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

pytestmark = pytest.mark.browser
MOST_KILOBYTES = 150
# a sentence that only this library's own code holds
LIBRARIES = {"katex": "KaTeX parse error", "three": "WebGLRenderer", "plotly": "plotly.js", "gifenc": "GIF89a"}


def scripts_of(visit: Callable[..., Page], link: str = "") -> dict[str, bytes]:
    """Every script that is loaded until the page is ready to train, by its address."""
    answers: list[Response] = []

    def listen(page: Page) -> None:
        page.on("response", lambda each: answers.append(each) if each.request.resource_type == "script" else None)

    page = visit(link, prepare=listen)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    return {each.url: each.body() for each in answers}


def test_the_first_page_is_light(visit: Callable[..., Page]) -> None:
    scripts = scripts_of(visit)
    weights = {url: len(gzip.compress(body)) for url, body in scripts.items()}
    assert 0 < sum(weights.values()) <= 1000 * MOST_KILOBYTES, weights


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_heavy_library_waits_until_it_is_wanted(visit: Callable[..., Page], library: str) -> None:
    for url, body in scripts_of(visit).items():
        assert LIBRARIES[library].encode() not in body, url
