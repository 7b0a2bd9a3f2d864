"""How far a bound is below its likelihood, estimated: importance sampling over each picture's first hidden layer.

log p(v) ~ log mean_k exp(b.g_k + v W g_k + sum softplus(c + g_k U)) / q(g_k) + a.v - log Z, with g_k drawn from mean
field's q and the second layer summed out. It is an estimate and no bound: log Z may be too small. With few draws it is
itself too low on average.
Source: Burda, Grosse & Salakhutdinov 2016, section 3 (the estimate).
"""

from __future__ import annotations

import numpy as np

from ..chance import Floats
from ..units import Array, drawn, softplus
from .machine import DBM
from .mean_field import settled

DRAWS = 500


def estimates(machine: DBM, v: Floats, log_z: float, generator: np.random.Generator, n: int = DRAWS) -> Array:
    """(rows,) nats."""
    # a share of evenness, so that no state that matters is next to never drawn
    q = np.clip(settled(machine, v).first.astype(np.float64), 1e-3, 1 - 1e-3)
    on, off = np.log(q), np.log1p(-q)
    seen = (v @ machine.weights1 + machine.hidden_bias1).astype(np.float64)
    total = np.full(len(v), -np.inf)
    for _ in range(n):
        g = drawn(q, generator)
        above = softplus(machine.second_logits(g)).sum(1, dtype=np.float64)
        weight = (seen * g).sum(1) + above - (g * on + (1 - g) * off).sum(1)
        total = np.logaddexp(total, weight)
    found: Array = total - np.log(n) + v @ machine.visible_bias - log_z
    return found
