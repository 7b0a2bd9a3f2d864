"""The width of greatest leave-one-out likelihood, against sums written out and laws that are known."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.targets.bandwidth import FACTORS, NARROWEST, best_factor, silverman, width_used


def cloud(n: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(n, 2, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_the_best_factor_is_that_of_the_sum_written_out() -> None:
    points = torch.cat([0.1 * cloud(60), 0.1 * cloud(60, 1) + 2])
    rule = silverman(points)
    scores = []
    for factor in FACTORS:
        width, total = width_used(factor, rule), 0.0
        for i in range(120):
            squares = [float((points[i] - points[j]).square().sum()) for j in range(120) if j != i]
            density = sum(math.exp(-s / (2 * width**2)) for s in squares) / (119 * 2 * math.pi * width**2)
            total += math.log(0.99 * density + 0.01 / 64)
        scores.append(total)
    assert best_factor(points) == pytest.approx(FACTORS[scores.index(max(scores))])
    assert best_factor(points) < 0.25, "two heaps far apart: the rule blurs them"


def test_one_round_heap_is_as_the_rule_says() -> None:
    assert 0.6 < best_factor(cloud(800)) < 1.6


def test_points_that_share_their_place_do_not_ask_for_no_width() -> None:
    rounded = (4 * cloud(900)).round() / 4
    assert len(torch.unique(rounded, dim=0)) < 400
    assert best_factor(rounded) > 0.4


def test_many_points_are_as_wide_as_some_of_them_say() -> None:
    few, many = cloud(1_000), cloud(64_000, 3)
    assert best_factor(many) == pytest.approx(best_factor(few), rel=0.5)


def test_a_far_point_does_not_decide() -> None:
    heaps = torch.cat([0.05 * cloud(200), 0.05 * cloud(200, 1) + 1])
    alone = torch.cat([heaps, torch.tensor([[3.5, -3.5]]).double()])
    width = best_factor(heaps) * silverman(heaps)
    assert best_factor(alone) * silverman(alone) == pytest.approx(width, rel=0.5)


def test_no_width_is_less_than_the_narrowest() -> None:
    assert width_used(0.02, 1e-3) == NARROWEST
    assert width_used(0.5, 1.0) == 0.5


def test_factors_are_half_octaves_from_a_fiftieth_up() -> None:
    assert len(FACTORS) == 15
    assert FACTORS[::2] == pytest.approx([0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56])


def test_the_width_of_many_is_that_of_a_thousand_of_them_by_the_law_of_their_number() -> None:
    points = torch.cat([0.2 * cloud(2_000), 0.2 * cloud(2_000, 1) + 2])
    some = points[torch.randperm(4_000, generator=torch.Generator().manual_seed(0))[:1_000]]
    expected = best_factor(some) * silverman(some) * 4 ** (-1 / 6)
    assert best_factor(points) * silverman(points) == pytest.approx(expected)
