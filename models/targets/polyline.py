"""Polylines: points at given arc lengths, and the distance to a band along them."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def arc_length(path: Tensor) -> float:
    """Length of a polyline (n, 2), world units."""
    return float(torch.linalg.vector_norm(path.diff(dim=0), dim=1).sum())


def points_along(path: Tensor, distances: Tensor) -> Tensor:
    """(n, 2) the points at the given arc lengths of a polyline."""
    steps = path.diff(dim=0)
    lengths = torch.linalg.vector_norm(steps, dim=1)
    moving = lengths > 0
    if not moving.any():
        return path[:1].expand(len(distances), 2)
    starts, steps, lengths = path[:-1][moving], steps[moving], lengths[moving]
    ends = lengths.cumsum(0)
    segment = torch.searchsorted(ends, distances).clamp(max=len(ends) - 1)
    part = (distances - (ends - lengths)[segment]) / lengths[segment]
    found: Tensor = starts[segment] + part[:, None] * steps[segment]
    return found


def distance_to_discs(points: Tensor, path: Tensor, radii: Tensor) -> Tensor:
    """(n,) distance of each point to the nearest edge of discs along a polyline, negative inside one.

    radii (m,) are those at the path's points, linear between them; on each segment the disc about its nearest
    point counts.
    """
    if len(path) == 1:
        gaps: Tensor = torch.linalg.vector_norm(points - path, dim=1) - radii
        return gaps
    nearest = torch.full((len(points),), math.inf, dtype=torch.float64)
    parts = (torch.split(each, 256) for each in (path[:-1], path.diff(dim=0), radii[:-1], radii.diff()))
    for starts, steps, first, growth in zip(*parts, strict=True):
        offset = points[:, None] - starts
        along = ((offset * steps).sum(2) / (steps**2).sum(1).clamp(min=1e-300)).clamp(0, 1)
        gap = torch.linalg.vector_norm(offset - along[..., None] * steps, dim=2)
        nearest = torch.minimum(nearest, (gap - (first + along * growth)).amin(dim=1))
    return nearest
