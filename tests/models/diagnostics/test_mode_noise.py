"""What exact samples score on modes: all of them at once, and what a verdict over all would have found."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from scorescape.models.diagnostics.mode_noise import mode_noise
from scorescape.models.diagnostics.mode_weights import mode_weights, wilson_interval
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

TWO = (0.8, 0.2)
EIGHT = (0.3, 0.2, 0.15, 0.12, 0.1, 0.08, 0.04, 0.01)
MANY = tuple((np.geomspace(1, 0.05, 25) / np.geomspace(1, 0.05, 25).sum()).tolist())
DRAWS = 4_000


def counts(masses: tuple[float, ...], n: int) -> np.ndarray:
    return np.random.default_rng(11).multinomial(n, masses, size=DRAWS)


@pytest.mark.parametrize("masses", [TWO, EIGHT, MANY], ids=["2", "8", "25"])
@pytest.mark.parametrize("n", [200, 2_000, 20_000])
def test_intervals_of_all_modes_hold_together_95_times_in_100(masses: tuple[float, ...], n: int) -> None:
    noise, true, held = mode_noise(masses, n), torch.tensor(masses, dtype=torch.float64), 0
    for row in counts(masses, n):
        low, high = wilson_interval(torch.from_numpy(row) / n, n, noise.critical)
        held += bool(((low <= true) & (true <= high)).all())
    assert 0.93 < held / DRAWS < 0.97


@pytest.mark.parametrize("masses", [TWO, EIGHT, MANY], ids=["2", "8", "25"])
@pytest.mark.parametrize("n", [40, 2_000])
def test_the_floor_of_total_variation_is_its_mean_and_quantile(masses: tuple[float, ...], n: int) -> None:
    noise = mode_noise(masses, n)
    found = np.abs(counts(masses, n) / n - masses).sum(1) / 2
    assert noise.total_variation == pytest.approx(found.mean(), rel=0.03)
    assert noise.total_variation_95 == pytest.approx(np.quantile(found, 0.95), rel=0.04)
    assert noise.total_variation_95 > 1.2 * noise.total_variation


@pytest.mark.parametrize("masses", [TWO, EIGHT, MANY], ids=["2", "8", "25"])
def test_the_smallest_fault_is_found_95_times_in_100_in_every_mode_and_less_where_it_is_smaller(
    masses: tuple[float, ...],
) -> None:
    n = 2_000
    noise, exact = mode_noise(masses, n), np.array(masses)
    assert noise.smallest_fault is not None

    def found(mode: int, shift: float) -> float:
        wrong = exact * (1 - exact[mode] - shift) / (1 - exact[mode])
        wrong[mode] = exact[mode] + shift
        shares = np.random.default_rng(mode).multinomial(n, wrong, size=DRAWS) / n
        return float(((np.abs(shares - exact) / np.sqrt(exact * (1 - exact) / n)).max(1) > noise.critical).mean())

    shifts = [noise.smallest_fault * sign for sign in (1, -1)]
    rates = [found(mode, d) for mode in range(len(exact)) for d in shifts if 0 < exact[mode] + d < 1]
    assert min(rates) == pytest.approx(0.95, abs=0.015)
    assert found(0, 0.5 * noise.smallest_fault) < 0.8


def test_with_nobody_there_or_one_mode_there_is_nothing_to_tell() -> None:
    assert mode_noise(TWO, 0).smallest_fault is None
    assert (mode_noise(TWO, 0).total_variation, mode_noise(TWO, 0).total_variation_95) == (1.0, 1.0)
    one = mode_noise((1.0,), 100)
    assert (one.total_variation, one.total_variation_95, one.critical) == (0.0, 0.0, math.inf)
    assert mode_noise(TWO, 3).smallest_fault is None, "three particles show nothing"


def test_the_verdict_names_the_mode_that_strays_most_and_what_would_have_been_seen() -> None:
    pair = GaussianMixture.create([0.8, 0.2], [[-2.0, 0.0], [2.0, 0.0]], [0.3, 0.3])
    modes = find_modes(pair)

    def verdict(first: int, lost: int = 0) -> tuple[bool, str]:
        x = torch.tensor([[-2.0, 0.0]] * first + [[2.0, 0.0]] * (2_000 - first - lost) + [[9.0, 9.0]] * lost)
        found = mode_weights(x, modes)
        inside = bool(((found.low <= found.true) & (found.true <= found.high)).all())
        assert found.verdict.holds == inside, "the intervals and the verdict are one"
        return found.verdict.holds, found.verdict.sentence

    assert verdict(1_600) == (
        True,
        "The modes' shares cannot be told from exact samples; a mode's weight wrong by 3.3 points or more would have "
        "been seen 95 times in 100.",
    )
    holds, sentence = verdict(1_020)
    assert not holds
    assert sentence.startswith("Mode 1 has 51.0 % in place of 80.0 %;")
    # with 1,500 off the box, the 500 left are judged by the noise of 500
    assert verdict(416, lost=1_500)[0]
    assert not verdict(1_664)[0]
    left = mode_weights(torch.tensor([[-2.0, 0.0]] * 400 + [[2.0, 0.0]] * 100 + [[9.0, 9.0]] * 1_500), modes)
    of_500 = mode_noise(tuple(left.true.tolist()), 500)
    assert (left.total_variation_floor, left.total_variation_floor_95) == (
        of_500.total_variation,
        of_500.total_variation_95,
    )
    assert left.verdict.smallest_fault == of_500.smallest_fault
    gone = mode_weights(torch.full((10, 2), math.nan), modes).verdict
    assert (gone.holds, gone.sentence) == (False, "No particle is in any mode.")
