"""A stored fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """Replace `original` by `fault` in `file`; `tests` must then fail."""

    name: str
    file: str
    original: str
    fault: str
    tests: str
