"""The basins of a target's modes as a table, in which a walk looks up where its particles are."""

from __future__ import annotations

import torch
from torch import Tensor

from ..domain import Grid

# rows and columns of a table that two signed bytes point into
BYTE = 256


class BasinTable:
    """The label of every cell of a grid of at most 252 cells a side, and -1 for whatever lies beyond; no masks.

    Row and column, counted from the middle of the box, are two signed bytes, and read as one number of 16 bits they are
    the place in the table. A cell holds its lower edges. The upper edges of the box are outside here, where
    `Modes.label_of` has them inside: they are two lines of no area.
    """

    def __init__(self, grid: Grid, labels: Tensor) -> None:
        """labels (side, side) integers, row 0 = lowest y."""
        first = BYTE // 2 - grid.side // 2
        table = torch.full((BYTE, BYTE), -1, dtype=torch.int16)
        table[first : first + grid.side, first : first + grid.side] = labels
        # signed columns count on from the middle, and wrap
        self._table = table.roll(-BYTE // 2, 1).reshape(-1)
        self.per_unit = 1 / grid.spacing
        """Cells along a unit of length."""
        self._beyond = grid.side // 2 + 1

    def look_up(self, x: Tensor) -> Tensor:
        """(N,) int16: the label of the cell that holds each x (N, 2); -1 off the box or not a number."""
        return self.look_up_in_place(x * self.per_unit)

    def look_up_in_place(self, cell: Tensor) -> Tensor:
        """(N,) as `look_up`, for points (N, 2) in cells from the middle of the box, which are overwritten."""
        cell.nan_to_num_(self._beyond).clamp_(-self._beyond, self._beyond).floor_()
        place = cell.to(torch.int8).view(torch.int16)[:, 0].int().add_(BYTE * BYTE // 2)
        return torch.index_select(self._table, 0, place)
