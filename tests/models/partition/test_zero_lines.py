"""Lines on which a function changes its sign, against circles and straight lines."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.partition.zero_lines import length, zero_lines

GRID = Grid(96)


def test_a_circle_is_found_with_its_length_and_its_radius() -> None:
    x = GRID.points(torch.float64)
    segments = zero_lines(GRID.reshape((x**2).sum(1) - 2.25), GRID)
    assert length(segments) == pytest.approx(3 * math.pi, rel=2e-3)
    radius = torch.linalg.vector_norm(segments.reshape(-1, 2), dim=1)
    assert float((radius - 1.5).abs().max()) < 2e-3
    middle = segments.mean(1)
    along = segments[:, 1] - segments[:, 0]
    assert float((middle * along).sum(1).abs().max()) < 0.02  # each lies along the circle


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_straight_line_is_straight(sign: float) -> None:
    x = GRID.points(torch.float64)
    segments = zero_lines(GRID.reshape(sign * (2 * x[:, 0] - x[:, 1] - 0.31)), GRID)
    ends = segments.reshape(-1, 2)
    torch.testing.assert_close(2 * ends[:, 0] - ends[:, 1], torch.full((len(ends),), 0.31).double())
    high = 4 - GRID.spacing / 2
    assert length(segments) == pytest.approx(2 * high * math.sqrt(1.25), rel=1e-9)


def test_one_sign_has_no_line() -> None:
    assert zero_lines(torch.ones(96, 96), GRID).shape == (0, 2, 2)
