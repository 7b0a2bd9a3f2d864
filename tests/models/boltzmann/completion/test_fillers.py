"""Every model's chain against its own law given the held pixels, written down whole: means and pairs."""

from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.completion.fillers import DbmFiller, Filler, IsingFiller, RbmFiller
from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods
from scorescape.models.boltzmann.dbm.machine import DBM
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.units import random_stream

from ..dbm.small import small, states

PICTURES = states(9).astype(np.float32)
HELD = np.array([1, 0, 0, 0, 1, 0, 0, 0, 0], bool)
"""Two of nine pixels: the middle and a corner."""
TRUTH = np.array([1, 0, 1, 0, 0, 1, 0, 1, 0], np.float32)


def rbm() -> RBM:
    draw = np.random.default_rng(0).normal
    parts = (draw(size=(9, 3)), 0.5 * draw(size=9), 0.5 * draw(size=3))
    return RBM(*(each.astype(np.float32) for each in parts))


def dbm() -> DBM:
    parts = small(1, (9, 3, 2)).arrays()
    return DBM(**{name: each.astype(np.float32) for name, each in parts.items()})


def ising_log_weight(beta: float) -> np.ndarray:
    spins = (2 * PICTURES - 1).reshape(-1, 3, 3)
    return beta * ((spins[:, 1:] * spins[:, :-1]).sum((1, 2)) + (spins[:, :, 1:] * spins[:, :, :-1]).sum((1, 2)))


CASES = {
    "ising": (IsingFiller(0.4, (3, 3)), ising_log_weight(0.4)),
    "rbm": (RbmFiller(rbm()), -rbm().free_energy(PICTURES)),
    "dbm": (DbmFiller(dbm()), log_likelihoods(dbm(), PICTURES, 0.0)),
}


@pytest.mark.parametrize("name", CASES)
def test_the_hidden_pixels_have_the_model_s_law_given_the_held_ones(name: str) -> None:
    filler, log_weight = CASES[name]
    like = (PICTURES[:, HELD] == TRUTH[HELD]).all(1)
    p = np.exp(log_weight[like] - np.logaddexp.reduce(log_weight[like]))
    given = PICTURES[like]
    samples = walked(filler, 30)
    assert samples.mean(0) == pytest.approx(p @ given, abs=0.012)
    pairs = samples.T.astype(np.float64) @ samples / len(samples)
    assert pairs == pytest.approx(np.einsum("n,ni,nj->ij", p, given, given), abs=0.012)


@pytest.mark.parametrize("name", CASES)
def test_held_pixels_never_move(name: str) -> None:
    generator = random_stream(0, "fill")
    at = CASES[name][0].begun(np.tile(TRUTH, (50, 1)), generator)
    moved = np.zeros(9, bool)
    for _ in range(10):
        at = CASES[name][0].swept(at, HELD, generator)
        assert (at.sample[:, HELD] == TRUTH[HELD]).all()
        assert (at.chances[:, HELD] == TRUTH[HELD]).all()
        moved |= (at.sample != TRUTH).any(0)
    assert moved[~HELD].all()


def walked(filler: Filler, sweeps: int) -> np.ndarray:
    generator = random_stream(1, "fill")
    start = np.where(HELD, TRUTH, generator.random((30_000, 9)) < 0.5).astype(np.float32)
    at = filler.begun(start, generator)
    for _ in range(sweeps):
        at = filler.swept(at, HELD, generator)
    return at.sample
