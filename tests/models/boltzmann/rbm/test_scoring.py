import numpy as np
import pytest

from scorescape.models.boltzmann.data.patterns import Patterns, of_known_law, parted
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.rbm.scoring import (
    Scores,
    Scoring,
    free_energy_gap,
    law_divergence,
    reconstruction_error,
    values_of,
)
from scorescape.models.boltzmann.units import random_stream
from scorescape.models.boltzmann.weighing import Weighed

from .small import bits, joint, small

ROWS = bits(6)[::5]
AVERAGED, LAST = small(0, scale=0.5), small(1, scale=0.5)


def scored(patterns: Patterns, averaged: RBM = AVERAGED, *, thorough: bool = False) -> Scores:
    return Scoring(patterns, (averaged, LAST), 7, random_stream(0, "annealing"), thorough=thorough).whole()


def mean_log(machine: RBM, rows: np.ndarray) -> float:
    """By the joint law written out."""
    p = joint(machine).sum(1)
    return float(np.log(p[(rows @ (1 << np.arange(5, -1, -1))).astype(int)]).mean())


def test_likelihoods_are_those_of_the_enumerated_law() -> None:
    patterns = parted(ROWS, (2, 3), "Some", 0)
    found = scored(patterns)
    assert (found.epoch, found.kl) == (7, None)
    assert found.train == pytest.approx(mean_log(AVERAGED, patterns.train), abs=1e-5)
    assert found.test == pytest.approx(mean_log(AVERAGED, patterns.test), abs=1e-5)
    assert found.last_test == pytest.approx(mean_log(LAST, patterns.test), abs=1e-5)
    assert found.independent == pytest.approx(patterns.independent_log_likelihood(patterns.test))
    assert found.annealed.log_z == pytest.approx(found.log_z_exact, abs=0.1)


def test_a_known_law_is_compared_with() -> None:
    patterns = of_known_law(ROWS, (2, 3), "Law")
    found = scored(patterns)
    assert found.kl == pytest.approx(-np.log(len(ROWS)) - mean_log(AVERAGED, ROWS), abs=1e-5)
    assert law_divergence(parted(ROWS, (2, 3), "Some", 0), AVERAGED, 1.0) is None


def test_where_nothing_can_be_enumerated_the_annealed_z_counts() -> None:
    patterns = parted(np.eye(25, dtype=np.float32), (5, 5), "Wide", 0)
    wide = RBM.fresh(21, patterns.base_logits(), 0)
    found = Scoring(patterns, (wide, wide), 0, random_stream(0, "annealing"), thorough=False).whole()
    assert found.log_z_exact is None
    expected = 21 * np.log(2) + np.log1p(np.exp(wide.visible_bias)).sum()
    assert found.log_z == found.annealed.log_z == pytest.approx(expected, abs=0.02)
    assert found.test == pytest.approx(patterns.independent_log_likelihood(patterns.test), abs=0.05)


def test_it_is_found_in_slices_and_of_the_machines_as_they_were() -> None:
    averaged = AVERAGED.copy()
    scoring = Scoring(
        parted(ROWS, (2, 3), "Some", 0), (averaged, LAST), 7, random_stream(0, "annealing"), thorough=False
    )
    slices = 0
    while scoring.work(0.0005) is None:
        averaged.weights[...] += 1
        slices += 1
    assert slices > 3
    assert scoring.found == scored(parted(ROWS, (2, 3), "Some", 0))
    assert scoring.seconds > 0


def test_thorough_scores_say_so_and_stand_closer() -> None:
    patterns = parted(ROWS, (2, 3), "Some", 0)
    live, thorough = scored(patterns), scored(patterns, thorough=True)
    assert (live.thorough, live.annealed.n_chains) == (False, 100)
    assert (thorough.thorough, thorough.annealed.n_chains) == (True, 500)
    assert thorough.annealed.error < live.annealed.error


def test_no_interval_is_told_where_too_few_chains_count() -> None:
    told = values_of(Scores(1, -3, -4, -5, -6, None, Weighed(10, 0.1, 0.5, 100), None))
    assert (told["log_z_ais_low"], told["log_z_ais_high"]) == (
        pytest.approx(9.804, abs=1e-3),
        pytest.approx(10.196, abs=1e-3),
    )
    assert (told["train_log_likelihood"], told["test_log_likelihood"], told["last_test_log_likelihood"]) == (-3, -4, -5)
    few = values_of(Scores(1, -3, -4, -5, -6, None, Weighed(10, 0.1, 0.29, 100), None))
    assert (few["log_z_ais"], few["log_z_ais_low"], few["log_z_ais_high"], few["ess"]) == (10, None, None, 0.29)


def test_the_gap_is_the_difference_of_likelihoods_and_needs_no_z() -> None:
    patterns = parted(ROWS, (2, 3), "Some", 0)
    found = scored(patterns)
    assert free_energy_gap(patterns, AVERAGED) == pytest.approx(found.train - found.test, abs=1e-5)


def test_a_machine_without_weights_gives_its_own_rate_back() -> None:
    patterns = parted(ROWS, (2, 3), "Some", 0)
    flat = RBM(np.zeros((6, 2), np.float32), np.zeros(6, np.float32), np.zeros(2, np.float32))
    assert reconstruction_error(patterns, flat) == pytest.approx(0.5)
