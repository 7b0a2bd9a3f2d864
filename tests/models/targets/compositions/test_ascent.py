"""The highest point of a density, where it is known."""

from __future__ import annotations

import math

import pytest

from scorescape.models.targets.compositions.ascent import log_peak
from scorescape.models.targets.gaussian_mixture import GaussianMixture


def test_of_one_gaussian_from_anywhere() -> None:
    one = GaussianMixture.create([1.0], [[0.3, -0.4]], [0.2])
    far = one.means + 1.0
    assert log_peak(one, far, 0.2) == pytest.approx(-math.log(2 * math.pi * 0.04), abs=1e-9)


def test_between_two_parts_it_is_higher_than_at_either() -> None:
    two = GaussianMixture.create([0.5, 0.5], [[-0.4, 0.0], [0.4, 0.0]], [0.5, 0.5])
    peak = -math.log(2 * math.pi * 0.25) - 0.16 / 0.5
    assert log_peak(two, two.means, 0.5) == pytest.approx(peak, abs=1e-9)
    assert float(two.log_prob(two.means).max()) < peak - 0.01
