"""A table out of NumPy's files: one array of shape (n, k) or (2, n), one with named fields, or an archive of some.

Nothing is unpickled. A header is believed only where the bytes that follow bear it out.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.lib import format as npy

from ...errors import InvalidInput
from .columns import Column
from .table import MAX_COLUMNS, MAX_ROWS, SAMPLE_ROWS, Choices, Form, Lacking, Orientation, Read, Table, transposed

NPY_MAGIC = b"\x93NUMPY"
ZIP_MAGIC = b"PK\x03\x04"
MAX_ARRAYS = 100
# of all arrays of an archive together, unpacked
MAX_UNPACKED = 64_000_000
WANTED = "save one array of shape (n, 2)"
Array = np.ndarray[Any, Any]


def array_table(data: bytes, choices: Choices) -> Table:
    """Errors: InvalidInput for what is no array of real numbers with two columns."""
    return _table(read_array(data), choices.orientation)


def archive_table(data: bytes, choices: Choices) -> Table:
    """The table of an NPZ file: its first array with two columns, or two of its arrays of one length."""
    arrays = _unpacked(data)
    flat = {name: array for name, array in arrays.items() if array.ndim == 1 and array.dtype.kind in "fiu"}
    lengths = Counter(len(array) for array in flat.values())
    wide = [array for array in arrays.values() if array.ndim > 1 or array.dtype.names]
    if wide:
        return _table(wide[0], choices.orientation)
    longest = max((n for n in lengths if lengths[n] > 1), default=0)
    alike = {name: array for name, array in flat.items() if len(array) == longest}
    if len(alike) < 2:
        raise InvalidInput("file", f"The archive holds no array of shape (n, 2) and no two of one length; {WANTED}.")
    return ArrayTable(dict(enumerate(alike.values())), list(alike), _form(True, "rows"))


def _unpacked(data: bytes) -> dict[str, Array]:
    """The arrays of an archive, by name."""
    found = {name: read_array(each) for name, each in _members(data).items()}
    if not found:
        raise InvalidInput("file", f"This is an archive without arrays (XLSX, ODS, ZIP); {WANTED} as NPY, or a CSV.")
    return found


def _members(data: bytes) -> dict[str, bytes]:
    """The NPY files of an archive, by name."""
    found: dict[str, bytes] = {}
    room = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if each.filename.endswith(".npy")][:MAX_ARRAYS]
            for member in members:
                with archive.open(member) as stream:
                    unpacked = stream.read(room + 1)
                room -= len(unpacked)
                if room < 0:
                    raise InvalidInput(
                        "file", f"The archive unpacks to over {MAX_UNPACKED // 1_000_000} MB; {WANTED} as NPY."
                    )
                found[member.filename.removesuffix(".npy")] = unpacked
    except InvalidInput:
        raise
    except Exception:  # each way of packing has its own for what is damaged, and the archive some for its own lists
        raise InvalidInput(
            "file", f"The archive is damaged, locked or packed in a way that is not read; {WANTED} as NPY, or a CSV."
        ) from None
    return found


def read_array(data: bytes, wanted: str = WANTED) -> Array:
    """The array of an NPY file. Errors: InvalidInput for one that is damaged or holds Python objects; `wanted` is what
    to save instead."""
    damaged = f"The NPY file is damaged; {wanted} from the program that made it."
    stream = io.BytesIO(data)
    try:
        version = npy.read_magic(stream)
        shape, fortran, dtype = _header(stream, version)
    except Exception:  # whatever NumPy's reader of headers meets: they are evaluated as Python's literals
        raise InvalidInput("file", damaged) from None
    if dtype.hasobject:
        raise InvalidInput("file", "The NPY file holds Python objects, which are not opened; save an array of numbers.")
    if any(not isinstance(edge, int) or edge < 0 for edge in shape) or dtype.itemsize == 0:
        raise InvalidInput("file", damaged)
    count = math.prod(shape)
    rest = memoryview(data)[stream.tell() :]
    if len(rest) < count * dtype.itemsize:
        raise InvalidInput(
            "file", f"The NPY file ends early: it says {count:,} values and holds fewer; {wanted} from its program."
        )
    flat = np.frombuffer(rest, dtype=dtype, count=count)
    return flat.reshape(shape, order="F" if fortran else "C")


def _header(stream: io.BytesIO, version: tuple[int, int]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Version 3 differs from 2 in the encoding of the names of fields alone."""
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, fortran, dtype = read(stream)
    return shape, fortran, dtype


def _form(header: bool, orientation: Orientation) -> Form:
    return Form(None, None, None, header, orientation)


def _table(array: Array, asked: Orientation | None) -> Table:
    if array.size == 0:
        raise InvalidInput("file", f"The NPY file's array is empty: its shape is {tuple(array.shape)}; {WANTED}.")
    if array.dtype.names:
        return _of_fields(array.reshape(-1))
    if array.ndim > 2:
        array = array.reshape([edge for edge in array.shape if edge != 1] or [1])
    if array.dtype.kind == "c" and array.ndim == 1:
        array = np.stack([array.real, array.imag], axis=1)
    if array.dtype.kind not in "fiu":
        raise InvalidInput("file", f"The NPY file holds values of type {array.dtype}; save an array of real numbers.")
    if array.ndim != 2 or 1 in array.shape:
        raise InvalidInput("file", f"The NPY file's array has shape {tuple(array.shape)}; {WANTED}.")
    lying = transposed((array.shape[0], array.shape[1]), False, asked)
    array = array if lying else array.T
    if len(array) > MAX_COLUMNS:
        raise InvalidInput("file", f"The NPY file's array has over {MAX_COLUMNS:,} columns; {WANTED}.")
    return ArrayTable(dict(enumerate(array)), [""] * len(array), _form(False, "columns" if lying else "rows"))


def _of_fields(array: Array) -> Table:
    """One column a field; of a field that is an array itself one a place in it."""
    columns: dict[int, Array | None] = {}
    names: list[str] = []
    for name in array.dtype.names or ():
        field = array[name]
        parts = field.reshape(len(array), -1) if field.ndim > 1 else field[:, None]
        for place in range(min(parts.shape[1], MAX_COLUMNS)) if not field.dtype.names else ():
            columns[len(names)] = parts[:, place] if parts.dtype.kind in "fiu" else None
            names.append(name if parts.shape[1] == 1 else f"{name}{place + 1}")
    return ArrayTable(columns, names, _form(True, "rows"))


class ArrayTable(Table):
    """Columns that are numbers already; None in place of one that holds none."""

    def __init__(self, arrays: Mapping[int, Array | None], names: Sequence[str], form: Form) -> None:
        self._arrays, self.form = arrays, form
        self.columns = [_column(name, arrays[index]) for index, name in enumerate(names)]

    def read(self, x: int, y: int) -> Read:
        across, up = self._arrays[x], self._arrays[y]
        if across is None or up is None:
            some = across if across is not None else up
            return Read(np.zeros((0, 2)), {"no number": 0 if some is None else len(some)})
        if len(across) > MAX_ROWS:
            raise InvalidInput("file", f"The file holds {len(across):,} points; take a sample of at most {MAX_ROWS:,}.")
        points = np.stack([_numbers(across), _numbers(up)], axis=1)
        missing, finite = np.isnan(points).any(axis=1), np.isfinite(points).all(axis=1)
        counted: dict[Lacking, int] = {
            "an empty cell": int(missing.sum()),
            "an infinite number": int((~finite & ~missing).sum()),
        }
        return Read(np.ascontiguousarray(points[finite]), {why: rows for why, rows in counted.items() if rows})


def _numbers(array: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    with np.errstate(over="ignore", invalid="ignore"):  # beyond 64 bits is infinite, and left out
        return array.astype(np.float64)


def _column(name: str, array: Array | None) -> Column:
    if array is None:
        return Column(name, (), np.zeros(0), False)
    some = _numbers(array[:SAMPLE_ROWS])
    return Column(name, tuple(f"{value:.6g}" for value in some[:3]), some, bool(np.isfinite(some).any()))
