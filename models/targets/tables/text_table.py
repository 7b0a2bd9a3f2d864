"""A table out of text: where its data begins, what its columns are called, and the points of two of them.

Data begins at the first row that holds two numbers where most rows hold numbers, and no text there. What stands right
above with as many cells are the names; with one cell less, where the first column names the rows, as R writes it.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ...errors import InvalidInput
from .array_table import ArrayTable
from .columns import Column
from .decoding import decode
from .dialect import MARKS, Delimiter, Dialect, dialect_of, is_rule, sample
from .names import is_unit
from .numerals import Decimal, is_missing, number
from .table import MAX_COLUMNS, MAX_ROWS, SAMPLE_ROWS, Choices, Form, Lacking, Read, Table, transposed

WANTED = "give two columns of numbers, x and y, one row a point"
COMMENTS = ("#", "%", "//", "!")
SIGNS: tuple[Decimal, ...] = (".", ",")
# titles and explanations above the data
MAX_HEAD = 1_000
_SEPARATOR = re.compile(r'"?sep=(.)"?[\s;,]*', re.IGNORECASE)
_ENDS = re.compile(r"\r\n|\r|\n")
# of the lines in which the sign of a remark is a remark: what comes after it is one
_NAMES = re.compile(r"[#%!/\s]+")


def text_table(data: bytes, choices: Choices) -> Table:
    """Errors: InvalidInput for what is no text or holds no rows with two numbers."""
    text, encoding = decode(data)
    lines, remark, mark = _lines(text)
    if not lines:
        raise InvalidInput("file", f"The file holds no rows; {WANTED}.")
    if len(lines) > MAX_ROWS + MAX_HEAD:
        raise InvalidInput("file", f"The file holds {len(lines):,} rows; take a sample of at most {MAX_ROWS:,}.")
    dialect = dialect_of(lines, choices.delimiter or mark, choices.decimal)
    if dialect is None:
        raise InvalidInput("file", _without_numbers(lines, choices))
    lying = _lying(lines, dialect, choices, encoding)
    if lying is not None:
        return lying
    if dialect.width > MAX_COLUMNS:
        raise InvalidInput("file", f"The file has over {MAX_COLUMNS:,} columns; keep the two that are x and y.")
    return TextTable(lines, dialect, remark, encoding, choices.header)


def _lines(text: str) -> tuple[list[str], str, Delimiter | None]:
    """The lines that are no remark and not empty; the last remark above them; the delimiter, if the file names it."""
    found: list[str] = []
    remark, mark = "", None
    for line in _ENDS.split(text):
        bare = line.strip()
        if not bare or is_rule(bare):
            continue
        if bare.startswith(COMMENTS):
            remark = bare if not found else remark
        elif not found and (told := _SEPARATOR.fullmatch(bare if bare != "sep=" else line)):
            mark = next((name for name, sign in MARKS.items() if sign == told.group(1)), None)
        else:
            found.append(line)
    return found, _NAMES.sub("", remark, count=1), mark


def _without_numbers(lines: Sequence[str], choices: Choices) -> str:
    """What to say of a file no row of which holds two numbers."""
    guessed = [Dialect(name, sign) for name in MARKS for sign in SIGNS]
    one = any(
        sum(not math.isnan(number(cell, dialect.decimal)) for cell in dialect.cells(line)) == 1
        for dialect in guessed
        for line in sample(lines)[1:]
    )
    two = any(
        len(cells) >= 2 and all(is_missing(cell) or not math.isnan(number(cell)) for cell in cells)
        for dialect in guessed
        for line in sample(lines)
        for cells in [dialect.cells(line)]
    )
    if two:
        return f"No row of the file holds two finite numbers; {WANTED}."
    return f"The file has {'one column' if one else 'no column'} of numbers; {WANTED}."


def _lying(lines: Sequence[str], dialect: Dialect, choices: Choices, encoding: str) -> Table | None:
    """The table of a text whose lines are the columns: two long ones of numbers, a name before each or not."""
    few = choices.orientation != "columns"
    if choices.orientation == "rows" or (few and len(lines) > 3):
        return None
    rows = [dialect.row(line) for line in lines]
    if few:
        rows = [row for row in rows if sum(not math.isnan(number(cell, dialect.decimal)) for cell in row) > 1]
    if not rows or len({len(row) for row in rows}) > 1:
        return None
    titled = all(math.isnan(number(row[0], dialect.decimal)) for row in rows)
    values = np.array([[number(cell, dialect.decimal) for cell in row[titled:]] for row in rows], dtype=np.float64)
    full = bool(np.isfinite(values).all()) and values.shape[1] > 3 - titled
    if not transposed((values.shape[0], values.shape[1]), not full, choices.orientation):
        return None
    names = [row[0] if titled else "" for row in rows]
    form = Form(dialect.delimiter, dialect.decimal, encoding, titled, "columns")
    return ArrayTable(dict(enumerate(values)), names, form)


class TextTable(Table):
    """A table whose lines are its rows."""

    def __init__(self, lines: Sequence[str], dialect: Dialect, remark: str, encoding: str, header: bool | None) -> None:
        self._lines, self._dialect = lines, dialect
        numeric = self._numeric(lines)
        self._begin, names = self._beginning(numeric, remark)
        above = self._begin > 0 and bool(names)
        if header is False:
            names = []
            self._begin -= above and not numeric.isdisjoint(self._numbers(lines[self._begin - 1]))
        elif header is True and not names and self._begin + 1 < len(lines):
            names = dialect.cells(lines[self._begin])
            self._begin += 1
        rows = [dialect.row(line) for line in lines[self._begin : self._begin + SAMPLE_ROWS]]
        width = max(dialect.width, len(names))
        names = [*names, *[""] * (width - len(names))]
        self.columns = [self._column(names[index], [_at(row, index) for row in rows]) for index in range(width)]
        self.form = Form(dialect.delimiter, dialect.decimal, encoding, any(names), "rows")

    def _value(self, cell: str) -> float:
        return number(cell, self._dialect.decimal)

    def _numbers(self, line: str) -> set[int]:
        """The positions of the cells that hold numbers."""
        return {index for index, cell in enumerate(self._dialect.row(line)) if not math.isnan(self._value(cell))}

    def _numeric(self, lines: Sequence[str]) -> set[int]:
        """The positions that hold numbers in most rows."""
        rows = [row for row in map(self._dialect.row, sample(lines)) if len(row) == self._dialect.width]
        numbers: Counter[int] = Counter()
        words: Counter[int] = Counter()
        for row in rows:
            for index, cell in enumerate(row):
                if not math.isnan(self._value(cell)):
                    numbers[index] += 1
                elif not is_missing(cell):
                    words[index] += 1
        return {index for index in numbers if numbers[index] >= words[index]}

    def _beginning(self, numeric: set[int], remark: str) -> tuple[int, list[str]]:
        """Where the data begins, and the names of the columns, if there are any."""
        for index, line in enumerate(self._lines[:MAX_HEAD]):
            row = self._dialect.row(line)
            if self._is_data(row, numeric):
                names = self._names_above(index, row) or self._names_in(remark)
                if not names and self._is_header(row, self._lines[index + 1 : index + SAMPLE_ROWS]):
                    return index + 1, row
                return index, names
        return 0, []

    def _is_data(self, row: Sequence[str], numeric: set[int]) -> bool:
        if self._dialect.delimiter == "blank" and len(row) != self._dialect.width:
            return False
        held = [cell for index, cell in enumerate(row) if index in numeric]
        numbers = sum(not math.isnan(self._value(cell)) for cell in held)
        return numbers >= 2 and all(not math.isnan(self._value(cell)) or is_missing(cell) for cell in held)

    def _names_above(self, index: int, first: Sequence[str]) -> list[str]:
        width = self._dialect.width
        if index == 0:
            return []
        names = self._dialect.cells(self._lines[index - 1])
        if index > 1 and len(names) == width and all(map(is_unit, names)):
            above = self._dialect.cells(self._lines[index - 2])
            names = above if len(above) == width else names
        if all(not math.isnan(self._value(name)) for name in names) and len(names) < width:
            return []
        if len(names) == width - 1 >= 2 and self._names_rows(index):
            return ["", *names]
        if self._dialect.delimiter == "blank" and len(names) not in (width, width - 1):
            parted = [name.strip() for name in re.split(r"\s{2,}|\t", self._lines[index - 1].strip())]
            names = parted if len(parted) == width else []
        # a last column without a name, or one that no row fills
        return names if len(names) >= max(2, width - 1) else []

    def _names_rows(self, index: int) -> bool:
        """Whether the first column holds words, or whole numbers each of which comes once."""
        first = [_at(self._dialect.row(line), 0) for line in self._lines[index : index + SAMPLE_ROWS]]
        values = [self._value(cell) for cell in first]
        return all(math.isnan(value) or value.is_integer() for value in values) and len(set(first)) == len(first)

    def _names_in(self, remark: str) -> list[str]:
        """Names that stand in a remark, as NumPy writes them."""
        names = self._dialect.cells(remark)
        words = all(math.isnan(self._value(name)) for name in names)
        return names if len(names) == self._dialect.width and words else []

    def _is_header(self, row: Sequence[str], below: Sequence[str]) -> bool:
        """Whether a row of whole numbers names columns of fractions: 0, 1, 2 ... or years."""
        numbers = [cell for cell in row if cell and not math.isnan(self._value(cell))]
        if len(numbers) < 2 or not all(cell.isdigit() for cell in numbers):
            return False
        values = [int(cell) for cell in numbers]
        counts = values == list(range(len(values)))
        years = all(1_800 <= value <= 2_100 for value in values) and values == list(range(values[0], values[-1] + 1))
        at = [index for index, cell in enumerate(row) if cell in numbers]
        cells = [_at(self._dialect.row(line), index) for line in below for index in at]
        values_below = [self._value(cell) for cell in cells]
        fractions = sum(math.isfinite(value) and value != round(value) for value in values_below)
        return (counts or years) and bool(cells) and fractions >= len(cells) / 4

    def _column(self, name: str, cells: Sequence[str]) -> Column:
        values = np.array([self._value(cell) for cell in cells], dtype=np.float64)
        numbers = int((~np.isnan(values)).sum())
        words = sum(math.isnan(value) and not is_missing(cell) for value, cell in zip(values, cells, strict=True))
        return Column(name, tuple(cells[:3]), values, numbers > 0 and numbers >= words)

    def read(self, x: int, y: int) -> Read:
        kept = array("d")
        lacking: Counter[Lacking] = Counter()
        for index in range(self._begin, len(self._lines)):
            row = self._dialect.row(self._lines[index])
            lacks = self._take(row, x, y, kept)
            if lacks:
                lacking[lacks] += 1
        return Read(np.array(kept).reshape(-1, 2), dict(lacking))

    def _take(self, row: Sequence[str], x: int, y: int, kept: array[float]) -> Lacking | None:
        """Keep the point of a row; or say what it lacks."""
        if len(row) <= max(x, y) or (self._dialect.delimiter == "blank" and len(row) != self._dialect.width):
            return "too few cells"
        across, up = self._value(row[x]), self._value(row[y])
        if math.isfinite(across) and math.isfinite(up):
            kept.append(across)
            kept.append(up)
            return None
        if is_missing(row[x]) or is_missing(row[y]):
            return "an empty cell"
        return "no number" if math.isnan(across) or math.isnan(up) else "an infinite number"


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""
