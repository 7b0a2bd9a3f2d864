"""The KL to a target over stratified points: its value, and a standard error that is neither larger nor smaller."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.kl_divergence import KlJudge, kl_divergence
from scorescape.models.exact_field import ExactField
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.testing.linear import Linear

WIDE = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.8])


def test_between_gaussians_it_is_the_closed_form_within_its_error() -> None:
    for precision in (0.5, 1 / 0.64, 4.0):
        product = precision * 0.64
        found = KlJudge(WIDE, 20_000).judge(Linear(precision), math.log(2 * math.pi / precision))
        assert found.value == pytest.approx(product - 1 - math.log(product), abs=4 * found.se + 1e-6)
        # log p + E is (product - 1) times half a chi-square of two degrees, whose deviation is 1
        assert found.se == pytest.approx(abs(product - 1) / math.sqrt(20_000), rel=0.1, abs=1e-8)


def test_strata_leave_only_the_chance_within_components() -> None:
    # an energy that is wrong by a constant in one mode has a KL without any chance
    mixture = GaussianMixture.create([0.7, 0.3], [[-2, 0], [2, 0]], [0.1, 0.1])
    other = ExactField(GaussianMixture.create([0.4, 0.6], [[-2, 0], [2, 0]], [0.1, 0.1]))
    found = KlJudge(mixture, 1_000).judge(other, 0.0)
    exact = 0.7 * math.log(0.7 / 0.4) + 0.3 * math.log(0.3 / 0.6)
    assert found.value == pytest.approx(exact, abs=2e-3)
    assert found.se < 2e-3


def test_the_error_of_log_z_is_in_that_of_the_kl() -> None:
    found = KlJudge(WIDE, 100).judge(ExactField(WIDE), 0.25, 0.03)
    assert (found.value, found.se) == (pytest.approx(0.25, abs=1e-6), pytest.approx(0.03, rel=1e-6))


def test_thin_targets_are_met_at_the_very_points_that_are_asked() -> None:
    thin = GaussianMixture.create([0.5, 0.5], [[3.1, 3.3], [-3.7, 2.9]], [0.001, 0.005])
    assert kl_divergence(ExactField(thin), thin, 0.0) == pytest.approx(0, abs=1e-9)
    assert torch.equal(KlJudge(thin, 64)._x, KlJudge(thin, 64)._x)


def test_the_points_stand_for_the_middles_of_equal_shares() -> None:
    """Of four points those at 1/8, 3/8, 5/8 and 7/8 of the weights."""
    apart = GaussianMixture.create([0.5, 0.5], [[-2.0, 0.0], [2.0, 0.0]], [0.001, 0.001])
    assert KlJudge(apart, 4)._x[:, 0].round().tolist() == [-2, -2, 2, 2]
