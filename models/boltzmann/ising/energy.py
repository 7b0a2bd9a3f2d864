r"""The energy of a picture of spins and what one pixel feels of it.

    E(y, x) = -beta sum_<ij> y_i y_j - h sum_i x_i y_i,    p(y | x) = e^{-E(y, x)} / Z

over pairs of neighbours, each once, in units of J = 1 a pair. x_i = 0 is a pixel that was not observed. The border is
free, or periodic for the torus. All of it in plain NumPy: the referee of the kernel in lattice.py.

Source: Bishop 2006, section 8.3.3; Geman and Geman 1984.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Spins = NDArray[np.int8]
"""(H, W) of -1 and +1; of observed pixels 0 too."""
Floats = NDArray[np.float64]


def bond_sum(spins: Spins, *, periodic: bool = False) -> int:
    """Sum of y_i y_j over all pairs of neighbours."""
    total = int((spins[1:] * spins[:-1]).sum(dtype=np.int64) + (spins[:, 1:] * spins[:, :-1]).sum(dtype=np.int64))
    if periodic:
        across = (spins[0] * spins[-1]).sum(dtype=np.int64) + (spins[:, 0] * spins[:, -1]).sum(dtype=np.int64)
        total += int(across)
    return total


def data_sum(spins: Spins, observed: Spins) -> int:
    """Sum of x_i y_i."""
    return int((spins * observed).sum(dtype=np.int64))


def energy(spins: Spins, observed: Spins, beta: float, field_strength: float, *, periodic: bool = False) -> float:
    """E(y, x)."""
    return -beta * bond_sum(spins, periodic=periodic) - field_strength * data_sum(spins, observed)


def neighbour_sum(spins: Spins, *, periodic: bool = False) -> Spins:
    """(H, W): the sum of each pixel's neighbours, in -4..4."""
    edge = np.pad(spins, 1, mode="wrap") if periodic else np.pad(spins, 1)
    total: Spins = edge[:-2, 1:-1] + edge[2:, 1:-1] + edge[1:-1, :-2] + edge[1:-1, 2:]
    return total


def conditionals(
    spins: Spins, observed: Spins, beta: float, field_strength: float, *, periodic: bool = False
) -> Floats:
    """(H, W): P(y_i = +1 | all others, x) = sigma(2 (beta sum_j y_j + h x_i))."""
    pull = beta * neighbour_sum(spins, periodic=periodic).astype(np.float64) + field_strength * observed
    chances: Floats = 1 / (1 + np.exp(-2 * pull))
    return chances


def implied_field(flip: float) -> float:
    """h = 1/2 log((1 - q) / q): what a share q of flipped pixels says of each; q is taken as .001 at least."""
    q = max(flip, LEAST_FLIP)
    return float(0.5 * np.log((1 - q) / q))


LEAST_FLIP = 0.001
