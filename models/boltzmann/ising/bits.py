"""A black-and-white picture as text: its pixels in reading order, eight to a byte, in base64; 1 is white, +1."""

from __future__ import annotations

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput


def packed(bits: NDArray[np.bool_]) -> str:
    """Of (H, W)."""
    return base64.b64encode(np.packbits(bits.ravel()).tobytes()).decode("ascii")


def unpacked(text: str, height: int, width: int, field: str) -> NDArray[np.bool_]:
    """(H, W). Errors: InvalidInput where the text holds another number of pixels or is no base64."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput(field, "The picture's bits are no base64; send packed bits, row by row.") from None
    size = height * width
    if len(data) != -(-size // 8):
        raise InvalidInput(
            field,
            f"A picture of {width} x {height} pixels is {-(-size // 8)} bytes of packed bits; got {len(data)}.",
        )
    return np.unpackbits(np.frombuffer(data, np.uint8), count=size).reshape(height, width).astype(np.bool_)
