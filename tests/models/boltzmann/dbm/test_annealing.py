from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm.annealing import Annealing, annealed_log_z
from scorescape.models.boltzmann.dbm.enumeration import log_z
from scorescape.models.boltzmann.dbm.machine import DBM
from scorescape.models.boltzmann.units import random_stream

from .small import small

BASE = np.array([-0.4, 0.2, 0.0, 0.6])


@pytest.mark.parametrize(("rungs", "within"), [(5, 0.02), (50, 0.01)])
def test_it_finds_the_sum_over_all_states(rungs: int, within: float) -> None:
    """At few rungs: moving before weighing is far off there, and hardly at all on a long ladder."""
    machine = small(scale=1.5)
    found = annealed_log_z(machine, BASE, random_stream(0, "ais"), rungs, 8_000)
    assert found.log_z == pytest.approx(log_z(machine), abs=within)
    assert found.n_chains == 8_000


def test_a_machine_that_is_its_own_base_needs_no_way() -> None:
    machine = replace(small(), weights1=np.zeros((4, 3)), weights2=np.zeros((3, 3)), visible_bias=BASE)
    machine = replace(machine, hidden_bias1=np.zeros(3), hidden_bias2=np.zeros(3))
    found = annealed_log_z(machine, BASE, random_stream(1, "ais"), 1, 10)
    assert found.log_z == pytest.approx(log_z(machine), abs=1e-6)
    assert found.error == pytest.approx(0, abs=1e-6)


def test_two_machines_beside_each_other_add() -> None:
    one, other = small(1), small(2)

    def both(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.block([[a, np.zeros((len(a), b.shape[1]))], [np.zeros((len(b), a.shape[1])), b]])

    joined = DBM(
        both(one.weights1, other.weights1),
        both(one.weights2, other.weights2),
        np.concatenate([one.visible_bias, other.visible_bias]),
        np.concatenate([one.hidden_bias1, other.hidden_bias1]),
        np.concatenate([one.hidden_bias2, other.hidden_bias2]),
    )
    found = annealed_log_z(joined, np.tile(BASE, 2), random_stream(2, "ais"), 100, 2_000)
    assert log_z(joined) == pytest.approx(log_z(one) + log_z(other))
    assert found.log_z == pytest.approx(log_z(joined), abs=0.02)
    assert found.low < log_z(joined) < found.high


def test_it_can_be_stopped_between_rungs() -> None:
    machine = small(3)
    whole = annealed_log_z(machine, BASE, random_stream(4, "ais"), 20, 50)
    chains = Annealing(machine, BASE, 20, 50, random_stream(4, "ais"))
    for rung in range(20):
        assert (chains.rung, chains.finished) == (rung, False)
        chains.step()
    assert chains.finished
    assert chains.found() == whole
