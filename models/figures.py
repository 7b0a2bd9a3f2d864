"""Figures by name: the names are those of diagnostics/measures.py; None where a value is not finite."""

from __future__ import annotations

import math

Figures = dict[str, float | None]


def finite(value: float | None) -> float | None:
    """The value, or None where JSON has no word for it."""
    return value if value is not None and math.isfinite(value) else None
