"""A picture becomes a density: ink is mass.

The picture is laid into the box with equal scale on both axes and cut into square cells, the finest that leave at most
MAX_POINT_COMPONENTS of them inked; each is one Gaussian at the cell's middle whose weight is the cell's exact ink and
whose scale is SPREAD cells. Equal neighbours then ripple by 4 exp(-2 pi^2 SPREAD^2) = 0.1 %.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..errors import InvalidInput
from .gaussian_mixture import GaussianMixture
from .points import MAX_POINT_COMPONENTS

# longest edge of the picture in the box, world units
PICTURE_EDGE = 7.0
SPREAD = 0.65
# cells lighter than this share of the most inked cell are the ground
GROUND = 0.04
# of 255 levels: less is one colour
LEAST_CONTRAST = 8
COARSEST, FINEST = 8, 256


def picture_mixture(ink: Tensor) -> GaussianMixture:
    """The mixture of ink (H, W) in 0-255, row 0 = TOP. Errors: InvalidInput if it is all of one colour."""
    if int(ink.max()) - int(ink.min()) < LEAST_CONTRAST:
        raise InvalidInput(
            "picture",
            "The picture is all of one colour as mass; take its light parts instead of its dark ones, or conversely.",
        )
    low, high = COARSEST, FINEST
    while high - low > 1:
        middle = (low + high) // 2
        if int(_inked(cell_ink(ink, middle)).sum()) <= MAX_POINT_COMPONENTS:
            low = middle
        else:
            high = middle
    masses = cell_ink(ink, low)
    kept = _inked(masses)
    row, column = kept.nonzero(as_tuple=True)
    cell = PICTURE_EDGE / low
    height, width = (pixels / max(ink.shape) for pixels in ink.shape)
    x = (column + 0.5) * cell - width * PICTURE_EDGE / 2
    y = height * PICTURE_EDGE / 2 - (row + 0.5) * cell
    means = torch.stack([x, y], dim=1).double()
    return GaussianMixture.create(masses[kept], means, torch.full((len(means),), SPREAD * cell, dtype=torch.float64))


def _inked(masses: Tensor) -> Tensor:
    return masses > GROUND * masses.max()


def cell_ink(ink: Tensor, side: int) -> Tensor:
    """(R, C) the exact ink of every cell, with `side` cells along the longest edge; pixels are cut where cells end."""
    edge = max(ink.shape) / side
    return _overlap(ink.shape[0], edge) @ ink.double() @ _overlap(ink.shape[1], edge).T


def _overlap(pixels: int, edge: float) -> Tensor:
    """(cells, pixels) the length of each pixel [i, i + 1] inside each cell."""
    cells = max(1, -int(-(pixels / edge - 1e-9) // 1))
    low = torch.arange(cells, dtype=torch.float64)[:, None] * edge
    pixel = torch.arange(pixels, dtype=torch.float64)[None]
    return (torch.minimum(low + edge, pixel + 1) - torch.maximum(low, pixel)).clamp(min=0)
