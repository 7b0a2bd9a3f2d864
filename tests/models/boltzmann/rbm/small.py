"""A machine small enough to be written out: 6 visible and 4 hidden units with weights of order 1."""

from __future__ import annotations

from itertools import product

import numpy as np

from scorescape.models.boltzmann.rbm.machine import RBM


def bits(n: int) -> np.ndarray:
    """(2^n, n) float32."""
    return np.array(list(product((0, 1), repeat=n)), np.float32)


def small(seed: int = 0, n_visible: int = 6, n_hidden: int = 4, scale: float = 1.0) -> RBM:
    draws = np.random.default_rng(seed)
    shapes = ((n_visible, n_hidden), (n_visible,), (n_hidden,))
    return RBM(*(scale * draws.standard_normal(shape).astype(np.float32) for shape in shapes))


def joint(machine: RBM) -> np.ndarray:
    """(2^D, 2^H) float64: p(v, h) by writing out every pair's energy."""
    w, a, b = (each.astype(np.float64) for each in machine.parameters())
    v, h = bits(machine.n_visible).astype(np.float64), bits(machine.n_hidden).astype(np.float64)
    energies = -(v @ a)[:, None] - (h @ b)[None] - v @ w @ h.T
    weights = np.exp(-energies)
    made: np.ndarray = weights / weights.sum()
    return made
