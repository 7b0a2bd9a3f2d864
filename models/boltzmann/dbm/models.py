"""The three kinds of model that a run may have: a restricted machine, a directed stack, a deep machine.

What each can say of a picture differs: of the restricted machine it is the likelihood, of the two others a lower bound.
All need one log Z, of a machine that `partition` names; where the figure is a bound, the upper end of its interval
keeps it one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ..chance import Floats, bernoulli
from ..rbm.machine import RBM
from ..units import Array, drawn, entropy, sigmoid
from ..weighing import Weighed
from .machine import DBM
from .mean_field import bounds, settled

SAMPLES = 20
"""States of the first hidden layer a picture that a stack's bound is the mean of."""


@dataclass(frozen=True)
class Chains:
    """Where they stand: `visible` (n, D) chances of the pixels, `hidden` (n, .) what the next step begins at."""

    visible: Floats
    hidden: Floats


class Judged(ABC):
    """Base of the three."""

    bounded: ClassVar[bool]
    """Whether its figure is a lower bound."""

    @abstractmethod
    def partition(self, base: Array) -> tuple[DBM, Array]:
        """The machine whose log Z it needs, and log odds to begin annealing at; `base` (D,) are those of the pixels."""

    @abstractmethod
    def log_likelihoods(self, v: Floats, log_z: float, generator: np.random.Generator) -> Array:
        """(n,) nats: log p(v), or what is surely below it for any log Z that is not too small."""

    @abstractmethod
    def reconstruction(self, v: Floats) -> Floats:
        """(n, D): chances of the pixels, given what the hidden layers make of a picture."""

    @abstractmethod
    def begun(self, v: Floats, generator: np.random.Generator) -> Chains:
        """Chains that start at pictures (n, D)."""

    @abstractmethod
    def walked(self, chains: Chains, generator: np.random.Generator) -> Chains:
        """One sweep on."""

    def judged(self, v: Floats, found: Weighed, generator: np.random.Generator) -> Array:
        """(n,): with the log Z that keeps the figure what it is called."""
        return self.log_likelihoods(v, found.high if self.bounded else found.log_z, generator)


@dataclass(frozen=True)
class Restricted(Judged):
    """p(v) of one hidden layer."""

    machine: RBM

    bounded = False

    def partition(self, base: Array) -> tuple[DBM, Array]:
        return alone(self.machine), base

    def log_likelihoods(self, v: Floats, log_z: float, generator: np.random.Generator) -> Array:
        return -self.machine.free_energy(v) - log_z

    def reconstruction(self, v: Floats) -> Floats:
        return self.machine.reconstruction(v)

    def begun(self, v: Floats, generator: np.random.Generator) -> Chains:
        return Chains(v, self.machine.sample_hidden(v, generator))

    def walked(self, chains: Chains, generator: np.random.Generator) -> Chains:
        chances = self.machine.visible_probabilities(chains.hidden)
        seen = drawn(chances, generator)
        return Chains(chances, self.machine.sample_hidden(seen, generator))


@dataclass(frozen=True)
class Stack(Judged):
    """A deep belief net: p(v, g, h) = p(v | g) p(g, h), the lower machine read downwards, the upper one a prior on g.

    log p(v) >= E_q[log p(v | g) + log p(g)] + H(q), q(g) = prod p(g | v) of the lower machine; the mean is that of some
    states of g. Source: Hinton, Osindero & Teh 2006, section 4 and appendix.
    """

    lower: RBM
    upper: RBM

    bounded = True

    def partition(self, base: Array) -> tuple[DBM, Array]:
        return alone(self.upper), self.lower.hidden_logits(sigmoid(base))

    def log_likelihoods(self, v: Floats, log_z: float, generator: np.random.Generator) -> Array:
        logits = self.lower.hidden_logits(v)
        total = np.zeros(len(v))
        for _ in range(SAMPLES):
            g = bernoulli(logits, generator)
            seen = self.lower.visible_logits(g).astype(np.float64)
            told = v * seen - np.maximum(seen, 0) - np.log1p(np.exp(-np.abs(seen)))
            total += told.sum(1) - self.upper.free_energy(g)
        found: Array = total / SAMPLES - log_z + entropy(self.lower.hidden_probabilities(v)).sum(1)
        return found

    def reconstruction(self, v: Floats) -> Floats:
        up = self.upper.reconstruction(self.lower.hidden_probabilities(v))
        return self.lower.visible_probabilities(up)

    def begun(self, v: Floats, generator: np.random.Generator) -> Chains:
        return Chains(v, self.upper.sample_hidden(self.lower.sample_hidden(v, generator), generator))

    def walked(self, chains: Chains, generator: np.random.Generator) -> Chains:
        g = self.upper.sample_visible(chains.hidden, generator)
        return Chains(self.lower.visible_probabilities(g), self.upper.sample_hidden(g, generator))


@dataclass(frozen=True)
class Deep(Judged):
    """Both layers in one undirected machine."""

    machine: DBM

    bounded = True

    def partition(self, base: Array) -> tuple[DBM, Array]:
        return self.machine, base

    def log_likelihoods(self, v: Floats, log_z: float, generator: np.random.Generator) -> Array:
        return bounds(self.machine, v, log_z)

    def reconstruction(self, v: Floats) -> Floats:
        return self.machine.visible_probabilities(settled(self.machine, v).first)

    def begun(self, v: Floats, generator: np.random.Generator) -> Chains:
        means = settled(self.machine, v)
        return Chains(v, bernoulli(self.machine.second_logits(means.first), generator))

    def walked(self, chains: Chains, generator: np.random.Generator) -> Chains:
        seen = drawn(chains.visible, generator)
        g = bernoulli(self.machine.first_logits(seen, chains.hidden), generator)
        return Chains(self.machine.visible_probabilities(g), bernoulli(self.machine.second_logits(g), generator))


def alone(machine: RBM) -> DBM:
    """A restricted machine as a deep one that has nothing above."""
    n = machine.n_hidden
    none = np.zeros(0, np.float32)
    return DBM(machine.weights, np.zeros((n, 0), np.float32), machine.visible_bias, machine.hidden_bias, none)


def mirrored(machine: RBM) -> DBM:
    """The deep machine that doubled inputs train: the second copy of the pixels stands where a layer will be."""
    return replace(alone(machine), weights2=machine.weights.T.copy(), hidden_bias2=machine.visible_bias)
