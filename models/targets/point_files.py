"""Points out of the bytes of a file: CSV in the forms that programs write, or one NumPy array. Nothing is unpickled."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.lib import format as npy
from torch import Tensor

from ..errors import InvalidInput

MAX_TABLE_POINTS = 1_000_000
NPY_MAGIC = b"\x93NUMPY"
# rows looked at to see which columns hold numbers
SAMPLE_ROWS = 50
WANTED = "give two columns of numbers, x and y, one row a point"


@dataclass(frozen=True, eq=False)
class PointTable:
    """points (n, 2) float64, all finite; how many rows were left out; what its two columns are called."""

    points: Tensor
    left_out: int
    columns: tuple[str, str]


def read_points(data: bytes) -> PointTable:
    """Errors: InvalidInput with one sentence on what the file should be."""
    if not data.strip():
        raise InvalidInput("file", f"The file is empty; {WANTED}.")
    if data.startswith(NPY_MAGIC):
        table = _finite(_array(data), ("column 1", "column 2"))
    elif data.startswith(b"PK\x03\x04"):
        raise InvalidInput("file", "This is an archive (NPZ or XLSX); save one array of shape (n, 2) as NPY, or a CSV.")
    else:
        table = _csv(_text(data))
    if len(table.points) == 0:
        raise InvalidInput("file", f"No row of the file holds two finite numbers; {WANTED}.")
    if len(table.points) > MAX_TABLE_POINTS:
        raise InvalidInput(
            "file", f"The file holds {len(table.points):,} points; take a sample of at most {MAX_TABLE_POINTS:,}."
        )
    return table


# -- NPY ---------------------------------------------------------------------------------------------------------------


def _array(data: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The header is believed only where the bytes that follow bear it out."""
    stream = io.BytesIO(data)
    try:
        version = npy.read_magic(stream)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(stream)
    except (ValueError, TypeError, SyntaxError) as fault:
        raise InvalidInput("file", f"The NPY file is damaged ({_first_line(fault)}); save it again.") from None
    if dtype.hasobject:
        raise InvalidInput("file", "The NPY file holds Python objects, which are not opened; save an array of numbers.")
    if dtype.kind not in "fiu":
        raise InvalidInput("file", f"The NPY file holds values of type {dtype}; save an array of real numbers.")
    if len(shape) != 2 or shape[1] != 2:
        raise InvalidInput("file", f"The NPY file's array has shape {tuple(shape)}; save one of shape (n, 2).")
    rest = data[stream.tell() :]
    if len(rest) < shape[0] * 2 * dtype.itemsize:
        raise InvalidInput("file", f"The NPY file ends early: it says {shape[0]:,} points; save it again.")
    flat = np.frombuffer(rest, dtype=dtype, count=shape[0] * 2)
    return flat.reshape(shape, order="F" if fortran else "C").astype(np.float64)


def _first_line(fault: Exception) -> str:
    return str(fault).split("\n")[0][:80]


# -- CSV ---------------------------------------------------------------------------------------------------------------


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise InvalidInput("file", f"The file is not text and not an NPY array; {WANTED}.") from None
    if "\0" in text:
        raise InvalidInput("file", f"The file is not text and not an NPY array; {WANTED}.")
    return text


def _csv(text: str) -> PointTable:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    rows = _rows(lines)
    if not rows:
        raise InvalidInput("file", f"The file holds no rows; {WANTED}.")
    header = None if any(math.isfinite(_number(cell)) for cell in rows[0]) else [cell.strip() for cell in rows[0]]
    body = rows[1:] if header else rows
    first, second = _columns(header, body)
    widest = max(first, second)
    pairs = [(_number(r[first]), _number(r[second])) if len(r) > widest else (math.nan, math.nan) for r in body]
    names = (header[first], header[second]) if header else (f"column {first + 1}", f"column {second + 1}")
    return _finite(np.array(pairs, dtype=np.float64).reshape(-1, 2), names)


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """Cells of every line, whatever parts them; with semicolons or tabs a comma is the decimal mark."""
    sample = lines[:SAMPLE_ROWS]
    for mark in (";", "\t", ","):
        if sum(mark in line for line in sample) > len(sample) / 2:
            try:
                rows = list(csv.reader(lines, delimiter=mark))
            except csv.Error as fault:
                raise InvalidInput("file", f"The CSV cannot be read ({fault}); {WANTED}.") from None
            return rows if mark == "," else [[cell.replace(",", ".") for cell in row] for row in rows]
    return [line.split() for line in lines]


def _columns(header: Sequence[str] | None, body: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Those called x and y, else the first two that hold numbers in most rows."""
    names = [name.lower() for name in header or []]
    if "x" in names and "y" in names:
        return names.index("x"), names.index("y")
    sample = body[:SAMPLE_ROWS]
    width = max((len(row) for row in sample), default=0)
    numeric = [
        column
        for column in range(width)
        if 2 * sum(column < len(row) and not math.isnan(_number(row[column])) for row in sample) > len(sample)
    ]
    if len(numeric) < 2:
        found = "no column" if not numeric else "one column"
        raise InvalidInput("file", f"The file has {found} of numbers; {WANTED}.")
    return numeric[0], numeric[1]


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan


def _finite(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], names: tuple[str, str]) -> PointTable:
    kept = values[np.isfinite(values).all(axis=1)]
    return PointTable(torch.from_numpy(np.ascontiguousarray(kept)), len(values) - len(kept), names)
