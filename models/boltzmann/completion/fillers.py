"""Models that fill in hidden pixels: one Gibbs sweep each over what is not held.

Held pixels keep their values in every sweep, so that the chain's law is the model's, given them. What differs is what
the models know: Ising spins only that neighbours are alike, the machines which pictures there are.
Source: Ackley, Hinton & Sejnowski 1985 (clamping); Geman & Geman 1984.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from ..chance import Floats, bernoulli
from ..dbm.machine import DBM
from ..dbm.mean_field import settled
from ..rbm.machine import RBM
from ..units import drawn, sigmoid
from .held import Mask


@dataclass(frozen=True)
class Filled:
    """Where chains stand: `sample` (n, D) bits, `chances` (n, D) of their pixels, `above` (n, .) a layer they carry."""

    sample: Floats
    chances: Floats
    above: Floats


class Filler(ABC):
    """Base of the three."""

    @abstractmethod
    def begun(self, sample: Floats, generator: np.random.Generator) -> Filled:
        """At pictures (n, D) whose hidden pixels are guesses."""

    @abstractmethod
    def swept(self, at: Filled, held: Mask, generator: np.random.Generator) -> Filled:
        """One sweep on."""


@dataclass(frozen=True)
class IsingFiller(Filler):
    """E = -beta sum_<ij> y_i y_j, a free border, no data term: a checkerboard sweep over the hidden pixels."""

    beta: float
    side: tuple[int, int]

    def begun(self, sample: Floats, generator: np.random.Generator) -> Filled:
        return Filled(sample, sample, sample[:, :0])

    def swept(self, at: Filled, held: Mask, generator: np.random.Generator) -> Filled:
        n = len(at.sample)
        spins = (2 * at.sample - 1).reshape(n, *self.side)
        chances = at.sample.copy().reshape(n, *self.side)
        rows, columns = np.indices(self.side)
        for colour in (0, 1):
            moved = ((rows + columns) % 2 == colour) & ~held.reshape(self.side)
            edge = np.pad(spins, ((0, 0), (1, 1), (1, 1)))
            around = edge[:, :-2, 1:-1] + edge[:, 2:, 1:-1] + edge[:, 1:-1, :-2] + edge[:, 1:-1, 2:]
            logits = (2 * self.beta * around[:, moved]).astype(np.float32)
            chances[:, moved] = sigmoid(logits)
            spins[:, moved] = 2 * bernoulli(logits, generator) - 1
        return Filled((spins.reshape(n, -1) > 0).astype(np.float32), chances.reshape(n, -1), at.above)


@dataclass(frozen=True)
class RbmFiller(Filler):
    """h given v, then the hidden pixels given h."""

    machine: RBM

    def begun(self, sample: Floats, generator: np.random.Generator) -> Filled:
        return Filled(sample, sample, sample[:, :0])

    def swept(self, at: Filled, held: Mask, generator: np.random.Generator) -> Filled:
        hidden = self.machine.sample_hidden(at.sample, generator)
        return _clamped(self.machine.visible_probabilities(hidden), at, held, at.above, generator)


@dataclass(frozen=True)
class DbmFiller(Filler):
    """g given both its neighbours, then the hidden pixels and h given g."""

    machine: DBM

    def begun(self, sample: Floats, generator: np.random.Generator) -> Filled:
        second = settled(self.machine, sample, 1e-3, 10).second
        return Filled(sample, sample, drawn(second, generator))

    def swept(self, at: Filled, held: Mask, generator: np.random.Generator) -> Filled:
        machine = self.machine
        first = bernoulli(machine.first_logits(at.sample, at.above), generator)
        above = bernoulli(machine.second_logits(first), generator)
        return _clamped(machine.visible_probabilities(first), at, held, above, generator)


def _clamped(chances: Floats, at: Filled, held: Mask, above: Floats, generator: np.random.Generator) -> Filled:
    moved = drawn(chances, generator)
    return Filled(np.where(held, at.sample, moved), np.where(held, at.sample, chances), above)
