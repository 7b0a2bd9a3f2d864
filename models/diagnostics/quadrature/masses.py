"""How much of the integrated mass lies in each basin of a target."""

from __future__ import annotations

import torch
from torch import Tensor

from ...targets.modes import Modes
from .cells import Cells
from .gauss import parts_of

# of all mass, below which a cell is given whole to the mode at its centre
WORTH_CUTTING = 1e-9
# parts a cell is cut into along an edge at most, and values held at once
MOST_PARTS = 64
AT_ONCE = 1 << 21


def masses_in(cells: Cells, log_z: float, modes: Modes) -> Tensor:
    """(M,) float64 the share of all mass in each mode's basin: cells are cut along the lattice of the labels."""
    share = (cells.log_mass - log_z).exp()
    parts = (2 * cells.halves / modes.grid.spacing - 1e-9).ceil().clamp(1, MOST_PARTS)
    parts = torch.where(share > WORTH_CUTTING, 2 ** parts.log2().ceil(), 1.0).long()
    found = torch.zeros(modes.n_modes, dtype=torch.float64)
    for n in sorted(set(parts.tolist())):
        for some in torch.split(torch.nonzero(parts == n)[:, 0], max(1, AT_ONCE // (16 * n * n))):
            pieces = share[some, None, None] * (parts_of(cells.energies[some], n) if n > 1 else 1.0)
            labels = modes.label_of(piece_centres(cells.at(some), n))
            inside = labels >= 0
            found.index_add_(0, labels[inside], pieces.expand(-1, n, n).reshape(-1)[inside])
    return found


def piece_centres(cells: Cells, parts: int) -> Tensor:
    """(C parts^2, 2) the centres of the pieces, y slow, x fast."""
    at = (torch.arange(parts, dtype=torch.float64) * 2 + 1) / parts - 1
    y, x = torch.meshgrid(at, at, indexing="ij")
    return (cells.centres[:, None] + cells.halves[:, None, None] * torch.stack([x, y], 2).reshape(-1, 2)).reshape(-1, 2)
