"""The scales that defaults are made for, and the network that resolves them."""

from __future__ import annotations

import math

import pytest

from scorescape.models.objectives.base import bands, confinement, fine_scale, wide_scale
from scorescape.models.objectives.noise_conditional_score_matching import NoiseConditionalScoreMatching
from scorescape.models.targets.gaussian_mixture import GaussianMixture


def mixture(*parts: tuple[float, float]) -> GaussianMixture:
    """Parts of these masses and scales, all in one place."""
    masses, scales = zip(*parts, strict=True)
    return GaussianMixture.create(masses, [[0.0, 0.0]] * len(parts), scales)


@pytest.mark.parametrize(
    ("mass", "fine"),
    # information: mass / .05^2 against 1 / 1^2, and 2 % of the whole is the border
    [(0.5, 0.05), (0.0123, 0.05), (6e-5, 0.05), (4e-5, 1.0), (1e-9, 1.0)],
)
def test_the_fine_scale_is_the_narrowest_but_for_specks(mass: float, fine: float) -> None:
    target = mixture((mass, 0.05), (1.0, 1.0))
    assert fine_scale(target) == pytest.approx(fine)
    assert target.narrowest_scale == pytest.approx(0.05), "the test must be able to fail"


def test_the_wide_scale_is_exceeded_by_a_tenth_of_the_mass() -> None:
    assert wide_scale(mixture((0.5, 0.1), (0.39, 0.5), (0.11, 2.0))) == pytest.approx(2.0)
    assert wide_scale(mixture((0.5, 0.1), (0.41, 0.5), (0.09, 2.0))) == pytest.approx(0.5)
    assert wide_scale(mixture((0.9, 0.1), (0.1, 2.0))) == pytest.approx(0.1), "nine tenths exactly are enough"
    assert wide_scale(mixture((1.0, 0.3))) == pytest.approx(0.3)


@pytest.mark.parametrize(("scale", "reach", "highest"), [(0.05, 0.8, 16.0), (0.05, 0.5, 10.0), (1.0, 0.8, 2.0)])
def test_bands_end_where_the_narrowest_part_needs_it(scale: float, reach: float, highest: float) -> None:
    """RMS deviation 1: half of the mass in the narrow part, half in one of 2 - s^2."""
    target = mixture((0.5, scale), (0.5, math.sqrt(2 - scale**2)))
    found = bands(target, 0.5, reach)
    assert found["highest_frequency"] == pytest.approx(highest, rel=1e-3)
    assert (found["lowest_frequency"], found["frequencies"], found["fourier_features"]) == (0.5, "bands", 64)


@pytest.mark.parametrize(("deviation", "found"), [(0.5, 0.3), (1.5, 0.9), (4.0, 6.4)])
def test_an_energy_is_confined_alike_in_world_units(deviation: float, found: float) -> None:
    assert confinement(mixture((1.0, deviation))) == pytest.approx(found)


def test_far_parts_move_no_default_beyond_what_the_network_takes() -> None:
    far = GaussianMixture.create([1.0, 1.0], [[-100.0, 0.0], [100.0, 0.0]], [0.001, 0.001])
    assert confinement(far) == 10.0
    assert bands(far)["highest_frequency"] == 10_000.0
    assert NoiseConditionalScoreMatching.defaults_for(far, "score")["sigma_max"] == 100.0
    assert NoiseConditionalScoreMatching.defaults_for(mixture((1.0, 0.1)), "score")["sigma_max"] == 1.0
