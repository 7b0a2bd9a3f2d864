"""The exact gradient of the log-likelihood: the model's phase by enumeration, for machines that are small enough.

<v h'>_model = sum_h p(h) E[v | h] h', over all states of the smaller side: no chain and no noise.
"""

from __future__ import annotations

import numpy as np

from ..chance import Floats
from .enumeration import LogSum, blocks, smaller_side_first
from .machine import RBM
from .statistics import Direction


class ModelStatistics:
    """<v h'>, <v> and <h> of the model on their way; a block of states at a time."""

    def __init__(self, machine: RBM) -> None:
        self._machine = smaller_side_first(machine)
        self._swapped = self._machine is not machine
        self._blocks = blocks(self._machine)
        self._sum = LogSum()
        self._pairs, self._first, self._second = (np.zeros(each.shape) for each in self._machine.parameters())

    def step(self) -> bool:
        """Take the next block in; whether there was one."""
        v = next(self._blocks, None)
        if v is None:
            return False
        terms = -self._machine.free_energy(v)
        shrunk = self._sum.add(terms)
        weight = np.exp(terms - self._sum.most).astype(v.dtype)
        hidden = self._machine.hidden_probabilities(v)
        parts = (v.T @ (hidden * weight[:, None]), weight @ v, weight @ hidden)
        for total, part in zip((self._pairs, self._first, self._second), parts, strict=True):
            total *= shrunk
            total += part
        return True

    def found(self) -> Direction:
        """The statistics, in the machine's own orientation."""
        kind = self._machine.weights.dtype
        pairs, first, second = (
            (total / self._sum.total).astype(kind) for total in (self._pairs, self._first, self._second)
        )
        return Direction(pairs.T, second, first) if self._swapped else Direction(pairs, first, second)


def model_statistics(machine: RBM) -> Direction:
    """All at once."""
    way = ModelStatistics(machine)
    while way.step():
        pass
    return way.found()


def data_statistics(machine: RBM, rows: Floats) -> Direction:
    """The same of data: h at its probabilities."""
    hidden = machine.hidden_probabilities(rows)
    share = rows.dtype.type(1 / len(rows))
    return Direction(rows.T @ hidden * share, rows.mean(0), hidden.mean(0))


class ExactGradient:
    """`direction` answers None as long as blocks are missing: asked again, it goes on."""

    def __init__(self, visible: Floats) -> None:
        self.visible = visible
        """No chains: what others would begin at."""
        self._way: ModelStatistics | None = None

    def direction(self, machine: RBM, rows: Floats) -> Direction | None:
        self._way = self._way or ModelStatistics(machine)
        if self._way.step():
            return None
        model, self._way = self._way.found(), None
        data = data_statistics(machine, rows)
        return Direction(
            data.weights - model.weights,
            data.visible_bias - model.visible_bias,
            data.hidden_bias - model.hidden_bias,
        )
