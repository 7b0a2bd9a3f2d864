from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from scorescape.models.boltzmann.ising.energy import Spins, conditionals
from scorescape.models.boltzmann.ising.lattice import COLOURS, Lattice
from scorescape.models.boltzmann.ising.thresholds import Thresholds
from scorescape.models.boltzmann.units import random_stream
from scorescape.models.errors import InvalidInput

from .small import data, law, states


def kernel_chances(lattice: Lattice, thresholds: Thresholds, colour: int) -> NDArray[np.float64]:
    """(H, W): P(+1) of the pixels of one colour by the kernel's own table; 0 elsewhere."""
    halves = [np.zeros(lattice.half_shape()) for _ in COLOURS]
    halves[colour] = lattice.thresholds(colour, thresholds) / 2.0**thresholds.bits
    return lattice.expand(halves)


def half_sweep(observed: Spins, thresholds: Thresholds, colour: int) -> NDArray[np.float64]:
    """(2^n, 2^n): from every picture to every picture when one colour is drawn anew, without random numbers."""
    rows, columns = observed.shape
    every, lattice = states(rows, columns), Lattice(observed)
    mine = (np.add.outer(np.arange(rows), np.arange(columns)) % 2 == colour).ravel()
    flat = every.reshape(len(every), -1)
    matrix = np.empty((len(every), len(every)))
    for at, state in enumerate(every):
        lattice.put(state)
        up = kernel_chances(lattice, thresholds, colour).ravel()
        drawn = np.where(flat > 0, up, 1 - up)[:, mine].prod(1)
        matrix[at] = drawn * (flat[:, ~mine] == flat[at, ~mine]).all(1)
    return matrix


@pytest.mark.parametrize(("beta", "field"), [(0.7, 1.1), (1.6, 0.4)])
def test_a_sweep_keeps_the_law_of_3_x_3_pictures_exactly(beta: float, field: float) -> None:
    observed, thresholds = data(3, 3), Thresholds.of(beta, field)
    sweep = half_sweep(observed, thresholds, 0) @ half_sweep(observed, thresholds, 1)
    p = law(observed, beta, field)
    assert np.abs(sweep.sum(1) - 1).max() < 1e-12
    # thresholds are whole numbers of 16 or 32 bits
    assert np.abs(p @ sweep - p).max() < {16: 1e-5, 32: 1e-9}[thresholds.bits]


@pytest.mark.parametrize(("shape", "periodic"), [((5, 7), False), ((4, 6), True), ((1, 6), False), ((6, 3), False)])
def test_its_chances_are_the_conditionals_of_the_energy(shape: tuple[int, int], periodic: bool) -> None:
    observed = data(*shape, nothing_at=(0, 1))
    spins = data(*shape, seed=8, nothing_at=None)
    lattice, thresholds = Lattice(observed, periodic=periodic), Thresholds.of(0.4, 0.9)
    lattice.put(spins)
    found = kernel_chances(lattice, thresholds, 0) + kernel_chances(lattice, thresholds, 1)
    assert found == pytest.approx(conditionals(spins, observed, 0.4, 0.9, periodic=periodic), abs=1e-5)
    assert np.array_equal(lattice.spins(), spins)


def test_marginals_and_all_pairs_of_4_x_4_pictures_are_those_of_enumeration() -> None:
    observed, beta, field, sweeps = data(4, 4), 0.5, 1.1, 60_000
    p, every = law(observed, beta, field), states(4, 4).reshape(-1, 16).astype(np.float64)
    lattice, thresholds, chance = Lattice(observed), Thresholds.of(beta, field), random_stream(3, "sweeps")
    seen = np.zeros(2**16)
    powers = 1 << np.arange(16)
    for _ in range(sweeps):
        lattice.sweep(thresholds, chance)
        seen[(lattice.spins().ravel() > 0) @ powers] += 1
    seen /= sweeps
    assert np.abs(seen @ every - p @ every).max() < 0.01
    pairs, exact = (every.T * seen) @ every, (every.T * p) @ every
    assert np.abs(pairs - exact).max() < 0.01


def test_a_place_off_an_odd_picture_never_counts_as_a_neighbour() -> None:
    lattice = Lattice(np.ones((3, 5), np.int8))
    lattice.put(np.ones((3, 5), np.int8))
    thresholds, chance = Thresholds.of(0.7, 5.0), random_stream(0, "odd")
    for _ in range(50):
        lattice.sweep(thresholds, chance)
    odd, even = (half[1:-1, -2] for half in lattice._spins)
    assert (odd[1], even[0], even[2]) == (0, 0, 0), "its places beyond the edge are empty"


def test_a_torus_with_an_odd_side_is_refused() -> None:
    with pytest.raises(InvalidInput, match="even sides; got 3 x 4"):
        Lattice(np.ones((3, 4), np.int8), periodic=True)
