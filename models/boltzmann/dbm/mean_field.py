"""Mean field: what the hidden layers do when a picture is held, and the bound on its likelihood that this gives.

q(g, h) = prod Bernoulli(m) prod Bernoulli(n), with m <- sigma(v W + n U' + b) and n <- sigma(m U + c) in turn. Either
update can only raise the bound log p(v) >= a.v + m.(v W + b) + n.c + m U n + H(m) + H(n) - log Z, which is below by
KL(q || p(g, h | v)).
Source: Salakhutdinov & Hinton 2009, section 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..units import Array, entropy, sigmoid
from .machine import DBM

TRAINING_TOLERANCE, SCORING_TOLERANCE = 1e-3, 1e-6
TRAINING_UPDATES, SCORING_UPDATES = 10, 200


@dataclass(frozen=True)
class MeanField:
    """Mean activities given the pixels: `first` m (n, G), `second` n (n, H)."""

    first: Array
    second: Array
    updates: int


def settled(machine: DBM, v: Array, tolerance: float = SCORING_TOLERANCE, most: int = SCORING_UPDATES) -> MeanField:
    """From below, as if what the pixels say came from above too, until no mean moves by more than the tolerance."""
    seen = v @ machine.weights1
    first = sigmoid(2 * seen + machine.hidden_bias1)
    seen += machine.hidden_bias1
    second = machine.second_probabilities(first)
    updates = 0
    while updates < most:
        updates += 1
        before = first
        first = sigmoid(seen + second @ machine.weights2.T)
        second = machine.second_probabilities(first)
        if float(np.abs(first - before).max()) < tolerance:
            break
    return MeanField(first, second, updates)


def bounds(machine: DBM, v: Array, log_z: float, field: MeanField | None = None) -> Array:
    """A lower bound (n,) on log p(v), nats: true for the exact log Z and for any larger one."""
    field = field or settled(machine, v)
    m, n = field.first, field.second
    below = v @ machine.visible_bias + (m * (v @ machine.weights1 + machine.hidden_bias1)).sum(1, dtype=np.float64)
    above = n @ machine.hidden_bias2 + ((m @ machine.weights2) * n).sum(1, dtype=np.float64)
    found: Array = below + above + entropy(m).sum(1, dtype=np.float64) + entropy(n).sum(1, dtype=np.float64)
    return found - log_z
