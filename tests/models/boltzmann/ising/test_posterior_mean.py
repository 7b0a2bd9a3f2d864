from __future__ import annotations

import numpy as np

from scorescape.models.boltzmann.ising.lattice import Lattice
from scorescape.models.boltzmann.ising.posterior_mean import Average, of_mean
from scorescape.models.boltzmann.ising.thresholds import Thresholds
from scorescape.models.boltzmann.units import random_stream

from .small import data, law, states


def test_the_mean_of_conditionals_is_the_exact_mean_with_less_noise_than_that_of_spins() -> None:
    observed, beta, field, sweeps = data(3, 3), 0.5, 0.8, 6_000
    exact = law(observed, beta, field) @ (states(3, 3).reshape(512, 9) > 0)
    lattice, thresholds, chance = Lattice(observed), Thresholds.of(beta, field), random_stream(1, "mean")
    average, spins = Average(lattice), np.zeros(9)
    for _ in range(sweeps):
        average.sweep(lattice, thresholds, chance)
        spins += lattice.spins().ravel() > 0
    mean = average.mean(lattice, thresholds)
    assert mean is not None
    off, off_spins = (np.sqrt(((each - exact) ** 2).mean()) for each in (mean.ravel(), spins / sweeps))
    assert off < 0.005
    assert off < 0.9 * off_spins


def test_it_is_nothing_before_its_first_sweep_and_after_it_was_cleared() -> None:
    lattice, thresholds = Lattice(data(3, 4)), Thresholds.of(0.7, 1.0)
    average = Average(lattice)
    assert average.mean(lattice, thresholds) is None
    average.sweep(lattice, thresholds, random_stream(0, "mean"))
    assert average.mean(lattice, thresholds) is not None
    average.clear()
    assert average.mean(lattice, thresholds) is None


def test_the_likelier_value_of_each_pixel() -> None:
    assert of_mean(np.array([[0.2, 0.5, 0.9]])).tolist() == [[-1, 1, 1]]
