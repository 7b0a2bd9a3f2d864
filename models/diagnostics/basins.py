"""Where the flow of a field without noise ends, from every point of a grid.

dx/dt = s(x), in steps that are never longer than LONGEST
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import torch
import torch.nn.functional as F
from torch import Tensor

from ..domain import HALF_WIDTH, Grid
from ..exact_field import ExactField
from ..field import Field
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes

LONGEST = 0.15
N_STEPS = 140
# a start that moves less than this in a step has arrived
ARRIVED = 1e-3
# the exact flow is followed from cells within so many of a border
DOUBTFUL = 1

# the exact basins of each target and grid: they never change, and a large mixture takes a second
_KNOWN: WeakKeyDictionary[Modes, dict[Grid, Tensor]] = WeakKeyDictionary()


def basins(field: Field, modes: Modes, grid: Grid, narrowest_scale: float) -> Tensor:
    """(G, G) the mode in whose basin each start ends, row 0 = lowest y; -1 where it leaves the box.

    A step is s times half the narrowest variance (stable at the narrowest mode), cut to LONGEST world units: 140 of
    them cross the box twice.
    """
    return grid.reshape(modes.label_of(_ends(field, grid.points(), narrowest_scale)))


def exact_basins(mixture: GaussianMixture, modes: Modes, grid: Grid) -> Tensor:
    """(G, G) as `basins` of the exact field, found once for each target.

    Away from a border the flow ends in the mode it begins in: it is followed from the cells beside the borders of the
    modes' own cells, then from those beside the borders so found, until all of these are.
    """
    known = _KNOWN.setdefault(modes, {})
    if grid not in known:
        field, points = ExactField(mixture), grid.points()
        labels = modes.label_of(points)
        followed = torch.zeros(len(points), dtype=torch.bool)
        while (doubtful := _near_a_border(grid.reshape(labels)).reshape(-1) & ~followed).any():
            labels[doubtful] = modes.label_of(_ends(field, points[doubtful], mixture.narrowest_scale))
            followed |= doubtful
        known[grid] = grid.reshape(labels)
    return known[grid]


@torch.no_grad()
def _ends(field: Field, x: Tensor, narrowest_scale: float) -> Tensor:
    """(N, 2) where the flow from x (N, 2) comes to rest, or has come to after N_STEPS."""
    x, step = x.clone(), 0.5 * narrowest_scale**2
    under_way = torch.arange(len(x))
    for _ in range(N_STEPS):
        if len(under_way) == 0:
            break
        move = step * field.score(x[under_way])
        length = torch.linalg.vector_norm(move, dim=1, keepdim=True)
        move = move * (LONGEST / length.clamp(min=LONGEST))
        x[under_way] = (x[under_way] + move).clamp(-2 * HALF_WIDTH, 2 * HALF_WIDTH)
        under_way = under_way[length[:, 0] > ARRIVED]
    return x


def _near_a_border(labels: Tensor) -> Tensor:
    """(G, G) bool: another label lies within DOUBTFUL cells."""
    values, window = labels[None, None].double(), 2 * DOUBTFUL + 1
    highest = F.max_pool2d(values, window, stride=1, padding=DOUBTFUL)
    lowest = -F.max_pool2d(-values, window, stride=1, padding=DOUBTFUL)
    return (highest != lowest)[0, 0]
