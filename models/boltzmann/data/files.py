"""A user's own pictures: an NPY file of bits, or of greys in 0..1 that are thresholded at one half."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput
from ..chance import Floats
from .patterns import Patterns, demand_something, parted

MOST_PIXELS = 4096
MOST_VALUES = 20_000_000
ON = 0.5
MAGIC = b"\x93NUMPY"
SHAPES = "(pictures, pixels) or (pictures, rows, columns)"


def read_patterns(name: str, split: int = 0) -> tuple[Patterns, list[str]]:
    """The pictures, a seeded fifth of them the test set, and what was done to them in sentences.

    A picture of n x n pixels in one row is taken for a square.
    Errors: InvalidInput for what is no such file, and for pictures that cannot be learnt.
    """
    table = _loaded(name)
    side = _side(table.shape)
    rows = table.reshape(len(table), -1)
    if rows.dtype.kind == "f" and not np.isfinite(rows).all():
        raise InvalidInput("data", f"{name!r} holds values that are not numbers; give every pixel one in 0..1.")
    low, high = float(rows.min()), float(rows.max())
    if low < 0 or high > 1:
        raise InvalidInput(
            "data", f"{name!r} holds values from {low:g} to {high:g}; a pixel is 0 or 1, or a grey between them."
        )
    bits: Floats = (rows >= ON).astype(np.float32)
    said = [] if np.isin(rows, (0, 1)).all() else [f"Greys of {name!r} were thresholded: a pixel is on from {ON:g}."]
    demand_something(bits)
    return parted(bits, side, Path(name).stem, split), said


def _loaded(name: str) -> NDArray[Any]:
    """Errors: InvalidInput for a file that is not there, no table of numbers, or of another shape or size."""
    try:
        with open(name, "rb") as file:
            is_npy = file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        is_npy = False
    if not is_npy:
        known = "digits, bars-and-stripes or an NPY file"
        raise InvalidInput("data", f"{name!r} is not there or no NPY file; --data takes {known}.")
    try:
        table = np.load(name, mmap_mode="r", allow_pickle=False)
    except Exception:  # whatever NumPy meets in a file that ends early, claims too much or holds Python objects
        raise InvalidInput(
            "data", f"{name!r} is damaged or holds Python objects; save one array of numbers of shape {SHAPES}."
        ) from None
    if table.dtype.kind not in "biuf":
        raise InvalidInput("data", f"{name!r} is no array of numbers; give one of shape {SHAPES}.")
    if table.ndim not in (2, 3) or 0 in table.shape:
        shape = " x ".join(map(str, table.shape)) or "no dimension at all"
        raise InvalidInput("data", f"{name!r} has the shape {shape}; pictures come as {SHAPES}.")
    pixels = math.prod(table.shape[1:])
    if pixels > MOST_PIXELS:
        raise InvalidInput("data", f"A picture of {name!r} has {pixels} pixels; at most {MOST_PIXELS} can be learnt.")
    if table.size > MOST_VALUES:
        raise InvalidInput("data", f"{name!r} holds {table.size} values; at most {MOST_VALUES} are taken: give a part.")
    return np.asarray(table)


def _side(shape: tuple[int, ...]) -> tuple[int, int]:
    if len(shape) == 3:
        return shape[1], shape[2]
    root = math.isqrt(shape[1])
    return (root, root) if root * root == shape[1] else (1, shape[1])
