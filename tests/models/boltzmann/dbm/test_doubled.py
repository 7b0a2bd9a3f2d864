from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm.doubled import DoubledHidden, DoubledVisible, composed, heard
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.units import random_stream, sigmoid

from .small import states

ROWS = np.array([[1, 0, 1], [0, 0, 1], [1, 1, 1]], np.float32)


def machine(seed: int = 0, n_visible: int = 3, n_hidden: int = 2, scale: float = 1.0) -> RBM:
    draw = np.random.default_rng(seed).normal
    parts = (scale * draw(size=(n_visible, n_hidden)), draw(size=n_visible), draw(size=n_hidden))
    return RBM(*(each.astype(np.float32) for each in parts))


def expectations(lower: RBM, *, visible: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """<v h'>, <v>, <h> of the machine with two tied copies of one side, by all its states: the mean over copies."""
    a, b, w = lower.visible_bias, lower.hidden_bias, lower.weights
    n, m = (2 * 3, 2) if visible else (3, 2 * 2)
    joint = states(n + m)
    v, h = joint[:, :n], joint[:, n:]
    if visible:
        v = (v[:, :3] + v[:, 3:]) / 2
        minus = 2 * v @ a + h @ b + 2 * np.einsum("nd,dh,nh->n", v, w, h)
    else:
        h = (h[:, :2] + h[:, 2:]) / 2
        minus = v @ a + 2 * h @ b + 2 * np.einsum("nd,dh,nh->n", v, w, h)
    p = np.exp(minus - np.logaddexp.reduce(minus))
    return np.einsum("n,nd,nh->dh", p, v, h), p @ v, p @ h


@pytest.mark.parametrize("visible", [True, False])
def test_the_model_s_phase_is_that_of_two_tied_copies(visible: bool) -> None:
    lower = machine(1, scale=2.0)
    kind = DoubledVisible if visible else DoubledHidden
    chains = kind(60, random_stream(0, "chains"), np.zeros((40_000, 3), np.float32))
    found = chains.direction(lower, ROWS)
    hidden = sigmoid((2 if visible else 1) * ROWS @ lower.weights + lower.hidden_bias)
    pairs, on, above = expectations(lower, visible=visible)
    assert found.weights == pytest.approx(ROWS.T @ hidden / 3 - pairs, abs=0.01)
    assert found.visible_bias == pytest.approx(ROWS.mean(0) - on, abs=0.01)
    assert found.hidden_bias == pytest.approx(hidden.mean(0) - above, abs=0.01)


def test_the_upper_machine_is_told_what_the_lower_one_hears_twice() -> None:
    lower = machine(2)
    assert heard(lower, ROWS, doubled=True) == pytest.approx(sigmoid(2 * ROWS @ lower.weights + lower.hidden_bias))
    assert heard(lower, ROWS, doubled=False) == pytest.approx(lower.hidden_probabilities(ROWS))


def test_composed_weights_count_once_and_the_middle_gets_half_of_each_bias() -> None:
    lower, upper = machine(0, 3, 2), machine(1, 2, 4)
    deep = composed(lower, upper)
    assert deep.sizes == (3, 2, 4)
    assert (deep.weights1 == lower.weights).all()
    assert (deep.weights2 == upper.weights).all()
    assert deep.hidden_bias1 == pytest.approx((lower.hidden_bias + upper.visible_bias) / 2)
    assert (deep.visible_bias == lower.visible_bias).all()
    assert (deep.hidden_bias2 == upper.hidden_bias).all()
