"""What a small machine's law is, by summing over all states of its first hidden layer.

log Z = log sum_g exp(log_weight(g)); log p*(v) = a.v + log sum_g exp(b.g + v W g + sum softplus(c + g U)): in both sums
the second layer is summed out in closed form. Up to 20 units in the first layer, in blocks of 2^14 states.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...errors import InvalidInput
from ..units import Array, softplus
from .machine import DBM

MOST_UNITS = 20
BLOCK_BITS = 14


def log_z(machine: DBM) -> float:
    """Exactly, nats. Errors: InvalidInput for more than 20 units in the first hidden layer."""
    return _log_sum([machine.log_weight(g).astype(np.float64) for g in _states(machine)])


def log_likelihoods(machine: DBM, v: Array, log_z: float) -> Array:
    """log p(v) (n,), exactly. Errors: as for `log_z`."""
    seen = v @ machine.weights1 + machine.hidden_bias1
    parts = []
    for g in _states(machine):
        above = softplus(g @ machine.weights2 + machine.hidden_bias2).sum(1)
        parts.append((seen @ g.T + above).astype(np.float64))
    found: Array = np.logaddexp.reduce(np.concatenate(parts, axis=1), axis=1)
    found += v @ machine.visible_bias
    found -= log_z
    return found


def _log_sum(parts: list[Array]) -> float:
    return float(np.logaddexp.reduce(np.concatenate(parts)))


def _states(machine: DBM) -> Iterator[Array]:
    """All states (2^G, G) of the first layer, in blocks."""
    _, n, _ = machine.sizes
    if n > MOST_UNITS:
        raise InvalidInput(
            "hidden", f"A first layer of {n} units has too many states to sum; take at most {MOST_UNITS}."
        )
    places = np.arange(n)
    for start in range(0, 1 << n, 1 << BLOCK_BITS):
        codes = np.arange(start, min(start + (1 << BLOCK_BITS), 1 << n))
        yield ((codes[:, None] >> places) & 1).astype(machine.weights1.dtype)
