"""What Z costs as the dimension grows: closed forms against quadrature, powers of ten, and what repeats had."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scorescape.models.dimensions.curse import (
    costs,
    log10_points_for,
    log_ratio_of_squares,
    measured_error,
    relative_error,
)


@pytest.mark.parametrize("scale", [0.2, 1.0, 3.0])
def test_the_factor_of_an_axis_is_the_ratio_of_two_integrals(scale: float) -> None:
    x = (np.arange(200_000) + 0.5) / 25_000 - 4
    f = np.exp(-(x**2) / (2 * scale**2))
    assert math.exp(log_ratio_of_squares(scale)) == pytest.approx((f**2).mean() / f.mean() ** 2, rel=1e-8)


def test_a_narrow_mode_in_the_plane_has_the_known_error() -> None:
    # A / (4 pi s^2) - 1 for one mode of scale .1 in the box
    assert relative_error(2, 1_000, scale=0.1) == pytest.approx(math.sqrt((64 / (4 * math.pi * 0.01) - 1) / 1_000))
    points = 10 ** log10_points_for(0.01, 2)
    assert relative_error(2, round(points)) == pytest.approx(0.01, rel=1e-4)


def test_the_table_of_powers() -> None:
    rows = {row.d: row for row in costs()}
    assert rows[2].log10_grid_points == pytest.approx(math.log10(4_096))
    # 1.2e18 points: 37 years
    assert 10 ** rows[10].log10_grid_seconds / (365.25 * 86_400) == pytest.approx(36.5, rel=0.01)
    assert rows[10].log10_monte_carlo_points == pytest.approx(10.5, abs=0.05)
    picture = rows[3_072]
    assert picture.name == "a picture of 32 x 32 x 3"
    assert (round(picture.log10_grid_points), round(picture.log10_monte_carlo_points)) == (5_549, 2_015)
    assert relative_error(3_072, 10) == math.inf


@pytest.mark.parametrize("d", [1, 2, 3, 5, 7, 10])
def test_repeats_have_the_error_of_the_formula(d: int) -> None:
    found = measured_error(d, 4_000, 200, scale=1.2)
    assert found.formula == relative_error(d, 4_000, scale=1.2)
    assert found.measured == pytest.approx(found.formula, abs=4 * found.measured_se)
    assert found.measured_se < 0.12 * found.measured
