"""What a table is, whatever file it came from: columns to choose from, and the pairs of two of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .columns import Column
from .dialect import Delimiter
from .numerals import Decimal

Lacking = Literal["too few cells", "an empty cell", "no number", "an infinite number"]
"""Why a row is left out: what it has in place of two finite numbers."""

Orientation = Literal["rows", "columns"]
Pairs = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000
SAMPLE_ROWS = 500
SHOWN_ROWS = 3


@dataclass(frozen=True)
class Choices:
    """What a person knows better than the file tells; None leaves it to the file."""

    x: int | None = None
    y: int | None = None
    decimal: Decimal | None = None
    delimiter: Delimiter | None = None
    header: bool | None = None
    orientation: Orientation | None = None


AS_IT_SEEMS = Choices()


@dataclass(frozen=True)
class Form:
    """How the file was read. `delimiter`, `decimal` and `encoding` are None for arrays."""

    delimiter: Delimiter | None
    decimal: Decimal | None
    encoding: str | None
    header: bool
    orientation: Orientation


@dataclass(frozen=True, eq=False)
class Read:
    """The points of two columns, (n, 2) float64 and finite, and how many rows were left out for what."""

    points: Pairs
    left_out: Mapping[Lacking, int]


class Table(ABC):
    """One table of a file."""

    form: Form
    columns: Sequence[Column]

    @abstractmethod
    def read(self, x: int, y: int) -> Read:
        """The points of two columns. Errors: InvalidInput for more than MAX_ROWS."""

    def name(self, index: int) -> str:
        """What a column is called: by the file, or by its place."""
        return self.columns[index].name or f"column {index + 1}"


def transposed(shape: tuple[int, int], named: bool, asked: Orientation | None) -> bool:
    """Whether an array's columns are the points, as of one (2, n): it has two rows and more columns, without names."""
    if asked is not None:
        return asked == "columns"
    rows, columns = shape
    return (rows == 2 and columns > 2 and not named) or (columns > MAX_COLUMNS and rows < columns)
