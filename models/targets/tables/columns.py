"""The columns of a table, what each is, and which two of them are x and y.

Telling names win; else the first two columns of numbers that are data. Where fewer than two are left, what is least
suspicious is taken back: a time before a label, a label before an id, an id before an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...errors import InvalidInput
from .names import telling_pair, words_of

Role = Literal["data", "time", "label", "id", "index", "constant", "text"]
Values = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

# how unlikely it is to be a coordinate
_SUSPICION: dict[Role, int] = {"data": 0, "time": 1, "label": 2, "id": 3, "constant": 4, "index": 5, "text": 9}
# as many kinds of whole numbers beside columns of fractions are labels
MOST_LABELS = 12
YEARS = (1_800, 2_100)
EPOCH = 1e8


@dataclass(frozen=True, eq=False)
class Column:
    """A column's name (empty where the file gives none), its first cells, and what its first rows hold as numbers."""

    name: str
    cells: tuple[str, ...]
    values: Values
    numeric: bool

    @property
    def _some(self) -> Values:
        return self.values[np.isfinite(self.values)]

    @property
    def whole(self) -> bool:
        """Whether all its numbers are whole."""
        some = self._some
        return len(some) > 0 and bool((some == np.round(some)).all())

    @property
    def counts(self) -> bool:
        """Whether it counts its rows, from 0 or 1."""
        some = self.values
        return len(some) >= 3 and bool(some[0] in (0, 1)) and bool((np.diff(some) == 1).all())

    @property
    def distinct(self) -> bool:
        """Whether no number of it comes twice."""
        return len(np.unique(self._some)) == len(self._some) > 2

    @property
    def kinds(self) -> int:
        """How many different numbers it has."""
        return len(np.unique(self._some))


def roles_of(columns: Sequence[Column]) -> list[Role]:
    """What each column is."""
    named = sum(bool(column.name) for column in columns) > 0
    fractions = sum(column.numeric and not column.whole for column in columns)
    return [_role(column, named, fractions) for column in columns]


def _role(column: Column, named: bool, fractions: int) -> Role:
    if not column.numeric:
        return "text"
    if column.kinds == 1 and len(column.values) > 2:
        return "constant"
    if not named:
        return _unnamed(column, fractions)
    if not column.name or column.name.lower().startswith("unnamed:"):
        return "index" if column.counts or (column.whole and column.distinct) else "data"
    kind = words_of(column.name).kind
    if kind == "time":
        return "time"
    if kind == "label":
        return "label" if column.whole else "data"
    if kind in ("id", "index") and column.whole:
        return "index" if column.counts else "id"
    return "data"


def _unnamed(column: Column, fractions: int) -> Role:
    """Without names only the numbers can tell, and only beside two columns that look like data."""
    if column.counts:
        return "index"
    if not column.whole or fractions < 2:
        return "data"
    some = column.values[np.isfinite(column.values)]
    low, high = float(some.min()), float(some.max())
    if (YEARS[0] <= low <= high <= YEARS[1] and bool((np.diff(some) >= 0).all())) or low > EPOCH:
        return "time"
    if len(some) > 2 and (bool((np.diff(some) > 0).all()) or bool((np.diff(some) < 0).all())):
        return "id"
    return "label" if len(some) > 2 * column.kinds and column.kinds <= MOST_LABELS else "data"


def chosen(columns: Sequence[Column]) -> tuple[int, int]:
    """The positions of x and y. Errors: InvalidInput where fewer than two columns hold numbers."""
    numeric = [index for index, column in enumerate(columns) if column.numeric]
    if len(numeric) < 2:
        found = "no column" if not numeric else "one column"
        raise InvalidInput(
            "file", f"The file has {found} of numbers; give two columns of numbers, x and y, one row a point."
        )
    telling = telling_pair([columns[index].name for index in numeric])
    if telling:
        return numeric[telling[0]], numeric[telling[1]]
    roles = roles_of(columns)
    least = sorted(numeric, key=lambda index: (_SUSPICION[roles[index]], index))[:2]
    first, second = sorted(least)
    return first, second


def checked(columns: Sequence[Column], x: int | None, y: int | None) -> tuple[int, int]:
    """As `chosen`, with what is asked for in its place. Errors: InvalidInput for columns not there or alike."""
    for field, asked in (("x", x), ("y", y)):
        if asked is not None and asked >= len(columns):
            raise InvalidInput(field, f"{field} must be a column from 0 to {len(columns) - 1}; got {asked}.")
    if x is not None and y is not None:
        if x == y:
            raise InvalidInput("y", "x and y are the same column; choose two different ones.")
        return x, y
    first, second = chosen(columns)
    if x is not None:
        return x, second if second != x else first
    if y is not None:
        return first if first != y else second, y
    return first, second
