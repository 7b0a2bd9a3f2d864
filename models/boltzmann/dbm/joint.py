"""Both layers at once: mean field for the data's phase, persistent chains for the model's.

d log p / dW ~ <v m'>_data - <v g'>_model, d log p / dU ~ <m n'>_data - <g h'>_model, and alike for the biases: m and n
are the means that have settled for each picture, and the chains (v, h) move one block step a batch: g given both its
neighbours, then v and h given g. In the model's phase g enters with its probability given v and h. Chains begin at
pictures, where a machine that was learnt layer by layer already has its mass.
Source: Salakhutdinov & Hinton 2009, section 3.1; 2012, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import Diverged
from ..chance import Floats, bernoulli
from ..data.patterns import Patterns
from ..rbm.training import newest_share
from ..units import random_stream
from .machine import DBM
from .mean_field import TRAINING_TOLERANCE, TRAINING_UPDATES, settled

TAIL = 0.05
"""Share of the first rate that is left for epochs beyond the planned ones."""


@dataclass(frozen=True)
class JointRecipe:
    """`rate` falls in a line to 0 at `epochs`."""

    epochs: int = 100
    rate: float = 0.1
    batch: int = 20
    chains: int = 100
    weight_decay: float = 1e-3
    average: float = 0.8
    """What an epoch leaves of the running average of the weights; 0 is the last iterate."""

    def rate_at(self, epoch: float) -> float:
        """The rate when so many epochs are behind, fractions of one included."""
        return self.rate * max(1 - epoch / max(self.epochs, 1), TAIL if epoch >= self.epochs else 0.0)


class JointTraining:
    """`machine` is the last iterate, changed in place; `averaged` is what is scored."""

    def __init__(self, patterns: Patterns, start: DBM, recipe: JointRecipe, seed: int) -> None:
        self.patterns, self.recipe = patterns, recipe
        self.machine = DBM(**{name: each.astype(np.float32) for name, each in start.arrays().items()})
        self.averaged = start
        self.epoch = self.batch = 0
        self.data_chance, self.chance = random_stream(seed, "joint data"), random_stream(seed, "joint chains")
        self.visible = patterns.train[self.chance.integers(len(patterns.train), size=recipe.chains)]
        means = settled(self.machine, self.visible, TRAINING_TOLERANCE, TRAINING_UPDATES)
        first = bernoulli(self.machine.first_logits(self.visible, means.second), self.chance)
        self.second = bernoulli(self.machine.second_logits(first), self.chance)
        self.shuffled = patterns.train

    @property
    def n_batches(self) -> int:
        """Of one epoch."""
        return -(-len(self.patterns.train) // self.recipe.batch)

    @property
    def progress(self) -> float:
        """Epochs that are behind, fractions of one included."""
        return self.epoch + self.batch / self.n_batches

    def step(self) -> None:
        """One batch. Errors: Diverged, looked at where an epoch ends."""
        size, train = self.recipe.batch, self.patterns.train
        if self.batch == 0:
            self.shuffled = train[self.data_chance.permutation(len(train))]
        self._learn(self.shuffled[self.batch * size : (self.batch + 1) * size])
        self.batch += 1
        if self.batch == self.n_batches:
            self._end_epoch()

    def run(self, epochs: int) -> None:
        """Whole epochs, from wherever it stands."""
        until = self.epoch + epochs
        while self.epoch < until:
            self.step()

    def _learn(self, rows: Floats) -> None:
        machine = self.machine
        means = settled(machine, rows, TRAINING_TOLERANCE, TRAINING_UPDATES)
        heard = self._walked()
        rate, kept = np.float32(self.recipe.rate_at(self.progress)), np.float32(self.recipe.weight_decay)
        data, model = np.float32(1 / len(rows)), np.float32(1 / len(heard))  # each phase by its own number of rows
        one = data * (rows.T @ means.first) - model * (self.visible.T @ heard)
        two = data * (means.first.T @ means.second) - model * (heard.T @ self.second)
        machine.weights1[...] += rate * (one - kept * machine.weights1)
        machine.weights2[...] += rate * (two - kept * machine.weights2)
        machine.visible_bias[...] += rate * (rows.mean(0) - self.visible.mean(0))
        machine.hidden_bias1[...] += rate * (means.first.mean(0) - heard.mean(0))
        machine.hidden_bias2[...] += rate * (means.second.mean(0) - self.second.mean(0))

    def _walked(self) -> Floats:
        """One block step of the chains; the first layer's probabilities (chains, G) where they end."""
        machine = self.machine
        first = bernoulli(machine.first_logits(self.visible, self.second), self.chance)
        self.visible = bernoulli(machine.visible_logits(first), self.chance)
        self.second = bernoulli(machine.second_logits(first), self.chance)
        return machine.first_probabilities(self.visible, self.second)

    def _end_epoch(self) -> None:
        self.epoch, self.batch = self.epoch + 1, 0
        if not self.machine.finite():
            raise Diverged(self.epoch, "the weights are no longer numbers", "Try a smaller rate.")
        self.averaged = self.averaged.towards(self.machine, newest_share(self.recipe.average, self.epoch))
