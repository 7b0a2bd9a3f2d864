from __future__ import annotations

import numpy as np

from scorescape.models.boltzmann.ising.energy import energy
from scorescape.models.boltzmann.ising.evidence import evidence_of
from scorescape.models.boltzmann.ising.icm import icm_sweep
from scorescape.models.boltzmann.ising.lattice import Lattice
from scorescape.models.boltzmann.ising.pictures import named_picture

EVIDENCE = evidence_of(named_picture("letter-g", 40) > 0, 0.1, 1)
FIELD = 0.5 * np.log(9)


def settled(beta: float) -> Lattice:
    lattice = Lattice(EVIDENCE.observed)
    lattice.put(EVIDENCE.observed)
    while icm_sweep(lattice, beta, FIELD):
        pass
    return lattice


def test_every_sweep_lowers_the_energy_until_no_single_flip_would() -> None:
    lattice, observed = Lattice(EVIDENCE.observed), EVIDENCE.observed
    lattice.put(observed)
    energies = [energy(observed, observed, 0.7, FIELD)]
    while icm_sweep(lattice, 0.7, FIELD):
        energies.append(energy(lattice.spins(), observed, 0.7, FIELD))
    assert len(energies) > 2
    assert (np.diff(energies) < 0).all()
    still = lattice.spins()
    for row in range(0, 40, 3):
        for column in range(40):
            still[row, column] *= -1
            assert energy(still, observed, 0.7, FIELD) >= energies[-1] - 1e-9
            still[row, column] *= -1


def test_its_answer_changes_with_the_coupling_at_the_orders_of_h_and_beta_alone() -> None:
    answers = {beta: settled(beta).spins() for beta in (0.28, 0.36, 0.37, 0.54, 0.56, 1.0)}
    assert np.array_equal(answers[0.28], answers[0.36]), "between h / 4 and h / 3 nothing changes"
    assert np.array_equal(answers[0.37], answers[0.54])
    assert np.array_equal(answers[0.56], answers[1.0])
    assert not np.array_equal(answers[0.54], answers[0.56]), "at h / 2 = .549 two neighbours outweigh the data"


def test_a_pixel_that_is_pulled_to_neither_side_stays() -> None:
    lattice = Lattice(np.zeros((2, 2), np.int8))
    board = np.array([[1, 1], [-1, -1]], np.int8)
    lattice.put(board)
    assert icm_sweep(lattice, 0.7, 1.0) == 0
    assert np.array_equal(lattice.spins(), board)
