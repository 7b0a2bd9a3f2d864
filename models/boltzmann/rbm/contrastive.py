"""Contrastive divergence and its persistent form: the model's phase by a few sweeps of Gibbs sampling.

CD-k begins its chains at the data of the batch, PCD-k where the batch before left them.

Sources: Hinton 2002 (CD); Tieleman 2008 (PCD).
"""

from __future__ import annotations

import numpy as np

from ..chance import Floats
from ..units import drawn
from .machine import RBM
from .statistics import Direction, contrast


class ContrastiveDivergence:
    """`visible` (n, D): where the chains of the newest batch ended; they are its model phase."""

    def __init__(self, k: int, generator: np.random.Generator, visible: Floats) -> None:
        self.k, self.generator, self.visible = k, generator, visible

    def direction(self, machine: RBM, rows: Floats) -> Direction:
        hidden = machine.hidden_probabilities(rows)
        states = drawn(hidden, self.generator)
        self.visible = machine.sample_visible(states, self.generator)
        self.visible = machine.gibbs(self.visible, self.generator, self.k - 1)
        both = np.concatenate((hidden, machine.hidden_probabilities(self.visible)))
        return contrast(np.concatenate((rows, self.visible)), both, len(rows))


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
        hidden = machine.hidden_probabilities(stacked)
        states = drawn(hidden[n:], self.generator)
        self.visible = machine.sample_visible(states, self.generator)
        self.visible = machine.gibbs(self.visible, self.generator, self.k - 1)
        return contrast(stacked, hidden, n)
