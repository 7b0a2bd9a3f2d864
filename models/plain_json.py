"""JSON as others can read it: no NaN and no infinity, for which JSON has no word."""

from __future__ import annotations

import json
import math
from typing import Any


def plain(value: Any) -> Any:
    """The value with null for every number that is not finite, however deep."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_json(value: Any) -> str:
    """One line of JSON. Whatever leaves the program as JSON by other ways than a record's own goes through here."""
    return json.dumps(plain(value), allow_nan=False)
