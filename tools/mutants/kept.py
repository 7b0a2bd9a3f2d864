"""Verdicts that were written down, and the faults they speak of, found again in files that have changed since."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .population import Mutant, population


@dataclass(frozen=True)
class Line:
    """One verdict of a file: what became of which change."""

    outcome: str
    file: str
    line: int
    operator: str
    diff: str


def read(file: Path) -> list[Line]:
    """All verdicts of a file; none if there is no such file."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [Line(**{key: json.loads(line)[key] for key in Line.__dataclass_fields__}) for line in lines]


def difference(root: Path, mutant: Mutant) -> str:
    """The lines that change."""
    source = (root / mutant.file).read_text(encoding="utf-8")
    lines = difflib.unified_diff(source.splitlines(), mutant.applied(source).splitlines(), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def still_there(root: Path, package: str, lines: Sequence[Line]) -> list[Mutant]:
    """The same changes today, the nearest where a file holds several; those whose line was rewritten are left out."""
    all_of_them = population(root, package)
    found = []
    for line in lines:
        alike = [each for each in all_of_them if (each.file, each.operator) == (line.file, line.operator)]
        for mutant in sorted(alike, key=lambda each: abs(each.line - line.line)):
            if difference(root, mutant) == line.diff:
                found.append(mutant)
                break
    return found
