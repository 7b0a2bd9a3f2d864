"""Points become a density: a Gaussian kernel estimate in the box.

    p(x) = 1/n sum_i N(x; x_i, h^2 I),    h from bandwidth.py.

Beyond MAX_POINT_COMPONENTS points, those that share a cell of the finest grid that is coarse enough become one
component: at their mean, with their number as its weight and h^2 plus their own variance as its variance, so that mass,
mean and variance of the whole are those of the points' estimate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from ..domain import HALF_WIDTH
from ..errors import InvalidInput
from .bandwidth import NARROWEST
from .gaussian_mixture import MAX_SCALE, GaussianMixture

# of the 5,000 a target may have: strokes go on top, and a panel with so many is set up in half a second
MAX_POINT_COMPONENTS = 2_000
# edge of the square that points are scaled into; the box is 8 wide and the kernels need room
FITTED_EDGE = 6.0
FINEST_GRID = 4_096
# below it lie the numbers that 64 bits hold with fewer digits
SMALLEST_EDGE = 1e-290

Scaling = Literal["fit", "each", "keep"]
"""Into the box with one scale for both axes, or each axis by its own; or the coordinates as they are."""


@dataclass(frozen=True, eq=False)
class Placed:
    """Points (n, 2) float64 in the box: world = (data - centre) * scale, axis by axis.

    `unequal` is how many times the longer edge of the data is as long as the shorter; 1 where one of them is 0.
    """

    points: Tensor
    scale: tuple[float, float]
    centre: tuple[float, float]
    unequal: float


def lie_in_the_box(points: Tensor) -> bool:
    """Whether the points' own coordinates can be kept."""
    return bool((points.abs() <= HALF_WIDTH).all())


def place(points: Tensor, scaling: Scaling) -> Placed:
    """Errors: InvalidInput for fewer than two different points, points off the box that are to be kept, or points
    whose distances are none in 64 bits."""
    low, high = points.amin(0), points.amax(0)
    edges = high - low
    _check(points, edges)
    unequal = float(edges.max() / edges.min()) if float(edges.min()) > SMALLEST_EDGE else 1.0
    if scaling == "keep":
        if not lie_in_the_box(points):
            raise InvalidInput("scaling", "Some points lie off the box [-4, 4]^2; scale them into it instead.")
        return Placed(points, (1.0, 1.0), (0.0, 0.0), unequal)
    # an axis on which nothing differs is scaled as the other
    used = torch.where(edges > SMALLEST_EDGE, edges, edges.max()) if scaling == "each" else edges.max().expand(2)
    centre = low + edges / 2
    placed = (points - centre) / used * FITTED_EDGE
    across, up = (FITTED_EDGE / used).tolist()
    return Placed(placed, (across, up), (float(centre[0]), float(centre[1])), unequal)


def _check(points: Tensor, edges: Tensor) -> None:
    edge = float(edges.max())
    # by their bits: where training runs, numbers under 1e-308 are flushed to zero and compare as equal
    bits = points.double().contiguous().view(torch.int64)
    if len(points) < 2 or bool((bits == bits[0]).all()):
        found = "holds one point" if len(points) == 1 else f"has all its {len(points):,} points in one place"
        raise InvalidInput("points", f"The file {found}; give at least two different points, or draw a Gaussian.")
    if not math.isfinite(edge):
        raise InvalidInput("points", "The points lie too far apart for numbers of 64 bits; divide them by 10^10.")
    if edge < SMALLEST_EDGE:
        raise InvalidInput(
            "points", "The points lie too close together for numbers of 64 bits; multiply them by 10^100 or so."
        )


def kernel_estimate(points: Tensor, bandwidth: float) -> GaussianMixture:
    """The estimate as a mixture of at most MAX_POINT_COMPONENTS Gaussians; bandwidth in [NARROWEST, MAX_SCALE]."""
    counts, means, variances = gathered(points)
    scales = (bandwidth**2 + variances).sqrt().clamp(NARROWEST, MAX_SCALE)
    return GaussianMixture.create(counts, means, scales)


def gathered(points: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Number (K,), mean (K, 2) and mean variance per coordinate (K,) of the points of each cell."""
    if len(points) <= MAX_POINT_COMPONENTS:
        return torch.ones(len(points), dtype=torch.float64), points, torch.zeros(len(points), dtype=torch.float64)
    low, high = 1, FINEST_GRID
    while high - low > 1:
        middle = (low + high) // 2
        if len(torch.unique(_cells(points, middle))) <= MAX_POINT_COMPONENTS:
            low = middle
        else:
            high = middle
    _, cell = torch.unique(_cells(points, low), return_inverse=True)
    return _moments(points, cell)


def _cells(points: Tensor, side: int) -> Tensor:
    spacing = 2 * HALF_WIDTH / side
    column, row = ((points + HALF_WIDTH) / spacing).floor().long().clamp(0, side - 1).unbind(1)
    return row * side + column


def _moments(points: Tensor, cell: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    n = int(cell.max()) + 1
    counts = torch.bincount(cell, minlength=n).double()
    means = torch.zeros(n, 2, dtype=torch.float64).index_add_(0, cell, points) / counts[:, None]
    squares = (points - means[cell]).square().sum(1) / 2
    variances = torch.zeros(n, dtype=torch.float64).index_add_(0, cell, squares) / counts
    return counts, means, variances
