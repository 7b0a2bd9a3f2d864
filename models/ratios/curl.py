r"""How much two paths of one score disagree: the curl over the area between them.

By Stokes' theorem the integral of s . dx around a triangle is that of curl s = ds_y / dx - ds_x / dy over its inside. A
score that is a gradient has none: every path then gives the same log-ratio.

Triangles are integrated by 6 x 6 Gauss nodes in Duffy's coordinates, x = a + u (b - a) + u v (c - b), whose area
element is u times twice the triangle's, and cut in four where that moves them. Source: Duffy 1982 (SIAM Journal on
Numerical Analysis 19), section 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ..field import Field

NODES = 6
FIRST_CUTS = 2
# nats a triangle may move by when it is cut, all of them together, and the points asked at most
TOLERANCE = 1e-3
MOST_EVALUATIONS = 400_000

_nodes, _weights = np.polynomial.legendre.leggauss(NODES)
_u, _v = (torch.from_numpy((each.reshape(-1) + 1) / 2) for each in np.meshgrid(_nodes, _nodes, indexing="ij"))
_w = torch.from_numpy(np.outer(_weights, _weights).reshape(-1)) / 4


@dataclass(frozen=True, eq=False)
class CurlOver:
    """The integral of the curl over a triangle, nats, positive where it turns counter-clockwise."""

    value: float
    error: float
    evaluations: int
    triangles: Tensor
    """(T, 3, 2) the pieces it was cut into: what a picture shades."""
    parts: Tensor
    """(T,) what each of them adds, nats; their sum is `value`."""


@torch.no_grad()
def curl_over(field: Field, corners: Sequence[Sequence[float]]) -> CurlOver:
    """Over a triangle with these three corners, signed by the way round that they are given in."""
    pending = torch.tensor(corners, dtype=torch.float64)[None]
    for _ in range(FIRST_CUTS):
        pending = _quarters(pending)
    known, evaluations, error = _over(field, pending), len(pending) * NODES**2, 0.0
    kept, parts = [], []
    while len(pending):
        children = _quarters(pending)
        found = _over(field, children).reshape(-1, 4)
        evaluations += len(children) * NODES**2
        moved = (found.sum(1) - known).abs()
        done = moved <= TOLERANCE / 4**FIRST_CUTS / 4
        if evaluations > MOST_EVALUATIONS:
            done = torch.ones_like(done)
        kept.append(children.reshape(-1, 4, 3, 2)[done].reshape(-1, 3, 2))
        parts.append(found[done].reshape(-1))
        error += float(moved[done].sum())
        pending, known = children.reshape(-1, 4, 3, 2)[~done].reshape(-1, 3, 2), found[~done].reshape(-1)
    added = torch.cat(parts)
    return CurlOver(float(added.sum()), error, evaluations, torch.cat(kept), added)


def _over(field: Field, triangles: Tensor) -> Tensor:
    """(T,) float64 the curl integrated over each of (T, 3, 2)."""
    a, b, c = triangles.unbind(1)
    x = a[:, None] + _u[:, None] * (b - a)[:, None] + (_u * _v)[:, None] * (c - b)[:, None]
    jacobian = field.jacobian(x.reshape(-1, 2).to(field.precision)).double()
    curl = (jacobian[:, 1, 0] - jacobian[:, 0, 1]).reshape(len(triangles), -1)
    along, across = b - a, c - b
    twice_area = along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]
    return (curl * (_u * _w)).sum(1) * twice_area


def _quarters(triangles: Tensor) -> Tensor:
    """(4 T, 3, 2) cut at the middles of the edges, four by four, each going round the same way."""
    a, b, c = triangles.unbind(1)
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    four = [torch.stack(each, 1) for each in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
    return torch.stack(four, 1).reshape(-1, 3, 2)
