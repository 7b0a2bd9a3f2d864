"""A machine of 4 pixels and 3 + 3 hidden units whose whole law can be written down."""

from __future__ import annotations

import itertools

import numpy as np

from scorescape.models.boltzmann.dbm.machine import DBM
from scorescape.models.boltzmann.units import Array


def small(seed: int = 0, sizes: tuple[int, int, int] = (4, 3, 3), scale: float = 1.0) -> DBM:
    draw = np.random.default_rng(seed).normal
    d, g, h = sizes
    return DBM(
        scale * draw(size=(d, g)), scale * draw(size=(g, h)), 0.5 * draw(size=d), 0.5 * draw(size=g), 0.5 * draw(size=h)
    )


def states(n: int) -> Array:
    """All (2^n, n)."""
    return np.array(list(itertools.product([0.0, 1.0], repeat=n)))


def law(machine: DBM) -> tuple[Array, Array, Array, Array, float]:
    """Every state's layers, its probability, and log Z: the sum over all 2^10 states, term by term."""
    d, g, _ = machine.sizes
    joint = states(sum(machine.sizes))
    v, first, second = joint[:, :d], joint[:, d : d + g], joint[:, d + g :]
    minus = -machine.energy(v, first, second)
    log_z = float(np.logaddexp.reduce(minus))
    return v, first, second, np.exp(minus - log_z), log_z
