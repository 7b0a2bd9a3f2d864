"""Pictures that the user drew: each as likely as the others, and none kept for a test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...errors import InvalidInput
from ..ising.bits import unpacked
from .patterns import Patterns, of_known_law


def drawn(texts: Sequence[str], width: int, height: int) -> Patterns:
    """Packed bits in base64, row by row. Errors: InvalidInput for fewer than two different ones, or a wrong size."""
    rows = [unpacked(text, height, width, "patterns").ravel() for text in texts]
    different = np.unique(np.array(rows, np.float32).reshape(len(rows), width * height), axis=0)
    if len(different) < 2:
        raise InvalidInput("patterns", "A machine needs at least two different pictures to learn; draw another one.")
    return of_known_law(different, (height, width), "Drawn pictures")
