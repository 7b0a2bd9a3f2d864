from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods, log_z
from scorescape.models.boltzmann.dbm.mean_field import bounds, settled
from scorescape.models.boltzmann.units import sigmoid

from .small import law, small, states


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_below_the_likelihood_of_every_picture(seed: int) -> None:
    machine = small(seed)
    whole = log_z(machine)
    gaps = log_likelihoods(machine, states(4), whole) - bounds(machine, states(4), whole)
    assert gaps.min() >= 0
    assert gaps.max() < 1


def test_the_gap_is_the_divergence_of_the_means_from_the_posterior() -> None:
    machine = small(1)
    v, g, h, p, whole = law(machine)
    field = settled(machine, states(4))
    gaps = log_likelihoods(machine, states(4), whole) - bounds(machine, states(4), whole, field)
    for at, state in enumerate(states(4)):
        like = (v == state).all(1)
        units, means = np.hstack([g[like], h[like]]), np.hstack([field.first[at], field.second[at]])
        log_q = (units * np.log(means) + (1 - units) * np.log(1 - means)).sum(1)
        apart = np.exp(log_q) @ (log_q - np.log(p[like] / p[like].sum()))
        assert gaps[at] == pytest.approx(apart, abs=1e-9)


def test_it_ends_where_nothing_moves() -> None:
    machine = small(2)
    field = settled(machine, states(4), 1e-10, 500)
    heard = states(4) @ machine.weights1 + field.second @ machine.weights2.T + machine.hidden_bias1
    assert np.abs(sigmoid(heard) - field.first).max() < 1e-9
    assert machine.second_probabilities(field.first) == pytest.approx(field.second)
    assert field.updates < 500


def test_every_further_update_raises_the_bound() -> None:
    machine = small(3, scale=2.0)
    said = [bounds(machine, states(4), 0.0, settled(machine, states(4), 0.0, most)) for most in (1, 2, 4, 8, 32)]
    assert all((later >= earlier - 1e-12).all() for earlier, later in itertools.pairwise(said))
    assert (said[-1] - said[0]).max() > 1e-3


def test_where_the_posterior_is_independent_the_bound_is_the_likelihood() -> None:
    machine = replace(small(5), weights2=np.zeros((3, 3)))
    whole = log_z(machine)
    assert bounds(machine, states(4), whole) == pytest.approx(log_likelihoods(machine, states(4), whole), abs=1e-6)


def test_a_larger_log_z_lowers_the_bound_by_as_much() -> None:
    machine = small(0)
    assert bounds(machine, states(4), 3.5) == pytest.approx(bounds(machine, states(4), 3.0) - 0.5)
