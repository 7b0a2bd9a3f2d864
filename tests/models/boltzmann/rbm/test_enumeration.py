import math

import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.enumeration import (
    Enumeration,
    divergence,
    enumerable,
    exact_log_z,
    states,
    turned,
    visible_law,
)
from scorescape.models.boltzmann.rbm.machine import RBM

from .small import bits, joint, small


def in_double(machine: RBM) -> RBM:
    return RBM(*(each.astype(np.float64) for each in machine.parameters()))  # type: ignore[arg-type]


def by_energies(machine: RBM) -> float:
    """log Z from every pair of states, the definition."""
    v, h = bits(machine.n_visible), bits(machine.n_hidden)
    energies = np.stack([machine.energy(v, np.repeat(each[None], len(v), 0)) for each in h], 1).astype(np.float64)
    return float(np.logaddexp.reduce(-energies.ravel()))


def test_log_z_is_the_sum_over_all_pairs_of_states() -> None:
    assert exact_log_z(small()) == pytest.approx(by_energies(small()), abs=1e-5)


def test_either_side_gives_the_same_log_z() -> None:
    machine = small(n_visible=12, n_hidden=8)
    other = turned(machine)
    one_side = Enumeration(machine)
    assert one_side.machine.n_visible == 8
    v = bits(12)
    by_pixels = float(np.logaddexp.reduce(-in_double(machine).free_energy(v)))
    by_units = float(np.logaddexp.reduce(-in_double(other).free_energy(bits(8))))
    assert by_pixels == pytest.approx(by_units, abs=1e-10)
    assert exact_log_z(machine) == pytest.approx(by_pixels, abs=1e-4)


def test_without_weights_it_has_a_closed_form() -> None:
    machine = small()
    machine.weights[...] = 0
    biases = np.concatenate((machine.visible_bias, machine.hidden_bias)).astype(np.float64)
    assert exact_log_z(machine) == pytest.approx(np.log1p(np.exp(biases)).sum(), abs=1e-6)
    rows = bits(6)[[5, 44]]
    rates = 1 / (1 + np.exp(-machine.visible_bias))
    base = np.mean(rows @ np.log(rates) + (1 - rows) @ np.log(1 - rates))
    assert machine.log_likelihood(rows, exact_log_z(machine)) == pytest.approx(base, abs=1e-5)


def test_two_machines_side_by_side_add_their_log_z() -> None:
    one, other = small(0, 4, 3), small(1, 5, 4)
    weights = np.zeros((9, 7), np.float32)
    weights[:4, :3], weights[4:, 3:] = one.weights, other.weights
    both = RBM(
        weights,
        np.concatenate((one.visible_bias, other.visible_bias)),
        np.concatenate((one.hidden_bias, other.hidden_bias)),
    )
    assert exact_log_z(both) == pytest.approx(exact_log_z(one) + exact_log_z(other), abs=1e-5)


def test_more_than_one_block_of_states_is_summed() -> None:
    """2^16 states in four blocks: 16 units without weights to each other."""
    machine = small(n_visible=20, n_hidden=16, scale=0.3)
    way = Enumeration(machine)
    steps = 0
    while not way.finished:
        way.step()
        steps += 1
    assert steps == 4
    by_turned = in_double(turned(machine))
    assert way.log_z == pytest.approx(
        float(np.logaddexp.reduce(-by_turned.free_energy(states(16, 0, 2**16)))), abs=1e-4
    )


def test_more_than_twenty_units_on_the_smaller_side_are_too_many() -> None:
    wide = RBM.fresh(21, np.zeros(21, np.float32), 0)
    assert not enumerable(wide)
    assert enumerable(RBM.fresh(20, np.zeros(64, np.float32), 0))
    with pytest.raises(ValueError, match="neither side"):
        Enumeration(wide)


def test_the_law_of_pictures_is_that_of_the_joint_law() -> None:
    machine = small()
    found = visible_law(machine)
    order = np.argsort((bits(6) @ (1 << np.arange(6))).astype(int))  # lowest bit first
    assert found == pytest.approx(joint(machine).sum(1)[order], abs=1e-7)


def test_the_divergence_of_a_law_from_itself_is_nothing() -> None:
    law = np.array([0.25, 0.75])
    assert divergence(law, np.log(law)) == 0
    assert divergence(law, np.log([0.5, 0.5])) == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5))
