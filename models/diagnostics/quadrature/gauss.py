"""Gauss and Legendre's rule in a square: 4 x 4 nodes, exact for polynomials of degree 7 along either axis.

Source: Abramowitz & Stegun 1964, eq. 25.4.30. Nodes are row-major, y slow, x fast, as everywhere (models/domain.py).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

ORDER = 4
# how far below its lowest node a cell's energy may fall, as a share of its range: .19 in a bowl or a valley
DEEPER = 0.2
NODES_PER_CELL = ORDER**2

_nodes, _weights = np.polynomial.legendre.leggauss(ORDER)
NODES = torch.from_numpy(_nodes)
"""(4,) along one axis of [-1, 1]."""
WEIGHTS = torch.from_numpy(np.outer(_weights, _weights).reshape(-1))
"""(16,) of the square [-1, 1]^2; they sum to its area 4."""
_y, _x = torch.meshgrid(NODES, NODES, indexing="ij")
SQUARE = torch.stack([_x.reshape(-1), _y.reshape(-1)], dim=1)
"""(16, 2) nodes of the square [-1, 1]^2."""


def nodes_of(centres: Tensor, halves: Tensor) -> Tensor:
    """(C, 16, 2) the nodes of square cells: centres (C, 2) and half edges (C,), float64, world units."""
    return centres[:, None] + halves[:, None, None] * SQUARE


def log_masses(energies: Tensor, halves: Tensor) -> Tensor:
    """(C,) log of the integral of exp(-E) over each cell, nats, from its energies (C, 16)."""
    return (WEIGHTS.log() - energies).logsumexp(1) + 2 * halves.log()


def log_masses_between(energies: Tensor, halves: Tensor) -> Tensor:
    """(C,) the same by the rule on four parts of each cell: better where the energy is smooth, its exponential not."""
    return (WEIGHTS.log() - _between(energies, 2)).logsumexp((1, 2, 3)) + 2 * (halves / 2).log()


def parts_of(energies: Tensor, parts: int) -> Tensor:
    """(C, parts, parts) the integral of exp(-E) over parts x parts equal squares of each cell, as shares of the cell's.

    E between the nodes is the polynomial through its 16 values: nothing is evaluated anew.
    """
    fine = _between(energies, parts)
    masses = (fine.amin((1, 2, 3), keepdim=True) - fine).exp() @ WEIGHTS
    return masses / masses.sum((1, 2), keepdim=True)


def _between(energies: Tensor, parts: int) -> Tensor:
    """(C, parts, parts, 16) the energies at the nodes of the parts, by the polynomial through those of the cell.

    Where they change by much it swings, and is kept from falling below them by more than a cell's own values allow.
    """
    at = ((torch.arange(parts, dtype=torch.float64)[:, None] * 2 + 1 + NODES) / parts - 1).reshape(-1)
    table = _lagrange(at)
    low = energies.amin(1)
    known = energies.clamp(max=1e100)
    floor = low - DEEPER * (known.amax(1) - low)
    fine = (table @ known.reshape(-1, ORDER, ORDER) @ table.T).clamp(min=floor[:, None, None])
    fine = fine.reshape(-1, parts, ORDER, parts, ORDER).permute(0, 1, 3, 2, 4)
    return fine.reshape(-1, parts, parts, NODES_PER_CELL)


def _lagrange(at: Tensor) -> Tensor:
    """(N, 4) from values at the nodes to values at N places of [-1, 1]."""
    table = torch.ones(len(at), ORDER, dtype=torch.float64)
    for i in range(ORDER):
        for j in range(ORDER):
            if i != j:
                table[:, i] *= (at - NODES[j]) / (NODES[i] - NODES[j])
    return table
