"""Shadows of a cloud: projections in order."""

from __future__ import annotations

import math

import numpy as np
import torch

from scorescape.models.diagnostics.shadows import N_DIRECTIONS, shadows, squared_gap

X = torch.randn(50, 2, generator=torch.Generator().manual_seed(3), dtype=torch.float64)


def test_a_row_is_a_direction_in_rising_order() -> None:
    cast = shadows(X)
    assert cast.shape == (N_DIRECTIONS, 50)
    angle = math.pi * 10.5 / N_DIRECTIONS
    along = X[:, 0] * math.cos(angle) + X[:, 1] * math.sin(angle)
    assert np.allclose(cast[10], along.sort().values.numpy())
    assert np.array_equal(shadows(X, 8, 16), cast[8:16])
    assert shadows(X.float()).dtype == np.float32


def test_a_gap_is_the_mean_square_over_ranks_and_directions() -> None:
    a = np.array([[0.0, 1.0], [2.0, 5.0]])
    assert squared_gap(a, a + np.array([[1.0], [3.0]])) == 5.0
