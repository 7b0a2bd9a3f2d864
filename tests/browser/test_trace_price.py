"""The price of the trace on the page: its figures with their machine, its charts over logarithmic axes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scorescape.models.dimensions.trace_table import stored

pytestmark = pytest.mark.browser


def test_the_price_stands_with_its_machine_and_its_charts(visit: Callable[..., Page]) -> None:
    page = visit("#t=preset.two-gaussians&p=denoising-score-matching;n_steps=1&l=trace-price")
    exact, sliced = (page.locator(f"[data-large={name}]") for name in ("exact", "sliced"))
    expect(exact).to_have_attribute("data-value", f"{stored().of('exact')[-1].ms:g}")
    expect(sliced).to_have_attribute("data-value", f"{stored().of('sliced')[-1].ms:g}")
    expect(page.locator("[data-seen-note]")).to_contain_text(stored().machine)
    charts = page.locator("[data-lens-charts]")
    expect(charts).to_have_attribute("data-lens-charts", "2")
    expect(charts).to_contain_text("ms of one step")
    expect(charts).to_contain_text("MB kept by one step")
