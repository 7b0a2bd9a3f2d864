"""Where the flow of a field without noise ends, from every point of a grid.

dx/dt = s(x), in steps that are never longer than LONGEST
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..domain import HALF_WIDTH, Grid
from ..field import Field
from ..targets.modes import Modes

LONGEST = 0.15
N_STEPS = 140
# a start that moves less than this in a step has arrived
ARRIVED = 1e-3


@torch.no_grad()
def basins(field: Field, modes: Modes, grid: Grid, narrowest_scale: float) -> Tensor:
    """(G, G) the mode in whose basin each start ends, row 0 = lowest y; -1 where it leaves the box.

    A step is s times half the narrowest variance (stable at the narrowest mode), cut to LONGEST world units: 140 of
    them cross the box twice.
    """
    x, step = grid.points(), 0.5 * narrowest_scale**2
    under_way = torch.arange(len(x))
    for _ in range(N_STEPS):
        move = step * field.score(x[under_way])
        length = torch.linalg.vector_norm(move, dim=1, keepdim=True)
        move = move * (LONGEST / length.clamp(min=LONGEST))
        x[under_way] = (x[under_way] + move).clamp(-2 * HALF_WIDTH, 2 * HALF_WIDTH)
        under_way = under_way[length[:, 0] > ARRIVED]
        if len(under_way) == 0:
            break
    return grid.reshape(modes.label_of(x))
