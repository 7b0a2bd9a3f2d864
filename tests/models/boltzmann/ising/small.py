"""Small pictures and all their states, for referees that enumerate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorescape.models.boltzmann.ising.energy import Spins, energy


def states(rows: int, columns: int) -> Spins:
    """(2^n, rows, columns): every picture; bit i of a state's number is pixel i in reading order."""
    n = rows * columns
    bits = np.arange(2**n)[:, None] >> np.arange(n) & 1
    return (2 * bits - 1).astype(np.int8).reshape(-1, rows, columns)


def law(observed: Spins, beta: float, field: float, *, periodic: bool = False) -> NDArray[np.float64]:
    """(2^n,): the exact probability of every picture, from their energies one by one."""
    rows, columns = observed.shape
    energies = np.array([energy(each, observed, beta, field, periodic=periodic) for each in states(rows, columns)])
    weights = np.exp(-(energies - energies.min()))
    return np.asarray(weights / weights.sum())


def data(rows: int, columns: int, seed: int = 5, nothing_at: tuple[int, int] | None = (1, 1)) -> Spins:
    """Observed pixels by chance, one of them not observed."""
    observed = np.where(np.random.default_rng(seed).random((rows, columns)) < 0.5, -1, 1).astype(np.int8)
    if nothing_at:
        observed[nothing_at] = 0
    return observed
