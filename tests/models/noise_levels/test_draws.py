"""How noise levels are drawn: strata, and distributions known in closed form."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Generator

from scorescape.models.noise_levels.draws import (
    MOST_DENSE,
    even_in_time,
    log_uniform,
    log_uniform_halves,
    logit_normal,
    pick,
    stratified,
)

U = torch.linspace(0, 1, 20_001, dtype=torch.float64)


def test_every_part_has_one_draw() -> None:
    n = 64
    u = stratified(n, Generator().manual_seed(0))
    assert (u * n).long().tolist() == list(range(n))
    assert (u * n % 1).std() > 0.2, "drawn within the parts, not placed"


def test_a_log_uniform_level_has_its_median_at_the_geometric_mean() -> None:
    levels = log_uniform(U, 0.02, 8.0)
    assert (float(levels[0]), float(levels[-1])) == pytest.approx((0.02, 8.0))
    assert float(levels.median()) == pytest.approx(math.sqrt(0.02 * 8.0), rel=1e-3)


def test_half_of_the_levels_lie_below_a_low_middle_and_either_half_is_log_uniform() -> None:
    levels = log_uniform_halves(U, 0.02, 0.1, 20.0)  # the middle is 23 % of the way
    assert (float(levels[0]), float(levels[-1])) == pytest.approx((0.02, 20.0))
    places = torch.tensor([0.25, 0.5, 0.75], dtype=torch.float64)
    expected = [math.sqrt(0.02 * 0.1), 0.1, math.sqrt(0.1 * 20.0)]
    assert levels.quantile(places).tolist() == pytest.approx(expected, rel=1e-3)


def test_levels_below_the_middle_are_never_too_dense_and_never_thinner() -> None:
    close = log_uniform_halves(U, 0.02, 0.04, 20.0)
    part = math.log(2) / math.log(1_000)
    assert float((close < 0.04).double().mean()) == pytest.approx(MOST_DENSE * part, abs=1e-3)
    far = log_uniform_halves(U, 0.02, 10.0, 20.0)
    torch.testing.assert_close(far, log_uniform(U, 0.02, 20.0))
    for beyond in (0.01, 0.02, 20.0, 30.0):
        assert torch.equal(log_uniform_halves(U, 0.02, beyond, 20.0), log_uniform(U, 0.02, 20.0))


def test_the_logit_of_a_logit_normal_time_has_its_mean_and_spread() -> None:
    t = logit_normal(U[1:-1], 0.4, 0.7, 1e-6, 1 - 1e-6)
    logits = t.logit()
    assert float(logits.mean()) == pytest.approx(0.4, abs=1e-3)
    assert float(logits.std()) == pytest.approx(0.7, abs=2e-3)


def test_a_logit_normal_time_is_cut_off_and_not_squeezed() -> None:
    t = logit_normal(U, 0.0, 1.0, 0.3, 0.9)
    assert (float(t.min()), float(t.max())) == pytest.approx((0.3, 0.9))
    # P(t < 1/2 | 0.3 < t < 0.9) by the normal distribution of the logit
    below, middle, above = (torch.special.ndtr(torch.tensor(p).logit()) for p in (0.3, 0.5, 0.9))
    assert float((t < 0.5).double().mean()) == pytest.approx(float((middle - below) / (above - below)), abs=1e-3)


def test_even_times_and_picked_levels_are_even() -> None:
    assert even_in_time(torch.tensor([0.0, 0.5, 1.0]), 2.0, 6.0).tolist() == [2.0, 4.0, 6.0]
    assert pick(torch.tensor([0.0, 0.32, 0.34, 0.99, 1.0]), [5.0, 6.0, 7.0]).tolist() == [5.0, 5.0, 6.0, 7.0, 7.0]
