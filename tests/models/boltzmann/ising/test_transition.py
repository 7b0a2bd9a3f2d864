from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.ising import transition as module
from scorescape.models.boltzmann.ising.energy import bond_sum
from scorescape.models.boltzmann.ising.lattice import Lattice
from scorescape.models.boltzmann.ising.thresholds import Thresholds
from scorescape.models.boltzmann.ising.torus import onsager
from scorescape.models.boltzmann.ising.transition import BURN_IN, Transition
from scorescape.models.boltzmann.units import random_stream


def measured(beta: float, sweeps: int, side: int = 32) -> module.Measured:
    torus = Transition(side, beta, "aligned", 0)
    for _ in range(BURN_IN + sweeps):
        torus.sweep()
    found = torus.measured()
    assert found is not None
    assert found.kept == sweeps
    return found


def test_the_energy_of_a_torus_is_onsager_s_within_one_percent_on_both_sides() -> None:
    weak, strong = measured(0.3, 2_500), measured(0.6, 600)
    assert weak.energy == pytest.approx(-0.7045, rel=0.01)
    assert strong.energy == pytest.approx(-1.9091, rel=0.01)
    assert strong.magnetisation == pytest.approx(0.9736, abs=0.003)
    assert weak.magnetisation < 0.1
    for found in (weak, strong):
        assert found.energy_error is not None
        assert abs(found.energy - onsager(found.beta)) < 4 * found.energy_error


def test_a_free_border_has_another_energy_than_a_torus() -> None:
    """32 x 32 at .3: pixels along the edge have fewer pairs, which is 4 % of the energy a spin."""
    lattice, thresholds = Lattice(np.zeros((32, 32), np.int8)), Thresholds.of(0.3, 0.0)
    chance, total = random_stream(0, "free"), 0
    lattice.put(np.ones((32, 32), np.int8))
    for sweep in range(2_100):
        lattice.sweep(thresholds, chance)
        total += bond_sum(lattice.spins()) if sweep >= 100 else 0
    assert -total / 2_000 / 1_024 == pytest.approx(-0.677, rel=0.01)
    assert measured(0.3, 2_000).energy == pytest.approx(-0.7045, rel=0.01)


def test_a_scan_walks_from_order_to_disorder_and_keeps_every_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SCAN", (0.7, 0.5, 0.3))
    monkeypatch.setattr(module, "SCAN_KEPT", 300)
    monkeypatch.setattr(module, "SCAN_BURN_IN", 50)
    torus = Transition(16, 0.4407, "random", 1)
    torus.begin_scan()
    while torus.scan:
        torus.sweep()
    assert torus.sweeps == 3 * 350
    points = torus.all_measured()
    assert [each.beta for each in points] == [0.3, 0.5, 0.7]
    assert [each.kept for each in points] == [300] * 3
    assert [each.energy for each in points] == pytest.approx([onsager(beta) for beta in (0.3, 0.5, 0.7)], rel=0.05)
    assert points[0].magnetisation < 0.3 < 0.8 < points[1].magnetisation


def test_what_was_measured_stays_when_the_coupling_is_turned() -> None:
    torus = Transition(8, 0.3, "random", 2)
    for _ in range(BURN_IN + 150):
        torus.sweep()
    torus.tune(0.35)
    assert torus.measured() is None
    assert [(each.beta, each.kept) for each in torus.all_measured()] == [(0.3, 150)]


def test_it_goes_on_where_it_was_kept() -> None:
    torus = Transition(8, 0.4, "random", 3)
    for _ in range(300):
        torus.sweep()
    other = Transition(8, 0.4, "random", 3)
    other.resume(torus.parcel())
    for one in (torus, other):
        for _ in range(20):
            one.sweep()
    assert (other.spins == torus.spins).all()
    assert other.measured() == torus.measured()
