import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.ais import Annealing, annealed_log_z
from scorescape.models.boltzmann.rbm.enumeration import exact_log_z
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.units import random_stream

from .small import small

BASE = np.linspace(-1, 1, 8).astype(np.float32)
MACHINE = small(3, 8, 6)


def test_five_rungs_show_the_order_of_weighing_and_moving() -> None:
    """Moving first is wrong by .8 nats at five rungs, by .05 at a hundred: only a short ladder shows it."""
    exact = exact_log_z(MACHINE)
    found = annealed_log_z(MACHINE, BASE, random_stream(0, "annealing"), n_rungs=5, n_chains=8_000)
    assert found.log_z == pytest.approx(exact, abs=0.05)
    assert found.error < 0.05


def test_the_base_alone_is_exact_without_a_single_move() -> None:
    """A machine that is its own base: every weight is Z."""
    same = RBM(np.zeros((8, 6), np.float32), BASE, np.zeros(6, np.float32))
    found = annealed_log_z(same, BASE, random_stream(0, "annealing"), n_rungs=3, n_chains=10)
    assert found.log_z == pytest.approx(6 * np.log(2) + np.log1p(np.exp(BASE.astype(np.float64))).sum(), abs=1e-5)
    assert (found.error, found.effective_share) == (pytest.approx(0, abs=1e-6), pytest.approx(1))


def test_a_longer_ladder_lets_more_chains_count() -> None:
    shares = [
        annealed_log_z(MACHINE, BASE, random_stream(0, "annealing"), n_rungs, 500).effective_share
        for n_rungs in (2, 10, 100)
    ]
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.9


def test_it_goes_rung_by_rung_and_chains_end_in_the_machines_law() -> None:
    way = Annealing(MACHINE, BASE, 200, 4_000, random_stream(1, "annealing"))
    steps = 0
    while not way.finished:
        way.step()
        steps += 1
    assert steps == 200
    later = MACHINE.gibbs(way.visible, random_stream(2, "chains"), 50)
    assert way.visible.mean(0) == pytest.approx(later.mean(0), abs=0.04)


@pytest.mark.parametrize("n_chains", [200])
def test_the_interval_holds_log_z_as_often_as_it_says(n_chains: int) -> None:
    """95 of 100 intervals; 60 repeats here, 200 in benchmarks/boltzmann_rbm.py. One of half the width holds 67."""
    exact = exact_log_z(MACHINE)
    held = 0
    for seed in range(60):
        found = annealed_log_z(MACHINE, BASE, random_stream(seed, "coverage"), 20, n_chains)
        held += found.low <= exact <= found.high
    assert 52 <= held <= 60
