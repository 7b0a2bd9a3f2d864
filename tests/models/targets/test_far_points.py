"""Which points are asked about: few, far, and in the way."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.targets.far_points import far_points


def cloud(n: int, scale: float = 1.0) -> torch.Tensor:
    return scale * torch.randn(n, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


def with_(points: torch.Tensor, *others: tuple[float, float]) -> torch.Tensor:
    return torch.cat([points, torch.tensor(others, dtype=torch.float64)])


def test_three_points_forty_spreads_away_are_counted_in_spreads() -> None:
    found = far_points(with_(cloud(1_000), (40, 0), (0, -45), (50, 50)))
    assert found is not None
    assert found.which.nonzero().flatten().tolist() == [1_000, 1_001, 1_002]
    assert found.spreads == pytest.approx(40, rel=0.1)
    assert found.value is None


def test_where_half_lie_at_one_place_a_spread_is_that_of_nine_tenths() -> None:
    """Six tenths at one place have no distance from the median: the spread is q_90 / 1.6449, as of a Gaussian."""
    moved = cloud(400)
    points = torch.cat([torch.zeros(600, 2, dtype=torch.float64), moved])
    found = far_points(with_(points, (40, 0)))
    spread = float(torch.cat([torch.zeros(600).double(), moved[:, 0].abs()]).quantile(0.9)) / 1.6449
    assert found is not None
    assert found.which.nonzero().flatten().tolist() == [1_000]
    assert found.spreads == pytest.approx(40 / spread, rel=0.02)


@pytest.mark.parametrize("value", [-9999, -999, 99999, 1e20, -99])
def test_values_that_stand_for_missing_are_named(value: float) -> None:
    found = far_points(with_(20 + cloud(200), *[(value, 20)] * 30))
    assert found is not None
    assert (found.n, found.value) == (30, value)


@pytest.mark.parametrize(
    "points",
    [
        cloud(500),
        cloud(5),
        with_(cloud(500), (6, 6)),
        torch.cat([cloud(900, 0.01), cloud(100, 0.01) + 5]),
        torch.rand(1_000, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64) * 1_200 - 100,
        torch.zeros(50, 2, dtype=torch.float64),
    ],
    ids=["one heap", "few", "near", "a second heap", "a range with 99 and 999 in it", "one place"],
)
def test_nothing_is_asked_without_need(points: torch.Tensor) -> None:
    assert far_points(points) is None


NINES = (99, 99.9, 99.99, 999, 999.9, 999.99, 9999, 9999.9, 99999, 999999, 9999999, 32768, 1e20, 1e30, 1e35)


@pytest.mark.parametrize(
    "value", [*(sign * nine for nine in NINES for sign in (1, -1)), -2147483648, 2147483647, 9.969209968386869e36]
)
def test_every_value_that_is_written_for_missing_is_known(value: float) -> None:
    found = far_points(with_(20 + cloud(50), *[(20, value)] * 20))
    assert found is not None, "twenty are no few: they are asked about for their value alone"
    assert (found.n, found.value) == (20, value)


def test_of_few_points_one_may_be_far_and_of_many_one_in_twenty() -> None:
    for n, most in ((15, 1), (190, 10)):
        far = [(40.0 + 5 * k, 50.0) for k in range(most + 1)]
        found = far_points(with_(cloud(n), *far[:-1]))
        assert found is not None
        assert found.n == most
        assert far_points(with_(cloud(n), *far)) is None


def test_the_rest_must_become_more_than_twice_as_large() -> None:
    heap = with_(cloud(500).clamp(-3, 3), (-4, 0), (4, 0))
    for times, asked in ((1.9, False), (2.1, True), (2.9, True)):
        assert (far_points(with_(heap, (8 * times - 4, 0))) is not None) is asked
