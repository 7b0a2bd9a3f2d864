"""Where a function on a lattice changes its sign, as line segments.

Each square of four neighbours is cut into two triangles; along an edge whose ends differ in sign the function is taken
as linear, so a triangle holds one segment or none and nothing is ambiguous.
Source: Doi & Koide 1991 (marching tetrahedra), one dimension lower.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..domain import Grid


def zero_lines(values: Tensor, grid: Grid) -> Tensor:
    """(S, 2, 2) segments, world units, start and end each (x, y), of values (G, G) at the grid's cell centres."""
    at = grid.reshape(grid.points(torch.float64))
    values = values.double()
    a, b = (values[:-1, :-1], at[:-1, :-1]), (values[:-1, 1:], at[:-1, 1:])
    c, d = (values[1:, :-1], at[1:, :-1]), (values[1:, 1:], at[1:, 1:])
    found = []
    for corners in ((a, b, d), (a, c, d)):
        f = torch.stack([each[0].reshape(-1) for each in corners], 1)
        x = torch.stack([each[1].reshape(-1, 2) for each in corners], 1)
        found.append(_segments(f, x))
    return torch.cat(found)


def _segments(f: Tensor, x: Tensor) -> Tensor:
    """Of triangles with values f (T, 3) at corners x (T, 3, 2): the corner whose sign is alone, cut from the others."""
    above = f > 0
    count = above.sum(1)
    mixed = (count == 1) | (count == 2)
    f, x, above, count = f[mixed], x[mixed], above[mixed], count[mixed]
    alone = torch.where((count == 1)[:, None], above, ~above).long().argmax(1)
    rows = torch.arange(len(f))
    ends = []
    for step in (1, 2):
        other = (alone + step) % 3
        share = f[rows, alone] / (f[rows, alone] - f[rows, other])
        ends.append(x[rows, alone] + share[:, None] * (x[rows, other] - x[rows, alone]))
    return torch.stack(ends, 1)


def length(segments: Tensor) -> float:
    """Of all segments together, world units."""
    return float(torch.linalg.vector_norm(segments[:, 1] - segments[:, 0], dim=1).sum())
