"""Which pixels of a picture are held, and which are hidden for a model to fill in."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput
from ..ising.bits import unpacked
from ..units import random_stream

Hidden = Literal["lower-half", "right-half", "centre", "random-50", "random-25"]
"""Names of hidden parts."""
Mask = NDArray[np.bool_]
"""(D,): True where a pixel is held."""


def named_held(hidden: Hidden, side: tuple[int, int], seed: int = 0) -> Mask:
    """All but the hidden part; which pixels of a share are hidden is drawn by the seed."""
    rows, columns = side
    shown: NDArray[Any] = np.ones(side, np.bool_)
    if hidden == "lower-half":
        shown[rows // 2 :] = False
    elif hidden == "right-half":
        shown[:, columns // 2 :] = False
    elif hidden == "centre":
        shown[rows // 4 : rows - rows // 4, columns // 4 : columns - columns // 4] = False
    else:
        size = rows * columns
        n = size // 2 if hidden == "random-50" else size // 4
        shown.ravel()[random_stream(seed, hidden).permutation(size)[:n]] = False
    return shown.ravel()


def drawn_held(bits: str, side: tuple[int, int]) -> Mask:
    """Packed bits, 1 = held. Errors: InvalidInput for another number of pixels, or where nothing is hidden."""
    shown = unpacked(bits, side[0], side[1], "held").ravel()
    if shown.all():
        raise InvalidInput("held", "All pixels are held, and nothing is left to fill in; let go of some.")
    return shown
