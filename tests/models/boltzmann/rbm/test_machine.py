import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.machine import RBM, blended
from scorescape.models.boltzmann.units import random_stream

from .small import bits, joint, small


def test_the_energy_is_that_of_the_notes() -> None:
    machine = RBM(np.array([[2.0], [3.0]], np.float32), np.array([5.0, 7.0], np.float32), np.array([11.0], np.float32))
    v, h = np.array([[1, 0], [0, 1], [1, 1]], np.float32), np.array([[1], [0], [1]], np.float32)
    assert machine.energy(v, h) == pytest.approx([-(5 + 11 + 2), -7, -(12 + 11 + 5)])


def test_the_free_energy_sums_hidden_units_out() -> None:
    machine = small()
    v, h = bits(6), bits(4)
    energies = np.stack([machine.energy(v, np.repeat(each[None], len(v), 0)) for each in h], 1)
    assert machine.free_energy(v) == pytest.approx(-np.log(np.exp(-energies.astype(np.float64)).sum(1)), abs=1e-5)


def test_conditionals_are_those_of_the_joint_law() -> None:
    machine = small()
    p, v, h = joint(machine), bits(6), bits(4)
    assert machine.hidden_probabilities(v) == pytest.approx((p / p.sum(1, keepdims=True)) @ h, abs=1e-6)
    assert machine.visible_probabilities(h) == pytest.approx((p / p.sum(0)).T @ v, abs=1e-6)


def test_block_gibbs_keeps_the_joint_law_pairs_included() -> None:
    """Means alone would pass a synchronous sampler: every pair of visible and of visible and hidden bits is held."""
    machine = small(scale=0.8)
    p, generator = joint(machine), random_stream(0, "chains")
    v = machine.gibbs(np.zeros((20_000, 6), np.float32), generator, 30)
    h = machine.sample_hidden(v, generator)
    both, all_v, all_h = np.concatenate((v, h), 1), bits(6), bits(4)
    states = np.concatenate((np.repeat(all_v, 16, 0), np.tile(all_h, (64, 1))), 1)
    exact = states.T @ (p.reshape(-1, 1) * states)
    assert both.T @ both / len(both) == pytest.approx(exact, abs=0.012)
    codes = (both @ (1 << np.arange(9, -1, -1))).astype(int)
    counts = np.bincount(codes, minlength=1024) / len(codes)
    assert np.abs(counts - p.reshape(-1)).max() < 0.02 * p.max() + 4 * np.sqrt(p.max() / len(codes))


def test_a_fresh_machine_is_the_model_of_independent_pixels() -> None:
    machine = RBM.fresh(5, np.array([1.0, -1.0], np.float32), seed=0)
    assert machine.visible_probabilities(np.zeros((1, 5), np.float32)) == pytest.approx(
        np.array([[0.7310586, 0.2689414]])
    )
    assert abs(machine.weights).max() < 0.05
    assert not np.array_equal(machine.weights, RBM.fresh(5, machine.visible_bias, seed=1).weights)


def test_blending_is_linear() -> None:
    one, two = small(0), small(1)
    mixed = blended(((0.25, one), (0.75, two)))
    assert mixed.weights == pytest.approx(0.25 * one.weights + 0.75 * two.weights, abs=1e-6)
    assert mixed.hidden_bias == pytest.approx(0.25 * one.hidden_bias + 0.75 * two.hidden_bias, abs=1e-6)
