"""log Z of a deep machine by annealed importance sampling over its first hidden layer.

p_t(g) ~ exp(t b.g) prod (1 + exp((1 - t) a0 + t (a + W g))) prod (1 + exp(t (c + g U))): pixels and second layer are
summed out at every temperature. t = 0 is the machine without weights that has the data's base rates a0, with
log Z_0 = (G + H) log 2 + sum softplus(a0). Chains are weighed first, between two temperatures, and moved at the second
after that.
Source: Salakhutdinov & Murray 2008, section 4.2; Neal 2001.
"""

from __future__ import annotations

import math

import numpy as np

from ..chance import bernoulli
from ..units import Array, softplus
from ..weighing import Weighed, weighed
from .machine import DBM


class Annealing:
    """Chains on their way; a rung at a time, so that whoever hosts it can stop in between."""

    def __init__(self, machine: DBM, base: Array, n_rungs: int, n_chains: int, generator: np.random.Generator) -> None:
        """`base` a0 (D,): log odds of each pixel at t = 0."""
        self.machine, self.base, self.n_rungs, self.generator = (
            machine,
            base.astype(machine.weights1.dtype),
            n_rungs,
            generator,
        )
        _, n_first, n_second = machine.sizes
        self.rung = 0
        self.first = bernoulli(np.zeros((n_chains, n_first), np.float32), generator)
        start = (n_first + n_second) * math.log(2) + float(softplus(base.astype(np.float64)).sum())
        self.log_weights = np.full(n_chains, start)

    @property
    def finished(self) -> bool:
        return self.rung == self.n_rungs

    def step(self) -> None:
        """Weigh from this rung to the next, then move at the next."""
        machine, g = self.machine, self.first
        seen, above = machine.visible_logits(g), machine.second_logits(g)
        own = (g @ machine.hidden_bias1).astype(np.float64)
        here, there = self.rung / self.n_rungs, (self.rung + 1) / self.n_rungs
        self.log_weights += self._log_weight(there, own, seen, above) - self._log_weight(here, own, seen, above)
        self.rung += 1
        below: Array = (1 - there) * self.base + there * seen
        above *= there
        heard = machine.first_logits(bernoulli(below, self.generator), bernoulli(above, self.generator))
        heard *= there
        self.first = bernoulli(heard, self.generator)

    def _log_weight(self, t: float, own: Array, seen: Array, above: Array) -> Array:
        # summed in float64: over a thousand rungs the roundings of float32 would leave a narrow interval
        below = softplus((1 - t) * self.base + t * seen).sum(1, dtype=np.float64)
        found: Array = t * own + below + softplus(t * above).sum(1, dtype=np.float64)
        return found

    def found(self) -> Weighed:
        """What the chains say once they have arrived."""
        return weighed(self.log_weights)


def annealed_log_z(
    machine: DBM, base: Array, generator: np.random.Generator, n_rungs: int = 1_000, n_chains: int = 500
) -> Weighed:
    """The whole way at once."""
    chains = Annealing(machine, base, n_rungs, n_chains, generator)
    while not chains.finished:
        chains.step()
    return chains.found()
