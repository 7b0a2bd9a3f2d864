"""A picture file or an array as black and white: in grey, smaller where it is large, and parted by Otsu's threshold.

What was done to it is said in sentences. Source: Otsu 1979.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ...errors import InvalidInput
from ...targets.picture_files import LONGEST, is_picture, read_ink
from ...targets.tables.array_table import NPY_MAGIC, read_array
from .evidence import MOST_PIXELS

MOST_BYTES = 100_000_000
REC_709 = (0.2126, 0.7152, 0.0722)
LEAST_SIDE = 2
WANTED = "save one array of shape (H, W)"
Grey = NDArray[np.float64]


@dataclass(frozen=True)
class Imported:
    """picture (H, W), True = white; and one sentence for each thing that was done to it."""

    picture: NDArray[np.bool_]
    said: tuple[str, ...]


def read_picture(text: str) -> Imported:
    """The picture at a path. Errors: InvalidInput with a sentence."""
    path = Path(text)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InvalidInput("picture", f"{text!r} holds {size / 1e6:.0f} MB and at most 100 MB can be read.")
        data = path.read_bytes()
    except OSError:
        raise InvalidInput(
            "picture", f"There is no file {text!r} that can be read; give a picture's name, or a PNG or NPY file."
        ) from None
    return imported(data)


def imported(data: bytes) -> Imported:
    """Of the bytes of a picture or an NPY file. Errors: InvalidInput with a sentence."""
    if data.startswith(NPY_MAGIC):
        return _of_array(read_array(data, WANTED))
    if not is_picture(data):
        raise InvalidInput("picture", "This is neither a picture nor an NPY file; save it as PNG or with numpy.save.")
    # the ink of black on white: what is transparent is the white of the paper, as on the page
    grey = 1 - read_ink(data, "dark", LEAST_SIDE).numpy() / 255
    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    said = []
    if max(width, height) > LONGEST:
        said.append(f"The picture of {width} x {height} pixels was resized to {grey.shape[1]} x {grey.shape[0]}.")
    return _parted(grey, said)


def _of_array(array: NDArray[Any]) -> Imported:
    if array.ndim == 3 and array.shape[2] in (3, 4):
        _refuse_if_large(array.shape[:2])
        grey = _levels(array[..., :3]) @ np.array(REC_709)
        if array.shape[2] == 4:
            grey = 1 - (1 - grey) * _levels(array[..., 3])
        return _parted(grey, ["The array's colours were made grey."])
    if array.ndim != 2:
        raise InvalidInput("picture", f"A picture has shape (H, W) or (H, W, 3); the array's is {array.shape}.")
    _refuse_if_large(array.shape)
    return _parted(_levels(array), [])


def _refuse_if_large(shape: tuple[int, ...]) -> None:
    height, width = shape
    if height * width > MOST_PIXELS:
        raise InvalidInput(
            "picture",
            f"The array has {height * width:,} pixels and at most {MOST_PIXELS:,} are taken; scale it down first.",
        )


def _levels(array: NDArray[Any]) -> Grey:
    """Grey in [0, 1]: of truths, of -1 and +1, of whole numbers in 0..255, of floats in 0..1."""
    if array.dtype.kind not in "biuf":
        raise InvalidInput("picture", f"A picture holds numbers; the array holds {array.dtype}.")
    values = array.astype(np.float64)
    if not np.isfinite(values).all():
        raise InvalidInput("picture", "The array holds values that are no numbers (NaN or infinity); fill them first.")
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    if np.isin(values, (-1, 1)).all():
        return (values + 1) / 2
    if array.dtype.kind == "f" or high <= 1:
        if low < 0 or high > 1:
            raise InvalidInput(
                "picture", f"The array's floats lie in [{low:.12g}, {high:.12g}]; scale them to 0..1, black to white."
            )
        return values
    if low < 0 or high > 255:
        raise InvalidInput("picture", f"The array's whole numbers lie in [{low:.0f}, {high:.0f}]; they must be 0..255.")
    return values / 255


def _parted(grey: Grey, said: list[str]) -> Imported:
    height, width = grey.shape
    if min(height, width) < LEAST_SIDE:
        raise InvalidInput("picture", f"A picture has at least 2 x 2 pixels; got {width} x {height}.")
    if np.isin(grey, (0, 1)).all():
        return Imported(grey > 0.5, tuple(said))
    threshold = otsu(grey)
    said.append(f"Its grey levels were parted at {threshold:.2f} of white (Otsu's threshold).")
    return Imported(grey > threshold, tuple(said))


def otsu(grey: Grey) -> float:
    """The level in [0, 1] that parts 256 grey levels into two classes with the most variance between their means."""
    counts = np.bincount(np.rint(grey * 255).astype(np.int64).ravel(), minlength=256).astype(np.float64)
    below, total = counts.cumsum(), counts.sum()
    mass = (counts * np.arange(256)).cumsum()
    with np.errstate(invalid="ignore", divide="ignore"):
        between = (mass[-1] * below / total - mass) ** 2 / (below * (total - below))
    between = np.where(np.isfinite(between), between, -1.0)
    if between.max() <= 0:  # one level everywhere
        return 0.5
    # in the middle of a gap in which every level parts alike
    best = np.flatnonzero(between >= between.max() * (1 - 1e-12))
    return float((best.mean() + 0.5) / 255)
