"""A deep Boltzmann machine of two hidden layers.

E(v, g, h) = -a.v - b.g - c.h - v W g - g U h, with v (D,) the pixels, g (G,) the first and h (H,) the second hidden
layer, all of them 0 or 1; p(v, g, h) = exp(-E) / Z. Given g, the pixels and the second layer are independent of each
other, so both can be summed out: p(g) needs neither.
Source: Salakhutdinov & Hinton 2009, section 3.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from ..units import Array, sigmoid, softplus


@dataclass(frozen=True)
class DBM:
    """Immutable: training makes new ones. Rows of every batch are cases."""

    weights1: Array
    """W (D, G)."""
    weights2: Array
    """U (G, H)."""
    visible_bias: Array
    """a (D,)."""
    hidden_bias1: Array
    """b (G,)."""
    hidden_bias2: Array
    """c (H,)."""

    @property
    def sizes(self) -> tuple[int, int, int]:
        """D, G, H."""
        return len(self.visible_bias), len(self.hidden_bias1), len(self.hidden_bias2)

    def energy(self, v: Array, g: Array, h: Array) -> Array:
        """E (n,) of states (n, D), (n, G), (n, H)."""
        pairs = ((v @ self.weights1) * g).sum(1) + ((g @ self.weights2) * h).sum(1)
        found: Array = -(v @ self.visible_bias + g @ self.hidden_bias1 + h @ self.hidden_bias2 + pairs)
        return found

    def first_logits(self, v: Array, h: Array) -> Array:
        """(n, G): v W + h U' + b, the first layer hears both its neighbours."""
        found: Array = v @ self.weights1 + h @ self.weights2.T + self.hidden_bias1
        return found

    def second_logits(self, g: Array) -> Array:
        """(n, H): g U + c."""
        found: Array = g @ self.weights2 + self.hidden_bias2
        return found

    def visible_logits(self, g: Array) -> Array:
        """(n, D): g W' + a."""
        found: Array = g @ self.weights1.T + self.visible_bias
        return found

    def first_probabilities(self, v: Array, h: Array) -> Array:
        """p(g = 1 | v, h) (n, G)."""
        return sigmoid(self.first_logits(v, h))

    def second_probabilities(self, g: Array) -> Array:
        """p(h = 1 | g) (n, H)."""
        return sigmoid(self.second_logits(g))

    def visible_probabilities(self, g: Array) -> Array:
        """p(v = 1 | g) (n, D)."""
        return sigmoid(self.visible_logits(g))

    def log_weight(self, g: Array) -> Array:
        """log sum_{v, h} exp(-E) (n,) float64: the first layer's law, up to log Z."""
        seen, above = softplus(self.visible_logits(g)), softplus(self.second_logits(g))
        around = seen.sum(1, dtype=np.float64) + above.sum(1, dtype=np.float64)
        found: Array = g @ self.hidden_bias1 + around
        return found

    def arrays(self) -> dict[str, Array]:
        """Its weights and biases by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def finite(self) -> bool:
        return all(bool(np.isfinite(each).all()) for each in self.arrays().values())

    def towards(self, other: DBM, share: float) -> DBM:
        """This much of the way to another machine, weight by weight."""
        theirs = other.arrays()
        return DBM(**{name: (1 - share) * mine + share * theirs[name] for name, mine in self.arrays().items()})


def fresh(base_rate: Array, n_first: int, n_second: int, generator: np.random.Generator, scale: float = 0.01) -> DBM:
    """Small weights around a machine that knows each pixel's base rate, given as its log odds (D,)."""
    return DBM(
        weights1=scale * generator.standard_normal((len(base_rate), n_first), dtype=np.float32),
        weights2=scale * generator.standard_normal((n_first, n_second), dtype=np.float32),
        visible_bias=base_rate.astype(np.float32),
        hidden_bias1=np.zeros(n_first, np.float32),
        hidden_bias2=np.zeros(n_second, np.float32),
    )
