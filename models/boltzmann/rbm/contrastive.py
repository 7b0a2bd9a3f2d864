"""Contrastive divergence and its persistent form: the model's phase by a few sweeps of Gibbs sampling.

CD-k begins its chains at the data of the batch, PCD-k where the batch before left them.

Sources: Hinton 2002 (CD); Tieleman 2008 (PCD).
"""

from __future__ import annotations

import numpy as np

from ..chance import Floats, bernoulli
from .machine import RBM
from .statistics import Direction, contrast


class ContrastiveDivergence:
    """`visible` (n, D): where the chains of the newest batch ended; they are its model phase."""

    def __init__(self, k: int, generator: np.random.Generator, visible: Floats) -> None:
        self.k, self.generator, self.visible = k, generator, visible

    def direction(self, machine: RBM, rows: Floats) -> Direction:
        hidden = machine.hidden_logits(rows)
        states = bernoulli(hidden, self.generator)
        self.visible = machine.sample_visible(states, self.generator)
        self.visible = machine.gibbs(self.visible, self.generator, self.k - 1)
        stacked = np.concatenate((hidden, machine.hidden_logits(self.visible)))
        return contrast(np.concatenate((rows, self.visible)), _sigmoid(_odds(stacked)), len(rows))


class PersistentContrastiveDivergence:
    """`visible` (chains, D): where the chains stand, in fixed slots.

    One product gives the hidden probabilities of data and chains alike. The chains move by the weights that gave them,
    and what they reach is the model phase of the batch after.
    """

    def __init__(self, k: int, generator: np.random.Generator, visible: Floats) -> None:
        self.k, self.generator, self.visible = k, generator, visible

    def direction(self, machine: RBM, rows: Floats) -> Direction:
        n = len(rows)
        stacked = np.concatenate((rows, self.visible))
        odds = _odds(machine.hidden_logits(stacked))
        draws = self.generator.random((len(self.visible), machine.n_hidden), dtype=np.float32)
        with np.errstate(invalid="ignore"):
            states = np.less(np.multiply(draws, odds[n:], out=draws), 1).astype(np.float32)
        self.visible = machine.sample_visible(states, self.generator)
        self.visible = machine.gibbs(self.visible, self.generator, self.k - 1)
        return contrast(stacked, _sigmoid(odds), n)


def _odds(logits: Floats) -> Floats:
    """1 + e^-x, in place: u < sigma(x) is u times it below 1, and sigma(x) is 1 over it."""
    with np.errstate(over="ignore"):
        np.negative(logits, out=logits)
        np.exp(logits, out=logits)
        logits += 1
    return logits


def _sigmoid(odds: Floats) -> Floats:
    made: Floats = np.reciprocal(odds, out=odds)
    return made
