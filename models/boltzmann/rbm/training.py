"""One machine's way through its epochs, batch by batch, and the running average of its weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from ..chance import Floats, numbers
from ..data.patterns import Patterns
from .contrastive import ContrastiveDivergence, PersistentContrastiveDivergence
from .machine import RBM, blended
from .recipe import Recipe
from .statistics import Direction, centred

FORGETS = 0.1
"""Share by which one batch moves the running mean of the hidden activities that centring subtracts."""


class Teacher(Protocol):
    visible: Floats

    def direction(self, machine: RBM, rows: Floats) -> Direction: ...


TeacherKind = Callable[[int, np.random.Generator, Floats], Teacher]
"""Makes one from k, chance, and where its chains begin."""


class Training:
    """`machine` is the last iterate, changed in place; `averaged` is what is scored.

    `epoch` counts whole epochs that are behind, `batch` the batches of the one that is going on.
    """

    def __init__(self, patterns: Patterns, recipe: Recipe, seed: int, teacher: TeacherKind | None = None) -> None:
        """`teacher` is one of another phase than the recipe's objective."""
        self.patterns, self.recipe = patterns, recipe
        scale = recipe.initial_scale
        self.machine = RBM.fresh(recipe.n_hidden, patterns.base_logits(), seed, scale)
        self.averaged = self.machine.copy()
        self.epoch = self.batch = 0
        self.order, self.chance = numbers(seed, "data"), numbers(seed, "chains")
        self.teacher = self._teacher(teacher)
        self.mean_visible = patterns.train.mean(0)
        self.mean_hidden = self.machine.hidden_probabilities(patterns.train[:1000]).mean(0)
        self.shuffled = patterns.train

    def _teacher(self, asked: TeacherKind | None) -> Teacher:
        begun = np.repeat(self.patterns.base_rate()[None].astype(np.float32), self.recipe.chains, 0)
        chains = np.less(self.chance.random(begun.shape, dtype=np.float32), begun).astype(np.float32)
        kind = ContrastiveDivergence if self.recipe.objective == "cd" else PersistentContrastiveDivergence
        return (asked or kind)(self.recipe.k, self.chance, chains)

    @property
    def n_batches(self) -> int:
        """Of one epoch."""
        return -(-len(self.patterns.train) // self.recipe.batch)

    @property
    def progress(self) -> float:
        """Epochs that are behind, fractions of one included."""
        return self.epoch + self.batch / self.n_batches

    def step(self) -> None:
        """One batch. Statistics of bits are at most 1, so that weights cannot explode in it."""
        size = self.recipe.batch
        if self.batch == 0:
            train = self.patterns.train
            self.shuffled = train if size >= len(train) else train[self.order.permutation(len(train))]
        rows = self.shuffled[self.batch * size : (self.batch + 1) * size]
        direction = self.teacher.direction(self.machine, rows)
        if self.recipe.centred:
            direction = self._centred(direction, rows)
        self._move(direction, np.float32(self.recipe.rate_at(self.progress)))
        self.batch += 1
        if self.batch == self.n_batches:
            self._end_epoch()

    def run(self, epochs: int) -> None:
        """Whole epochs, from wherever it stands."""
        until = self.epoch + epochs
        while self.epoch < until:
            self.step()

    def _centred(self, direction: Direction, rows: Floats) -> Direction:
        found = centred(direction, self.mean_visible, self.mean_hidden)
        self.mean_hidden += np.float32(FORGETS) * (self.machine.hidden_probabilities(rows).mean(0) - self.mean_hidden)
        return found

    def _move(self, direction: Direction, rate: np.float32) -> None:
        machine = self.machine
        if self.recipe.weight_decay:
            direction.weights[...] -= np.float32(self.recipe.weight_decay) * machine.weights
        direction.weights[...] *= rate
        machine.weights[...] += direction.weights
        machine.visible_bias[...] += rate * direction.visible_bias
        machine.hidden_bias[...] += rate * direction.hidden_bias

    def _end_epoch(self) -> None:
        self.epoch, self.batch = self.epoch + 1, 0
        share = newest_share(self.recipe.average, self.epoch)
        self.averaged = blended(((1 - share, self.averaged), (share, self.machine)))


def newest_share(kept: float, epoch: int) -> float:
    """What the newest of `epoch` weights counts in their running mean with weights kept^age: 1 at the first."""
    return 1.0 if kept == 0 else float((1 - kept) / (1 - kept**epoch))
