"""The gradient of the log-likelihood: statistics of the data less those of the model.

d log p / dW = <v h'>_data - <v h'>_model, and alike for the biases. Each phase is divided by its own number of rows:
with 5 rows and 100 chains one divisor for both would be wrong by a factor of 20 on one side.

Centred (Montavon & Mueller 2012; Melchior, Fischer & Wiskott 2016): the gradient of the same machine written as
E = -(v - mu)'W (h - lambda) - ..., turned back to its own biases: another direction that climbs the same hill, and one
that does not favour pictures over their negatives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..chance import Floats


@dataclass(frozen=True, eq=False)
class Direction:
    """What weights and biases are moved along."""

    weights: Floats
    visible_bias: Floats
    hidden_bias: Floats


def contrast(visible: Floats, hidden: Floats, n_data: int) -> Direction:
    """Of stacked rows: the first `n_data` are data, the others the model's. `hidden` is spoilt: it is signed in place.

    One product makes both phases: the model's activities carry a minus.
    """
    shares = np.full(len(visible), 1 / n_data, np.float32)
    shares[n_data:] = -1 / (len(visible) - n_data)
    hidden *= shares[:, None]
    return Direction(visible.T @ hidden, shares @ visible, hidden.sum(0))


def centred(direction: Direction, mean_visible: Floats, mean_hidden: Floats) -> Direction:
    """The same statistics of v - mu and h - lambda, turned back to a machine that is not centred."""
    weights = (
        direction.weights
        - mean_visible[:, None] * direction.hidden_bias
        - direction.visible_bias[:, None] * mean_hidden
    )
    return Direction(
        weights,
        direction.visible_bias - weights @ mean_hidden,
        direction.hidden_bias - mean_visible @ weights,
    )
