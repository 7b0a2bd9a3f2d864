"""Bars and stripes: pictures whose rows are each all on or all off, or whose columns are.

Of side n there are 2^(n+1) - 2 of them: the two plain pictures belong to both families and are
counted once. The law here is uniform on them: 30 pictures of 4 x 4.

Source: MacKay 2003 (Information Theory, Inference, and Learning Algorithms), section 43.2.
"""

from __future__ import annotations

import numpy as np

from .patterns import Patterns, of_known_law


def bars_and_stripes(side: int = 4) -> Patterns:
    """All of them, each once: the law is known."""
    codes = (np.arange(2**side)[:, None] >> np.arange(side)) & 1
    stripes = np.repeat(codes, side, axis=1)  # each row of the picture in one colour
    bars = np.tile(codes, (1, side))
    rows = np.unique(np.concatenate((stripes, bars)), axis=0).astype(np.float32)
    return of_known_law(rows, (side, side), "Bars and stripes")
