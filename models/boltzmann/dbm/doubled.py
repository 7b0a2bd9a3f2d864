"""Restricted machines that are to become two layers of one deep machine.

In the deep machine the first hidden layer hears the pixels and the second layer; a machine that is learnt alone would
learn to do with one neighbour what two will do together. So the lower one learns with two tied copies of the pixels and
the upper one with two tied copies of its hidden layer, each as if the missing neighbour spoke like the one it has. What
the lower one's hidden layer says of a picture is drawn anew for every batch. Gradients take the mean over the copies.
Composed, weights are counted once, and the layer in the middle gets half the biases of each.
Source: Salakhutdinov & Hinton 2009, section 3.1.
"""

from __future__ import annotations

import numpy as np

from ..chance import Floats, bernoulli
from ..rbm.contrastive import PersistentContrastiveDivergence
from ..rbm.machine import RBM
from ..rbm.statistics import Direction, contrast
from ..units import drawn, sigmoid
from .machine import DBM


class DoubledVisible:
    """Persistent chains of h | v, v' ~ sigma(W'(v + v') + b) and v, v' | h, each ~ sigma(W h + a)."""

    def __init__(self, k: int, generator: np.random.Generator, visible: Floats) -> None:
        """`visible` (chains, D): where both copies begin."""
        self.k, self.generator, self.visible = k, generator, visible
        self.copy = visible

    def direction(self, machine: RBM, rows: Floats) -> Direction:
        for _ in range(self.k):
            hidden = bernoulli(machine.hidden_logits(self.visible + self.copy), self.generator)
            logits = machine.visible_logits(hidden)
            self.visible, self.copy = bernoulli(logits, self.generator), bernoulli(logits, self.generator)
        both = np.concatenate((2 * rows, self.visible + self.copy))
        return contrast(both * np.float32(0.5), sigmoid(machine.hidden_logits(both)), len(rows))


class Above(PersistentContrastiveDivergence):
    """An ordinary machine whose pictures are chances: each batch draws them."""

    def direction(self, machine: RBM, rows: Floats) -> Direction:
        return super().direction(machine, drawn(rows, self.generator))


class DoubledHidden:
    """The same with doubled inputs: chains of h, h' | v, each ~ sigma(W'v + b); v | h, h' ~ sigma(W (h + h') + a)."""

    def __init__(self, k: int, generator: np.random.Generator, visible: Floats) -> None:
        self.k, self.generator, self.visible = k, generator, visible

    def direction(self, machine: RBM, rows: Floats) -> Direction:
        for _ in range(self.k):
            logits = machine.hidden_logits(self.visible)
            hidden = bernoulli(logits, self.generator) + bernoulli(logits, self.generator)
            self.visible = bernoulli(machine.visible_logits(hidden), self.generator)
        stacked = np.concatenate((drawn(rows, self.generator), self.visible))
        return contrast(stacked, machine.hidden_probabilities(stacked), len(rows))


def heard(machine: RBM, rows: Floats, *, doubled: bool) -> Floats:
    """(n, H): what the lower machine's hidden layer says of pictures, and the upper one learns."""
    return machine.hidden_probabilities(rows * np.float32(1 + doubled))


def composed(lower: RBM, upper: RBM) -> DBM:
    """The deep machine of two restricted ones: nothing is doubled any more."""
    return DBM(
        weights1=lower.weights,
        weights2=upper.weights,
        visible_bias=lower.visible_bias,
        hidden_bias1=(lower.hidden_bias + upper.visible_bias) / 2,
        hidden_bias2=upper.hidden_bias,
    )
