"""Z by chance: coverage where it holds, and where the points missed too much; errors against closed forms."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.exact_field import ExactField
from scorescape.models.partition.monte_carlo import (
    MonteCarlo,
    coverage,
    exact_error,
    exact_sample_size,
    of_energies,
    repeated,
)
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target

AREA = 64.0


def mode(scale: float) -> GaussianMixture:
    return GaussianMixture.create([1.0], [[0.3, -0.7]], [scale])


@pytest.mark.parametrize(("name", "n"), [("eight-gaussians", 1_000), ("two-gaussians", 4_000), ("grid-25", 4_000)])
def test_the_interval_covers_where_the_exact_sample_size_is_a_hundred(name: str, n: int) -> None:
    field = ExactField(target(name))
    found = partition_function(field)
    assert exact_sample_size(found.cells, n) >= 100
    assert 0.92 <= coverage(repeated(field, n, 400, 0), found.log_z) <= 0.97


def test_on_a_narrow_mode_the_interval_covers_hardly_ever_and_says_so() -> None:
    field = ExactField(mode(0.02))
    estimates = repeated(field, 1_000, 400, 0)
    assert 0.05 < coverage(estimates, 0.0) < 0.3
    assert not any(each.reliable for each in estimates)
    # the exact bar is longer than nearly all of those that the points give
    exact = exact_error(partition_function(field).cells, 1_000)
    assert exact == pytest.approx(math.sqrt((AREA / (4 * math.pi * 0.02**2) - 1) / 1_000), rel=1e-3)
    assert sum(each.error < exact for each in estimates) == 400


@pytest.mark.parametrize("scale", [0.5, 0.1, 0.03])
def test_the_exact_error_of_one_mode_is_its_closed_form(scale: float) -> None:
    found = partition_function(ExactField(mode(scale)))
    assert exact_error(found.cells, 500) == pytest.approx(
        math.sqrt((AREA / (4 * math.pi * scale**2) - 1) / 500), rel=1e-3
    )
    assert exact_sample_size(found.cells, 500) == pytest.approx(500 * 4 * math.pi * scale**2 / AREA, rel=1e-3)


def test_the_spread_of_estimates_is_the_exact_error() -> None:
    field = ExactField(mode(0.5))
    ratios = torch.tensor([math.exp(each.log_z) for each in repeated(field, 2_000, 400, 3)])
    expected = exact_error(partition_function(field).cells, 2_000)
    assert float(ratios.std()) == pytest.approx(expected, rel=0.12)
    assert float(ratios.mean()) == pytest.approx(1.0, abs=4 * expected / 20)


def test_four_energies_by_hand() -> None:
    # f = 1, 1, 2, 4: mean 2, (sum f)^2 / sum f^2 = 64 / 22, sample variance 2, so that se / mean = sqrt(2 / 4) / 2
    found = of_energies(torch.tensor([0.0, 0.0, -math.log(2), -math.log(4)]), half_width=1.0)
    assert found.log_z == pytest.approx(math.log(2 * 4.0))
    assert found.effective_sample_size == pytest.approx(64 / 22)
    assert found.error == pytest.approx(math.sqrt(2 / 4) / 2)
    assert not found.reliable
    assert MonteCarlo(0.0, 1.0, 50.0, 100).reliable


def test_points_that_find_nothing_say_so() -> None:
    found = of_energies(torch.full((9,), math.inf))
    assert (found.log_z, found.error, found.effective_sample_size) == (-math.inf, math.inf, 0.0)
    assert not found.covers(0.0) or found.error == math.inf
