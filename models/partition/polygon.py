"""Polygons without a hole: their area, what lies inside, how far away their border is. Corners (C, 2), float64."""

from __future__ import annotations

import torch
from torch import Tensor

# numbers held at once
AT_ONCE = 1 << 22


def edges(corners: Tensor) -> tuple[Tensor, Tensor]:
    """Where each of the C edges begins and ends, (C, 2) each."""
    return corners, corners.roll(-1, 0)


def area(corners: Tensor) -> float:
    """World units^2, positive if the corners go counter-clockwise: 1/2 sum (x_i y_{i+1} - x_{i+1} y_i)."""
    start, end = edges(corners)
    return float(_cross(start, end).sum()) / 2


def inside(x: Tensor, corners: Tensor) -> Tensor:
    """(N,) whether a ray from each x (N, 2) to the right crosses the border an odd number of times."""
    start, end = edges(corners)
    # x of the border at height y is start + slope (y - start_y); level edges cross no ray
    rise = end[:, 1] - start[:, 1]
    slope = (end[:, 0] - start[:, 0]) / torch.where(rise == 0, 1.0, rise)
    found = []
    for part in torch.split(x, max(1, AT_ONCE // len(corners))):
        y = part[:, 1:]
        spans = (start[:, 1] > y) != (end[:, 1] > y)
        right = start[:, 0] + slope * (y - start[:, 1]) > part[:, :1]
        found.append((spans & right).sum(1) % 2 == 1)
    return torch.cat(found) if found else torch.zeros(0, dtype=torch.bool)


def border_distance(x: Tensor, corners: Tensor) -> Tensor:
    """(N,) from each x (N, 2) to the nearest point of the border, world units."""
    start, end = edges(corners)
    along = end - start
    length = (along**2).sum(1)
    found = []
    for part in torch.split(x, max(1, AT_ONCE // (4 * len(corners)))):
        reached = (((part[:, None] - start) * along).sum(2) / length).clamp(0, 1)
        nearest = start + reached[..., None] * along
        found.append(torch.linalg.vector_norm(part[:, None] - nearest, dim=2).amin(1))
    return torch.cat(found) if found else x.new_zeros(0)


def depth(x: Tensor, corners: Tensor) -> Tensor:
    """(N,) how far inside the border each x (N, 2) lies, world units; below zero outside."""
    distance = border_distance(x, corners)
    return torch.where(inside(x, corners), distance, -distance)


def crosses_itself(corners: Tensor) -> bool:
    """Whether two edges that are no neighbours have a point in common, or neighbours run back on each other."""
    start, end = edges(corners)
    n = len(corners)
    after = end.roll(-1, 0)
    back = (_cross(end - start, after - end) == 0) & (((end - start) * (after - end)).sum(1) < 0)
    if back.any():
        return True
    i, j = torch.triu_indices(n, n, offset=2)
    apart = ~((i == 0) & (j == n - 1))
    i, j = i[apart], j[apart]
    return bool(_meet(start[i], end[i], start[j], end[j]).any())


def _meet(a: Tensor, b: Tensor, c: Tensor, d: Tensor) -> Tensor:
    """(M,) whether the segments a b and c d (M, 2) have a point in common."""
    side_c, side_d = _cross(b - a, c - a), _cross(b - a, d - a)
    side_a, side_b = _cross(d - c, a - c), _cross(d - c, b - c)
    overlap = ((torch.minimum(a, b) <= torch.maximum(c, d)) & (torch.minimum(c, d) <= torch.maximum(a, b))).all(1)
    return overlap & (side_c * side_d <= 0) & (side_a * side_b <= 0)


def _cross(a: Tensor, b: Tensor) -> Tensor:
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
