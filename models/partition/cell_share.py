"""The share of an energy's mass inside a polygon, from the cells that integrated it.

A cell that the border misses counts whole or not at all. One that it crosses is cut into up to 32 x 32 squares, whose
masses come from the polynomial through the cell's energies. Each of them counts by 1/2 + d / edge, within [0, 1], with
d how far inside the border its centre lies: a border through centres, as a diagonal is, counts them by half.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..diagnostics.quadrature.cells import Cells
from ..diagnostics.quadrature.gauss import parts_of
from ..diagnostics.quadrature.masses import piece_centres
from ..domain import HALF_WIDTH
from .polygon import depth, inside

# of all mass, below which a cell is given whole by its centre
WORTH_CUTTING = 1e-9
# parts a cell with a thousandth of the mass is cut into along an edge, those of lighter ones fall with the root
PARTS, FEWEST_PARTS = 32, 4
AT_ONCE = 1 << 21
BOX = HALF_WIDTH * torch.tensor([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]], dtype=torch.float64)


def box_share(cells: Cells, log_z: float) -> float:
    """The part of exp(log_z) that lies in the box."""
    return cell_share(cells, log_z, BOX)


def cell_share(cells: Cells, log_z: float, corners: Tensor) -> float:
    """The part of exp(log_z) that lies inside the polygon (C, 2)."""
    share = (cells.log_mass - log_z).exp()
    heavy = share > WORTH_CUTTING
    cells, share = cells.at(heavy), share[heavy]
    cut = depth(cells.centres, corners).abs() <= cells.halves * math.sqrt(2)
    whole = ~cut & inside(cells.centres, corners)
    total = float(share[whole].sum())
    wanted = (PARTS * (share / 1e-3).sqrt()).clamp(FEWEST_PARTS, PARTS)
    parts = torch.where(cut, 2 ** wanted.log2().ceil(), 0).long()
    for n in sorted({*parts.tolist()} - {0}):
        for some in torch.split(torch.nonzero(parts == n)[:, 0], max(1, AT_ONCE // (16 * n * n))):
            deep = depth(piece_centres(cells.at(some), n), corners).reshape(-1, n, n)
            within = (0.5 + deep / (2 * cells.halves[some, None, None] / n)).clamp(0, 1)
            total += float((share[some, None, None] * parts_of(cells.energies[some], n) * within).sum())
    return min(1.0, total)
