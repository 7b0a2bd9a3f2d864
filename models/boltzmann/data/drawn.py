"""Pictures that the user drew: each as likely as the others, and none kept for a test."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

import numpy as np

from ...errors import InvalidInput
from .patterns import Patterns, of_known_law


def drawn(texts: Sequence[str], width: int, height: int) -> Patterns:
    """Packed bits in base64, row by row. Errors: InvalidInput for fewer than two different ones, or a wrong size."""
    rows = [_unpacked(text, width * height) for text in texts]
    different = np.unique(np.array(rows, np.float32).reshape(len(rows), width * height), axis=0)
    if len(different) < 2:
        raise InvalidInput("patterns", "A machine needs at least two different pictures to learn; draw another one.")
    return of_known_law(different, (height, width), "Drawn pictures")


def _unpacked(text: str, size: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("patterns", "A picture's bits are no base64; send packed bits, row by row.") from None
    if len(data) != -(-size // 8):
        raise InvalidInput("patterns", f"A picture of {size} pixels is {-(-size // 8)} bytes; got {len(data)}.")
    return np.unpackbits(np.frombuffer(data, np.uint8), count=size)
