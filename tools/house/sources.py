"""What is known of the sources of one language: lines, functions, imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """One function or method, from its first line to its last, its docstring and its inner functions counted."""

    file: str
    line: int
    name: str
    lines: int


@dataclass(frozen=True)
class Sources:
    """Files are named by their paths from the root of the project, with slashes."""

    lines: Mapping[str, int]
    """File -> how many lines it has."""
    functions: Sequence[Function]
    """Longest first."""
    imports: Mapping[str, frozenset[str]]
    """File -> the files it imports, itself left out."""
