from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.energy import bond_sum, conditionals, energy, implied_field

from .small import data, law, states


def test_every_pair_counts_once_and_a_torus_has_more_of_them() -> None:
    one = np.ones((3, 4), np.int8)
    assert (bond_sum(one), bond_sum(one, periodic=True)) == (17, 24)
    board = np.array([[1, -1], [-1, 1], [1, -1]], np.int8)
    assert bond_sum(board) == -7


def test_an_open_chain_has_its_closed_forms() -> None:
    """Z = 2 (2 cosh beta)^(n - 1) and <y_1 y_n> = tanh(beta)^(n - 1)."""
    beta, n = 0.6, 6
    nothing, every = np.zeros((1, n), np.int8), states(1, n)
    weights = np.exp([-energy(each, nothing, beta, 0.0) for each in every])
    assert weights.sum() == pytest.approx(2 * (2 * np.cosh(beta)) ** (n - 1), rel=1e-12)
    ends = (weights * every[:, 0, 0] * every[:, 0, -1]).sum() / weights.sum()
    assert ends == pytest.approx(np.tanh(beta) ** (n - 1), rel=1e-12)


@pytest.mark.parametrize("periodic", [False, True])
def test_conditionals_are_those_of_the_joint_law(periodic: bool) -> None:
    observed = data(3, 3)
    p = law(observed, 0.7, 1.1, periodic=periodic)
    for number in (0, 37, 300, 511):
        found = conditionals(states(3, 3)[number], observed, 0.7, 1.1, periodic=periodic).ravel()
        exact = [p[number | 1 << i] / (p[number | 1 << i] + p[number & ~(1 << i)]) for i in range(9)]
        assert found == pytest.approx(exact, abs=1e-12)


def test_the_flipped_share_implies_the_field() -> None:
    assert implied_field(0.1) == pytest.approx(1.0986122886681098)
    assert implied_field(0.5) == 0
    assert implied_field(0.0) == implied_field(0.001) == pytest.approx(3.4534, abs=1e-4)
