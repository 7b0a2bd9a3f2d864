"""Experts that do not agree are said and refused; broad ones and high powers are not mistaken for them."""

from __future__ import annotations

import math

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.compositions.overlap import overlap
from scorescape.models.targets.gaussian_mixture import GaussianMixture


def apart(distance: float, scale: float = 0.5) -> list[GaussianMixture]:
    return [GaussianMixture.create([1.0], [[x, 0.0]], [scale]) for x in (-distance / 2, distance / 2)]


def test_hardly_overlapping_experts_are_said_with_their_log_mass_and_the_place() -> None:
    made = product(apart(4.79))
    assert made.log_z == pytest.approx(-24.09, abs=0.01)
    assert made.warning == "The experts overlap in exp(-24.1) of their mass; what is left sits at (0, 0)."
    assert product(apart(4.0)).warning == ""  # -16.5


def test_disjoint_ones_are_refused_with_the_log_mass() -> None:
    with pytest.raises(InvalidInput, match=r"a log-mass of -1798, and under -50 .* at \(0, 0\)"):
        product([GaussianMixture.create([1.0], [[x, x]], [0.1]) for x in (-3.0, 3.0)])
    with pytest.raises(InvalidInput, match="a log-mass of -58"):  # by a grid alike
        product([*apart(7.6), GaussianMixture.create([1.0], [[0.0, 0.0]], [2.0])], [1, 1, 0.5])


def test_the_overlap_of_an_expert_with_itself_is_whole_whatever_the_powers() -> None:
    one = GaussianMixture.create([1.0], [[0.2, 0.1]], [1.0])
    log_z = (1 - 16) * math.log(2 * math.pi) - math.log(16)
    assert log_z < -20
    assert overlap([one, one], [12, 4], log_z) == pytest.approx(0.0, abs=1e-6)
    assert product([one], [16]).warning == ""


def test_of_two_equal_gaussians_it_is_the_distance_alone() -> None:
    experts = apart(2.0)
    made = product(experts)
    assert overlap(experts, [1, 1], made.log_z) == pytest.approx(-(2.0**2) / (4 * 0.25), abs=1e-6)
