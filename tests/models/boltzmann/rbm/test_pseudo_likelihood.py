import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.rbm.pseudo_likelihood import estimated, pseudo_log_likelihood
from scorescape.models.boltzmann.units import random_stream

from .small import bits, joint, small


def test_every_term_is_the_conditional_of_the_joint_law() -> None:
    machine = small()
    p = joint(machine).sum(1)
    expected = np.zeros(64)
    for pixel in range(6):
        other = np.arange(64) ^ (1 << (5 - pixel))  # the picture with that pixel turned
        expected += np.log(p / (p + p[other]))
    assert pseudo_log_likelihood(machine, bits(6)) == pytest.approx(expected, abs=1e-4)


def test_a_random_pixel_gives_the_sum_on_average() -> None:
    machine, row = small(), bits(6)[[21]]
    draws = estimated(machine, np.repeat(row, 40_000, 0), random_stream(0, "pixels"))
    exact = float(pseudo_log_likelihood(machine, row)[0])
    assert draws.mean() == pytest.approx(exact, rel=0.01)
    assert len(np.unique(draws.round(4))) == 6


def test_without_weights_it_is_the_likelihood() -> None:
    flat = RBM(np.zeros((6, 4), np.float32), small().visible_bias, np.zeros(4, np.float32))
    rows = bits(6)
    log_z = 4 * np.log(2) + np.log1p(np.exp(flat.visible_bias)).sum()
    assert pseudo_log_likelihood(flat, rows).mean() == pytest.approx(flat.log_likelihood(rows, log_z), abs=1e-5)
