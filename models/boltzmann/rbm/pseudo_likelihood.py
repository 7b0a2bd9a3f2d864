"""How likely each pixel is given all others: a figure that needs no Z.

PL(v) = sum_i log p(v_i | v_-i) = sum_i log sigma(F(v with pixel i turned) - F(v)).

Estimated by D times the term of one pixel drawn at random; on average it is the sum.
Source: Besag 1975 (The Statistician 24); Hyvarinen 2006 (for Boltzmann machines).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..chance import Floats
from ..units import softplus
from .machine import RBM


def pseudo_log_likelihood(machine: RBM, rows: Floats) -> NDArray[np.float64]:
    """(n,): all D terms, nats."""
    return sum(
        (_terms(machine, rows, np.full(len(rows), pixel)) for pixel in range(machine.n_visible)), np.zeros(len(rows))
    )


def estimated(machine: RBM, rows: Floats, generator: np.random.Generator) -> NDArray[np.float64]:
    """(n,): D times the term of one random pixel a row, nats."""
    return machine.n_visible * _terms(machine, rows, generator.integers(machine.n_visible, size=len(rows)))


def _terms(machine: RBM, rows: Floats, pixels: NDArray[np.integer]) -> NDArray[np.float64]:
    """log p(v_i | v_-i) of one pixel i a row."""
    turned, each = rows.copy(), np.arange(len(rows))
    turned[each, pixels] = 1 - turned[each, pixels]
    made: NDArray[np.float64] = -softplus(machine.free_energy(rows) - machine.free_energy(turned))
    return made
