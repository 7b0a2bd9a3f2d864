"""The box and its grids: the one place in Python that knows coordinates and row order.

The box is [-4, 4]^2 in world units, y upward. A grid's arrays are row-major with row 0 at the LOWEST y and
column 0 at the lowest x; pictures with their top row first are the browser's affair (`lib/camera.ts`).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Generator, Tensor

HALF_WIDTH = 4.0


@dataclass(frozen=True)
class Grid:
    """side x side square cells over [-half_width, half_width]^2."""

    side: int
    half_width: float = HALF_WIDTH

    @property
    def spacing(self) -> float:
        """Edge of a cell, world units."""
        return 2 * self.half_width / self.side

    @property
    def cell_area(self) -> float:
        return self.spacing**2

    def coarser(self, factor: int) -> Grid:
        """Over the same square, with so many times fewer cells along either axis."""
        return Grid(self.side // factor, self.half_width)

    def centres(self, dtype: torch.dtype = torch.float32) -> Tensor:
        """(side,) coordinates of the cell centres along either axis."""
        steps = torch.arange(self.side, dtype=torch.float64)
        return (-self.half_width + (steps + 0.5) * self.spacing).to(dtype)

    def edges(self, dtype: torch.dtype = torch.float64) -> Tensor:
        """(side + 1,) coordinates of the cell edges along either axis."""
        return (-self.half_width + torch.arange(self.side + 1, dtype=torch.float64) * self.spacing).to(dtype)

    def points(self, dtype: torch.dtype = torch.float32) -> Tensor:
        """(side^2, 2) cell centres, row-major, row 0 = lowest y."""
        centres = self.centres(dtype)
        y, x = torch.meshgrid(centres, centres, indexing="ij")
        return torch.stack([x.reshape(-1), y.reshape(-1)], dim=1)

    def reshape(self, values: Tensor) -> Tensor:
        """(side^2, ...) values at `points` as (side, side, ...)."""
        return values.reshape(self.side, self.side, *values.shape[1:])

    def cell_of(self, x: Tensor) -> Tensor:
        """(N,) index row * side + column of the cell that holds each x; -1 outside the box or non-finite."""
        inside = in_box(x, self.half_width)
        index = ((torch.where(inside[:, None], x, 0.0) + self.half_width) / self.spacing).long()
        column, row = index.clamp(max=self.side - 1).unbind(1)
        return torch.where(inside, row * self.side + column, -1)


def in_box(x: Tensor, half_width: float = HALF_WIDTH) -> Tensor:
    """(N,) whether each x (N, 2) lies in the closed box; False where it is not finite."""
    return (x.abs() <= half_width).all(dim=1)


def uniform_points(
    n: int, generator: Generator, dtype: torch.dtype = torch.float32, half_width: float = HALF_WIDTH
) -> Tensor:
    """(n, 2) points, uniform over the box or a square of another half width."""
    return (2 * torch.rand(n, 2, generator=generator, dtype=dtype) - 1) * half_width
