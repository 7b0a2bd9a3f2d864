"""axe-core in the page: what a view does to people who cannot see, point or tell colours apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FILE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
# targets of 24 pixels or enough room around them are WCAG 2.2's; axe leaves that rule out unless asked
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
GRAVE = {"serious", "critical"}


@cache
def source() -> str:
    return FILE.read_text(encoding="utf-8")


# a colour on its way from one to another is nobody's colour, whether it set out before or sets out while axe looks
STILL = "*, *::before, *::after { transition: none !important; }"


def violations(page: Page) -> list[str]:
    """What is serious or critical in what is on the page now: the rule, how often, and the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    style = page.add_style_tag(content=STILL)
    found: list[dict[str, Any]] = page.evaluate("(options) => axe.run(document, options)", OPTIONS)["violations"]
    style.evaluate("each => each.remove()")
    return [
        f"{each['id']} ({each['impact']}) x {len(each['nodes'])}: "
        + " | ".join(f"{node['html'][:160]} {node['failureSummary'][:220]}" for node in each["nodes"][:3])
        for each in found
        if each["impact"] in GRAVE
    ]
