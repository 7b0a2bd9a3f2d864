"""Cells that are much coarser than a neighbour that holds mass: what lies across the edge may have been overlooked.

A thin blob at the corner of four cells is seen by the one that was split there. Its neighbours must follow, until none
is more than twice as wide: the balanced quadtree of de Berg et al. 2008 (Computational Geometry), section 14.2.
"""

from __future__ import annotations

import torch
from torch import Tensor

from .cells import Cells
from .lattice import key

AROUND = torch.tensor([[i, j] for i in (-1.0, 0.0, 1.0) for j in (-1.0, 0.0, 1.0) if i or j], dtype=torch.float64)


def much_coarser(cells: Cells, fine: Tensor) -> Tensor:
    """(W,) indices of cells at least four times as wide as one of the `fine` (F,) that they touch."""
    edges = 2 * cells.halves
    own = edges[fine]
    beside = (cells.centres[fine, None] + own[:, None, None] * AROUND).reshape(-1, 2)
    own = own.repeat_interleave(len(AROUND))
    found = []
    for edge in sorted(set(edges.tolist())):
        asked = own <= edge / 4
        among = torch.nonzero(edges == edge)[:, 0]
        if asked.any():
            found.append(among[torch.isin(key(cells.centres[among], edge), key(beside[asked], edge))])
    return torch.cat(found) if found else torch.zeros(0, dtype=torch.long)
