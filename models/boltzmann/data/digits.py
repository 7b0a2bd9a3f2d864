"""1,797 handwritten digits of 8 x 8 pixels, bundled.

Source: E. Alpaydin and C. Kaynak 1998, Optical Recognition of Handwritten Digits (UCI Machine Learning Repository,
CC BY 4.0), as shipped by scikit-learn (BSD-3-Clause); `digits.npz` says so too.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .patterns import Patterns, parted

SIDE = (8, 8)
ON = 8
"""A pixel is on from this grey level of 0..16: at 1 half of all pixels would be, at 12 strokes break."""


@lru_cache(maxsize=1)
def grey_digits() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """(1797, 64) grey levels 0..16 and (1797,) which digit each is."""
    with np.load(Path(__file__).parent / "digits.npz", allow_pickle=False) as kept:
        return kept["pictures"], kept["labels"]


def digits(split: int = 0) -> Patterns:
    """Bits of the digits, on from grey level 8; a fifth chosen by the seed `split` is the test set (360 of 1,797)."""
    grey, labels = grey_digits()
    return parted((grey >= ON).astype(np.float32), SIDE, "Digits", split, labels)
