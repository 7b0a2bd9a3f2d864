"""Points out of the bytes of a file: a table of text in the forms that programs write, or arrays of NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from ..errors import InvalidInput
from .picture_files import is_picture
from .tables.array_table import NPY_MAGIC, ZIP_MAGIC, archive_table, array_table
from .tables.columns import checked
from .tables.table import AS_IT_SEEMS, Choices, Lacking, Table
from .tables.text_table import WANTED, text_table

OTHERS = {
    b"\x1f\x8b": "a GZIP archive; unpack it first",
    b"%PDF": "a PDF; save its table as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; save it as CSV",
    b"\x89HDF": "an HDF5 file; save its table as CSV",
    b"PAR1": "a Parquet file; save it as CSV",
    b"SQLite format 3": "a database; save its table as CSV",
}


@dataclass(frozen=True, eq=False)
class PointTable:
    """points (n, 2) float64, all finite; what was left out; and the table with the columns that they are from."""

    points: Tensor
    reasons: Mapping[Lacking, int]
    table: Table
    x: int
    y: int

    @property
    def left_out(self) -> int:
        """How many rows held no two finite numbers."""
        return sum(self.reasons.values())

    @property
    def columns(self) -> tuple[str, str]:
        """What x and y are called."""
        return self.table.name(self.x), self.table.name(self.y)


def read_table(data: bytes, choices: Choices = AS_IT_SEEMS) -> Table:
    """Errors: InvalidInput with one sentence on what the file should be."""
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise InvalidInput("file", f"The file is empty; {WANTED}.")
    if is_picture(data):
        raise InvalidInput("file", "This is a picture, not text; import it as one.")
    for magic, what in OTHERS.items():
        if data.startswith(magic):
            raise InvalidInput("file", f"This is {what}.")
    if data.startswith(NPY_MAGIC):
        return array_table(data, choices)
    if data.startswith((ZIP_MAGIC, b"PK\x05\x06")):
        return archive_table(data, choices)
    return text_table(data, choices)


def read_points(data: bytes, choices: Choices = AS_IT_SEEMS) -> PointTable:
    """Errors: those of `read_table`, and InvalidInput where no row has two finite numbers in the columns."""
    table = read_table(data, choices)
    x, y = checked(table.columns, choices.x, choices.y)
    read = table.read(x, y)
    if len(read.points) == 0:
        raise InvalidInput("file", f"No row of the file holds two finite numbers; {WANTED}.")
    return PointTable(torch.from_numpy(read.points), read.left_out, table, x, y)
