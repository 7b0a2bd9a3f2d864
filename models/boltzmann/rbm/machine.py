"""E(v, h) = -a'v - b'h - v'W h: visible and hidden bits, and nothing that joins two of a kind.

Given one side the bits of the other are independent, so that either side can be summed out in closed form:
F(v) = -log sum_h e^-E(v, h) = -a'v - sum_j softplus(b_j + (v'W)_j).

Source: Smolensky 1986 (the harmonium); Hinton 2002 (Neural Computation 14).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..chance import Floats, bernoulli
from ..units import random_stream, sigmoid, softplus

INITIAL_SCALE = 0.01


@dataclass(frozen=True, eq=False)
class RBM:
    """Weights W (D, H), visible biases a (D,), hidden biases b (H,), all float32.

    Shapes: v is (n, D), h is (n, H), rows of bits as float32. Units: energies in nats.
    """

    weights: Floats
    visible_bias: Floats
    hidden_bias: Floats

    @staticmethod
    def fresh(n_hidden: int, visible_bias: Floats, seed: int, scale: float = INITIAL_SCALE) -> RBM:
        """W ~ N(0, scale^2), hidden biases 0, visible ones as given (the logits of the base rate: Hinton 2012, 8.1)."""
        draws = random_stream(seed, "init").standard_normal((len(visible_bias), n_hidden), dtype=np.float32)
        return RBM(draws * np.float32(scale), visible_bias.astype(np.float32), np.zeros(n_hidden, np.float32))

    @property
    def n_visible(self) -> int:
        return int(self.weights.shape[0])

    @property
    def n_hidden(self) -> int:
        return int(self.weights.shape[1])

    def parameters(self) -> tuple[Floats, Floats, Floats]:
        """Weights, visible biases, hidden biases."""
        return self.weights, self.visible_bias, self.hidden_bias

    def copy(self) -> RBM:
        return RBM(*(each.copy() for each in self.parameters()))

    def energy(self, v: Floats, h: Floats) -> Floats:
        """(n,): E(v, h) of rows that belong together."""
        made: Floats = -(v @ self.visible_bias) - h @ self.hidden_bias - np.einsum("nd,dh,nh->n", v, self.weights, h)
        return made

    def hidden_logits(self, v: Floats) -> Floats:
        """(n, H): b + v'W."""
        made: Floats = v @ self.weights
        made += self.hidden_bias
        return made

    def visible_logits(self, h: Floats) -> Floats:
        """(n, D): a + W h."""
        made: Floats = h @ self.weights.T
        made += self.visible_bias
        return made

    def hidden_probabilities(self, v: Floats) -> Floats:
        """(n, H): p(h_j = 1 | v)."""
        return sigmoid(self.hidden_logits(v))

    def visible_probabilities(self, h: Floats) -> Floats:
        """(n, D): p(v_i = 1 | h)."""
        return sigmoid(self.visible_logits(h))

    def sample_hidden(self, v: Floats, generator: np.random.Generator) -> Floats:
        """(n, H): one draw of p(h | v) a row."""
        return bernoulli(self.hidden_logits(v), generator)

    def sample_visible(self, h: Floats, generator: np.random.Generator) -> Floats:
        """(n, D): one draw of p(v | h) a row."""
        return bernoulli(self.visible_logits(h), generator)

    def gibbs(self, v: Floats, generator: np.random.Generator, sweeps: int = 1) -> Floats:
        """(n, D): rows after so many sweeps, each h given v, then v given h."""
        for _ in range(sweeps):
            v = self.sample_visible(self.sample_hidden(v, generator), generator)
        return v

    def free_energy(self, v: Floats) -> NDArray[np.float64]:
        """(n,): F(v), so that log p(v) = -F(v) - log Z."""
        hidden = softplus(self.hidden_logits(v)).sum(1, dtype=np.float64)
        made: NDArray[np.float64] = -(v @ self.visible_bias).astype(np.float64) - hidden
        return made

    def reconstruction(self, v: Floats) -> Floats:
        """(n, D): p(v = 1 | h) with h at its probabilities: once there and back, without chance."""
        return self.visible_probabilities(self.hidden_probabilities(v))

    def log_likelihood(self, v: Floats, log_z: float) -> float:
        """Nats a row, on average."""
        return float(-self.free_energy(v).mean() - log_z)


def blended(machines: Iterable[tuple[float, RBM]]) -> RBM:
    """The sum of machines' parameters, each times its share."""
    shares = list(machines)
    first = shares[0][1]
    sums = [
        sum((np.float32(share) * each.parameters()[at] for share, each in shares), np.zeros_like(like))
        for at, like in enumerate(first.parameters())
    ]
    return replace(first, weights=sums[0], visible_bias=sums[1], hidden_bias=sums[2])
