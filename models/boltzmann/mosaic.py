"""Many small pictures as one, with gaps of one pixel between them."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from .units import Array


def mosaic(rows: Array, side: tuple[int, int], gap: float = 0.0, columns: int | None = None) -> Tensor:
    """(H, W) float32 of pictures (n, rows x columns) from the top left, in about as many rows as columns.

    `gap` is the value between them and in places that are left over.
    """
    n, (height, width) = len(rows), side
    across = columns or max(1, math.ceil(math.sqrt(n)))
    down = max(1, math.ceil(n / across))
    sheet = np.full((down * (height + 1) + 1, across * (width + 1) + 1), gap, np.float32)
    for at, row in enumerate(rows):
        top, left = (at // across) * (height + 1) + 1, (at % across) * (width + 1) + 1
        sheet[top : top + height, left : left + width] = row.reshape(height, width)
    return torch.from_numpy(sheet)


def signed(values: Array, reach: float | None = None) -> Array:
    """Values of either sign as greys: 0.5 is none, 0 and 1 are the largest in size, or `reach`."""
    most = float(np.abs(values).max()) if reach is None else reach
    found: Array = np.clip(0.5 + values / (2 * max(most, 1e-12)), 0, 1)
    return found
