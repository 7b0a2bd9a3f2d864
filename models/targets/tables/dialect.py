"""How the rows of a text are parted into cells: the way that makes most of them numbers, row after row alike.

Each delimiter is tried on lines from all over the file with each decimal sign. A row counts by the share of its cells
that are numbers or say that they are missing, if it holds two numbers and as many cells as most rows do.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .numerals import Decimal, decimal_of, is_missing, number

Delimiter = Literal["comma", "semicolon", "tab", "pipe", "blank"]
# the first wins where two part the rows alike
MARKS: dict[Delimiter, str] = {"tab": "\t", "semicolon": ";", "pipe": "|", "comma": ",", "blank": " "}
SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 2_000
_RULE = re.compile(r"[\s|+:=_-]*(?:--|==|__)[\s|+:=_-]*")


@dataclass(frozen=True)
class Dialect:
    """`width` is the number of cells of most rows, without the empty ones at their ends."""

    delimiter: Delimiter
    decimal: Decimal
    width: int = 0

    def cells(self, line: str) -> list[str]:
        """The cells of one line, without blanks around them and without empty ones at the end."""
        if self.delimiter == "blank":
            line = " ".join(line.split()) if '"' not in line else line.strip().replace("\t", " ")
        mark = MARKS[self.delimiter]
        found = _quoted(line, mark) if '"' in line else line.split(mark)
        cells = [cell.strip() for cell in found]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def row(self, line: str) -> list[str]:
        """As `cells`, of a row of data: as wide as most rows where only empty cells are missing at its end."""
        cells = self.cells(line)
        if self.delimiter != "blank" and len(cells) < self.width <= line.count(MARKS[self.delimiter]) + 1:
            cells += [""] * (self.width - len(cells))
        return cells


def _quoted(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark, skipinitialspace=True))
    except (csv.Error, StopIteration):  # quotes that part nothing
        return line.split(mark)


def is_rule(line: str) -> bool:
    """Whether the line only underlines what stands above it."""
    return _RULE.fullmatch(line) is not None


def dialect_of(
    lines: Sequence[str], delimiter: Delimiter | None = None, decimal: Decimal | None = None
) -> Dialect | None:
    """The dialect of lines with no blank ones among them; what is known is kept. None where no row has two numbers."""
    some = sample(lines)
    best, most = None, 0.0
    for mark in MARKS if delimiter is None else (delimiter,):
        if delimiter is None and mark != "blank" and not any(MARKS[mark] in line for line in some):
            continue
        found, score = _judged(some, mark, decimal)
        if score > most + 1e-9:
            best, most = found, score
    return best


def sample(lines: Sequence[str]) -> list[str]:
    """From the beginning, where names are, and from the middle, where only data is; of long lines their beginnings."""
    half, middle = SAMPLE_LINES // 2, len(lines) // 2
    some = list(lines) if len(lines) <= SAMPLE_LINES else [*lines[:half], *lines[middle : middle + half]]
    return [line[:SAMPLE_CHARACTERS] for line in some]


def _judged(lines: Sequence[str], delimiter: Delimiter, decimal: Decimal | None) -> tuple[Dialect, float]:
    parted = Dialect(delimiter, decimal or ".")
    rows = [parted.cells(line) for line in lines]
    sign = decimal or decimal_of([cell for row in rows for cell in row], comma_parts=delimiter == "comma")
    counted = [(row, sum(not math.isnan(number(cell, sign, strict=True)) for cell in row)) for row in rows]
    widths = Counter(len(row) for row, numbers in counted if numbers >= 2)
    if not widths:
        return parted, 0.0
    width = max(widths, key=lambda each: (widths[each], each))
    # where lines were cut, so were their cells
    cut = max(map(len, lines)) == SAMPLE_CHARACTERS
    score = 0.0
    for row, numbers in counted:
        if numbers >= 2 and (len(row) == width or cut):
            filled = [cell for cell in row if cell]
            score += (numbers + sum(is_missing(cell) for cell in filled)) / max(1, len(filled))
    return Dialect(delimiter, sign, width), score
