"""One machine's way through its epochs, batch by batch, and the running average of its weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..chance import Floats
from ..data.patterns import Patterns
from ..units import random_stream
from .contrastive import ContrastiveDivergence, PersistentContrastiveDivergence
from .exact import ExactGradient
from .machine import RBM, blended
from .movers import Adam, Straight
from .recipe import Recipe
from .statistics import Direction, centred

FORGETS = 0.1
"""Share by which one batch moves the running mean of the hidden activities that centring subtracts."""


class Teacher(Protocol):
    visible: Floats
    """Where its chains stand."""

    def direction(self, machine: RBM, rows: Floats) -> Direction | None:
        """None: not yet, ask again with the same."""


TeacherKind = Callable[[int, np.random.Generator, Floats], Teacher]
"""Makes one from k, chance, and where its chains begin."""


class Training:
    """`machine` is the last iterate, changed in place; `averaged` is what is scored.

    `epoch` counts whole epochs that are behind, `batch` the batches of the one that is going on.
    """

    def __init__(self, patterns: Patterns, recipe: Recipe, seed: int, teacher: TeacherKind | None = None) -> None:
        """`teacher` is one of another phase than the recipe's objective."""
        self.patterns, self.recipe = patterns, recipe
        self.machine = RBM.fresh(recipe.n_hidden, patterns.base_logits(), seed, recipe.initial_scale)
        self.averaged = self.machine.copy()
        self.epoch = self.batch = 0
        self.data_chance, self.chance = random_stream(seed, "data"), random_stream(seed, "chains")
        self.order: NDArray[np.int64] = np.arange(len(patterns.train))
        """The rows of `patterns.train` as this epoch takes them."""
        self._shuffled = patterns.train
        self.teacher = self._teacher(teacher)
        self.mover = Adam(self.machine) if recipe.objective == "exact" else Straight(recipe.weight_decay)
        self.mean_visible = patterns.train.mean(0)
        self.mean_hidden = self.machine.hidden_probabilities(patterns.train[:1000]).mean(0)

    def _teacher(self, asked: TeacherKind | None) -> Teacher:
        begun = np.repeat(self.patterns.base_rate()[None].astype(np.float32), self.recipe.chains, 0)
        chains = np.less(self.chance.random(begun.shape, dtype=np.float32), begun).astype(np.float32)
        if self.recipe.objective == "exact":
            return ExactGradient(chains)
        kind = ContrastiveDivergence if self.recipe.objective == "cd" else PersistentContrastiveDivergence
        return (asked or kind)(self.recipe.k, self.chance, chains)

    def resume(self, order: NDArray[np.int64], epoch: int, batch: int) -> None:
        """Stand in the middle of an epoch again."""
        self.order, self._shuffled, self.epoch, self.batch = order, self.patterns.train[order], epoch, batch

    @property
    def n_batches(self) -> int:
        """Of one epoch."""
        return -(-len(self.patterns.train) // self.recipe.batch)

    @property
    def progress(self) -> float:
        """Epochs that are behind, fractions of one included."""
        return self.epoch + self.batch / self.n_batches

    def step(self) -> None:
        """One batch, or a part of one whose gradient is exact.

        Statistics of bits are at most 1, so that weights cannot explode in it.
        """
        train, size = self.patterns.train, self.recipe.batch
        whole = size >= len(train)
        if self.batch == 0 and not whole:
            self.order = self.data_chance.permutation(len(train))
            self._shuffled = train[self.order]
        rows = train if whole else self._shuffled[self.batch * size : (self.batch + 1) * size]
        direction = self.teacher.direction(self.machine, rows)
        if direction is None:
            return
        if self.recipe.centred:
            direction = self._centred(direction, rows)
        self.mover.move(self.machine, direction, self.recipe.rate_at(self.progress))
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

    def _end_epoch(self) -> None:
        self.epoch, self.batch = self.epoch + 1, 0
        share = newest_share(self.recipe.average, self.epoch)
        self.averaged = blended(((1 - share, self.averaged), (share, self.machine)))


def newest_share(kept: float, epoch: int) -> float:
    """What the newest of `epoch` weights counts in their running mean with weights kept^age: 1 at the first."""
    return 1.0 if kept == 0 else float((1 - kept) / (1 - kept**epoch))
