"""What every variant says of itself, and what its settings must carry for a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import InvalidInput
from ..explained import Explained
from ..settings import Settings

ABBREVIATED = "eq"


def sentences(text: str) -> int:
    """How many sentences a text has; 0 for one that does not begin with a capital and end with a full stop."""
    if not re.match(r"[A-Z0-9]", text) or not text.endswith((".", "?")):
        return 0
    return len(re.findall(rf"(?<!\b{ABBREVIATED})[.?!](?=\s+[A-Z0-9]|$)", text))


def words(kind: type[Explained]) -> Iterator[str]:
    """Title, equation, explanation and source are there."""
    for name in ("title", "equation", "source"):
        if not getattr(kind, name, ""):
            yield f"{kind.__name__} states no {name}; write {name} = '...' in the class."
    explanation = getattr(kind, "explanation", "")
    if sentences(explanation) != 2:
        yield f"{kind.__name__} must state explanation: exactly two sentences, what it does and when it fails."


def settings(kind: type[Settings]) -> Iterator[str]:
    """Every setting has a title, a description and a unit; every number has bounds and refuses what lies beyond."""
    for name, schema in kind.model_json_schema().get("properties", {}).items():
        if not (schema.get("title") and schema.get("description") and schema.get("unit")):
            yield f"The setting {name} must be made with setting(...), with a title, a description and a unit."
        for option in schema.get("anyOf", [schema]):
            if option.get("type") in ("number", "integer"):
                yield from _bounds(kind, name, option)


def _bounds(kind: type[Settings], name: str, option: dict[str, Any]) -> Iterator[str]:
    low = option.get("minimum", option.get("exclusiveMinimum"))
    high = option.get("maximum", option.get("exclusiveMaximum"))
    if low is None or high is None:
        yield f"The setting {name} needs a lower and an upper bound; give setting(...) ge or gt and le or lt."
        return
    for beyond in (low - 1, high + 1):
        try:
            kind.parse({name: beyond})
        except InvalidInput as refused:
            if name not in refused.message:
                yield f"The refusal of {name} = {beyond:g} does not name the setting."
        else:
            yield f"The setting {name} takes {beyond:g}, which lies beyond its bounds."
