"""Which square cell holds a point: every cell lies on the lattice of its own edge through the origin."""

from __future__ import annotations

import torch
from torch import Tensor

# more than there are columns in the widest window, at the edge of the finest cells that are ever made
COLUMNS = 1 << 30


def key(x: Tensor, edge: float) -> Tensor:
    """(N,) one number for the square of the lattice of this edge that holds each x (N, 2)."""
    column, row = (x / edge).floor().long().unbind(1)
    return row * COLUMNS + column


def holders(x: Tensor, centres: Tensor, halves: Tensor) -> Tensor:
    """(N,) which of the cells, none inside another, holds each x (N, 2); -1 for none."""
    found = torch.full((len(x),), -1)
    for half in sorted(set(halves.tolist())):
        among = torch.nonzero(halves == half)[:, 0]
        keys, order = key(centres[among], 2 * half).sort()
        wanted = key(x, 2 * half)
        at = torch.searchsorted(keys, wanted).clamp(max=len(keys) - 1)
        found = torch.where(keys[at] == wanted, among[order[at]], found)
    return found
