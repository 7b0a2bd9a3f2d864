from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from scorescape.models.boltzmann.ising.energy import bond_sum
from scorescape.models.boltzmann.ising.torus import CRITICAL, kaufman, log_z, onsager, yang

from .small import states


@cache
def all_energies(side: int) -> NDArray[np.float64]:
    return -np.array([bond_sum(each, periodic=True) for each in states(side, side)], np.float64)


@pytest.mark.parametrize("side", [3, 4])
@pytest.mark.parametrize("beta", [0.1, 0.3, 0.44, CRITICAL, 0.5, 1.2])
def test_kaufman_is_enumeration(side: int, beta: float) -> None:
    energies = all_energies(side)
    logs = -beta * energies
    exact = np.logaddexp.reduce(logs)
    assert log_z(beta, side) == pytest.approx(exact, abs=1e-10)
    assert kaufman(beta, side) == pytest.approx((np.exp(logs - exact) * energies).sum() / side**2, abs=1e-10)


def test_onsager_and_yang_at_known_couplings() -> None:
    assert pytest.approx(0.44068679350977) == CRITICAL
    assert onsager(0.3) == pytest.approx(-0.70450, abs=5e-6)
    assert onsager(0.6) == pytest.approx(-1.90909, abs=5e-6)
    assert onsager(CRITICAL) == pytest.approx(-np.sqrt(2), abs=1e-9)
    assert onsager(0.001) == pytest.approx(-2 * np.tanh(0.001), abs=1e-8)
    assert yang(0.44) == 0
    assert yang(0.5) == pytest.approx(0.911, abs=5e-4)
    assert onsager(0.0) == kaufman(0.0, 8) == 0


def test_a_finite_torus_is_off_at_the_transition_alone() -> None:
    off = {beta: abs(kaufman(beta, 32) / onsager(beta) - 1) for beta in (0.2, 0.3, 0.43, 0.4407, 0.5, 0.6)}
    assert max(off[beta] for beta in (0.2, 0.3, 0.5, 0.6)) < 5e-6
    assert off[0.43] == pytest.approx(0.021, abs=5e-4)
    assert off[0.4407] == pytest.approx(0.0136, abs=5e-4)
    assert abs(kaufman(0.43, 256) / onsager(0.43) - 1) < 1e-6
    assert kaufman(2.0, 512) == pytest.approx(-2, abs=1e-5), "no product overflows"
