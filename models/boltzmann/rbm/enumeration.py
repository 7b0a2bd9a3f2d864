"""log Z and the law of a machine by writing out all states of its smaller side, the other summed out.

Z = sum_h exp(b'h) prod_i (1 + exp(a_i + (W h)_i)) = sum_v exp(a'v) prod_j (1 + exp(b_j + (v'W)_j)).

In blocks of 2^14 states (4 MB) or fewer of a wide machine, so that whoever hosts it can stop in between.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..chance import Floats
from .machine import RBM

MOST_UNITS = 20
"""Of the smaller side."""
BLOCK = 2**14
TERMS = 2**20
"""Of a block: states times units of the other side, at most."""


def enumerable(machine: RBM) -> bool:
    """Whether the smaller side's states can be written out."""
    fewest: int = min(machine.n_visible, machine.n_hidden)
    return fewest <= MOST_UNITS


def turned(machine: RBM) -> RBM:
    """The same machine with its sides exchanged."""
    return RBM(np.ascontiguousarray(machine.weights.T), machine.hidden_bias, machine.visible_bias)


def smaller_side_first(machine: RBM) -> RBM:
    """Turned, if need be, so that its `visible` side is the one with fewer units."""
    return machine if machine.n_visible <= machine.n_hidden else turned(machine)


def states(n: int, begin: int, end: int) -> Floats:
    """(end - begin, n): the bits of the numbers begin .. end - 1, lowest first."""
    return ((np.arange(begin, end)[:, None] >> np.arange(n)) & 1).astype(np.float32)


def blocks(machine: RBM) -> Iterator[Floats]:
    """All states of its visible side, block by block."""
    n, size = machine.n_visible, block_size(machine)
    for begin in range(0, 2**n, size):
        yield states(n, begin, min(begin + size, 2**n))


def block_size(machine: RBM) -> int:
    """States of the visible side that are looked at in one go."""
    return min(BLOCK, max(TERMS // machine.n_hidden, 1))


@dataclass
class LogSum:
    """log sum exp of terms that come in blocks, in float64."""

    most: float = -math.inf
    total: float = 0.0
    """Of exp(term - most)."""

    def add(self, terms: NDArray[np.floating]) -> float:
        """Take a block in; the factor by which what was summed before has shrunk."""
        most = max(self.most, float(terms.max()))
        shrunk = math.exp(self.most - most)
        self.total = self.total * shrunk + float(np.exp(terms.astype(np.float64) - most).sum())
        self.most = most
        return shrunk

    @property
    def value(self) -> float:
        return self.most + math.log(self.total)


class Enumeration:
    """log Z on its way; a block of states at a time."""

    def __init__(self, machine: RBM) -> None:
        """Errors: ValueError if neither side has at most 20 units."""
        if not enumerable(machine):
            raise ValueError("neither side can be written out")
        self.machine = smaller_side_first(machine)
        self._blocks = blocks(self.machine)
        self._left: int = -(-(2**self.machine.n_visible) // block_size(self.machine))
        self._sum = LogSum()

    @property
    def finished(self) -> bool:
        return self._left == 0

    def step(self) -> None:
        self._sum.add(-self.machine.free_energy(next(self._blocks)))
        self._left -= 1

    @property
    def log_z(self) -> float:
        return self._sum.value


def exact_log_z(machine: RBM) -> float:
    """Nats. Errors: ValueError if neither side has at most 20 units."""
    way = Enumeration(machine)
    while not way.finished:
        way.step()
    return way.log_z


def visible_law(machine: RBM) -> NDArray[np.float64]:
    """(2^D,): p(v) of every picture, in the order of `states`. For at most 16 visible units."""
    weights = np.concatenate([-machine.free_energy(v) for v in blocks(machine)])
    made: NDArray[np.float64] = np.exp(weights - weights.max())
    made /= made.sum()
    return made


def divergence(law: NDArray[np.float64], log_prob: NDArray[np.float64]) -> float:
    """KL(law || model) in nats: sum law (log law - log_prob) over the rows where the law is not 0."""
    return float((law * (np.log(law) - log_prob)).sum())
