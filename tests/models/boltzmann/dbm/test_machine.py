from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm.machine import fresh
from scorescape.models.boltzmann.units import random_stream

from .small import law, small, states


def test_the_energy_of_one_state_by_hand() -> None:
    machine = small()
    v, g, h = (np.array([[float(bit) for bit in bits]]) for bits in ("1010", "110", "001"))
    w, u = machine.weights1, machine.weights2
    pairs = w[0, 0] + w[0, 1] + w[2, 0] + w[2, 1] + u[0, 2] + u[1, 2]
    biases = machine.visible_bias[[0, 2]].sum() + machine.hidden_bias1[:2].sum() + machine.hidden_bias2[2]
    assert machine.energy(v, g, h) == pytest.approx([-pairs - biases])


def test_every_layer_s_conditional_is_that_of_the_whole_law() -> None:
    machine = small(1)
    v, g, h, p, _ = law(machine)
    asked = (
        (machine.first_probabilities(v, h), g, np.hstack([v, h])),
        (machine.second_probabilities(g), h, np.hstack([v, g])),
        (machine.visible_probabilities(g), v, np.hstack([g, h])),
    )
    for said, unit, given in asked:
        keys = given @ 2 ** np.arange(given.shape[1])
        for at in range(0, len(p), 37):
            like = keys == keys[at]
            assert said[at] == pytest.approx((p[like] @ unit[like]) / p[like].sum(), abs=1e-12)


def test_the_first_layer_s_weight_sums_the_others_out() -> None:
    machine = small(2)
    _, g, _, p, log_z = law(machine)
    for state, weight in zip(states(3), machine.log_weight(states(3)), strict=True):
        assert weight - log_z == pytest.approx(np.log(p[(g == state).all(1)].sum()), abs=1e-12)


def test_half_way_to_another_machine_is_the_mean_of_both() -> None:
    one, other = small(1), small(2)
    between = one.towards(other, 0.25)
    assert between.weights2 == pytest.approx(0.75 * one.weights2 + 0.25 * other.weights2)
    assert between.hidden_bias2 == pytest.approx(0.75 * one.hidden_bias2 + 0.25 * other.hidden_bias2)


def test_a_fresh_machine_knows_the_base_rates_and_little_else() -> None:
    machine = fresh(np.array([-1.0, 0.5]), 30, 20, random_stream(0, "init"))
    assert machine.sizes == (2, 30, 20)
    assert machine.visible_bias == pytest.approx([-1.0, 0.5])
    assert machine.weights2.std() == pytest.approx(0.01, rel=0.1)
    assert {each.dtype for each in machine.arrays().values()} == {np.dtype("float32")}
