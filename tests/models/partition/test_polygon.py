"""Polygons: area, inside, border, crossings, against figures that can be drawn on paper."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.partition.polygon import area, border_distance, crosses_itself, inside

# an arrow head with a notch: concave, counter-clockwise
ARROW = torch.tensor([[0.0, 0.0], [2.0, 1.0], [0.0, 2.0], [1.0, 1.0]], dtype=torch.float64)


def points(*rows: tuple[float, float]) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.float64)


def test_area_has_the_sign_of_the_way_round() -> None:
    # the triangle of area 2 less the notch of area 1
    assert area(ARROW) == 1.0
    assert area(ARROW.flip(0)) == -1.0


def test_inside_is_inside_either_way_round() -> None:
    asked = points((1.5, 1.0), (0.5, 1.0), (0.5, 0.4), (-1.0, 1.0), (3.0, 1.0))
    expected = [True, False, True, False, False]
    assert inside(asked, ARROW).tolist() == expected
    assert inside(asked, ARROW.flip(0)).tolist() == expected


def test_the_nearest_point_of_the_border_may_be_a_corner_or_an_edge() -> None:
    square = points((0, 0), (2, 0), (2, 2), (0, 2))
    assert border_distance(points((1, 1), (3, 3), (1, 2.5), (2, 1)), square).tolist() == pytest.approx(
        [1, 2**0.5, 0.5, 0]
    )


@pytest.mark.parametrize(
    ("corners", "crosses"),
    [
        ([(0, 0), (2, 0), (2, 2), (0, 2)], False),
        ([(0, 0), (2, 2), (2, 0), (0, 2)], True),
        ([(0, 0), (2, 1), (0, 2), (1, 1)], False),
        # a corner on another edge, and an edge that runs back on the one before
        ([(0, 0), (4, 0), (4, 2), (2, 0), (0, 2)], True),
        ([(0, 0), (4, 0), (2, 0), (2, 2)], True),
        ([(0, 0), (1, 0), (2, 0), (2, 2)], False),
    ],
)
def test_crossings(corners: list[tuple[float, float]], crosses: bool) -> None:
    assert crosses_itself(points(*corners)) is crosses
