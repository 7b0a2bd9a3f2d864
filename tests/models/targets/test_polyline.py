"""Points along polylines and distances to bands about them, on shapes that can be reckoned by hand."""

from __future__ import annotations

import torch
from torch import Tensor

from scorescape.models.targets.polyline import arc_length, distance_to_discs, points_along


def floats(values: object) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


CORNER = floats([[0, 0], [3, 0], [3, 0], [3, 4]])
"""Three to the right, a point twice, four upward."""


def test_length_and_points_along_a_corner() -> None:
    assert arc_length(CORNER) == 7
    found = points_along(CORNER, floats([0, 1.5, 3, 5, 7]))
    torch.testing.assert_close(found, floats([[0, 0], [1.5, 0], [3, 0], [3, 2], [3, 4]]))


def test_a_path_that_does_not_move_is_its_point() -> None:
    assert points_along(floats([[1, 2], [1, 2]]), floats([0, 0])).tolist() == [[1, 2], [1, 2]]


def test_the_distance_to_one_disc_is_negative_inside_it() -> None:
    found = distance_to_discs(floats([[0, 0], [3, 4]]), floats([[0, 0]]), floats([2]))
    assert found.tolist() == [-2, 3]


def test_the_distance_to_a_band_that_widens() -> None:
    # from radius 1 at x = 0 to radius 3 at x = 4: in the middle it is 2
    path, radii = floats([[0, 0], [4, 0]]), floats([1, 3])
    points = floats([[2, 5], [2, 0], [-2, 0], [8, 0]])
    assert distance_to_discs(points, path, radii).tolist() == [3, -2, 1, 1]


def test_a_long_path_is_measured_whole() -> None:
    # more segments than one part of the computation takes
    t = torch.linspace(0, 600, 601, dtype=torch.float64)
    path = torch.stack([t, torch.zeros_like(t)], dim=1)
    points = floats([[10, 2], [580, -3]])
    torch.testing.assert_close(distance_to_discs(points, path, torch.ones(601, dtype=torch.float64)), floats([1, 2]))
