"""The standard error of the running mean of the loss."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from scorescape.models.training.loss_spread import LossSpread


@pytest.mark.parametrize("steps", [3, 20, 600])
def test_it_is_the_spread_of_running_means(steps: int) -> None:
    random, means, errors = np.random.default_rng(5), [], []
    for _ in range(600):
        spread, mean = LossSpread(0.02), math.nan
        for value in random.normal(7.0, 3.0, steps):
            spread.add(value - mean)
            mean = value if math.isnan(mean) else mean + 0.02 * (value - mean)
        means.append(mean)
        errors.append(spread.standard_error() or math.nan)
    said = math.sqrt(statistics.mean(each**2 for each in errors))
    assert said == pytest.approx(statistics.stdev(means), rel=0.1)


def test_one_loss_says_nothing_of_its_error_nor_does_an_older_run() -> None:
    spread = LossSpread(0.02)
    spread.add(math.nan)
    assert spread.standard_error() is None
    older = LossSpread(0.02, 100, math.nan)
    older.add(1.0)
    assert older.standard_error() is None


def test_of_two_losses_it_is_that_of_their_weighted_mean() -> None:
    """.98 of the first and .02 of the second, each of variance d^2 / 2."""
    spread = LossSpread(0.02)
    spread.add(math.nan)
    spread.add(3.0)
    assert spread.standard_error() == pytest.approx(3.0 * math.sqrt((0.98**2 + 0.02**2) / 2), rel=1e-12)
