"""The box and its grids: row 0 is the lowest y."""

import torch

from scorescape.models.domain import Grid, in_box


def test_row_zero_is_the_lowest_y_and_column_zero_the_lowest_x() -> None:
    points = Grid(4).reshape(Grid(4).points())
    assert points[0, 0].tolist() == [-3.0, -3.0]
    assert points[0, 3].tolist() == [3.0, -3.0]
    assert points[3, 0].tolist() == [-3.0, 3.0]


def test_every_centre_lies_in_its_own_cell() -> None:
    grid = Grid(16)
    assert torch.equal(grid.cell_of(grid.points()), torch.arange(256))


def test_points_off_the_box_belong_to_no_cell() -> None:
    x = torch.tensor([[4.1, 0.0], [0.0, -4.1], [float("nan"), 0.0], [float("inf"), 0.0], [4.0, 4.0]])
    assert Grid(8).cell_of(x).tolist() == [-1, -1, -1, -1, 63]
    assert in_box(x).tolist() == [False, False, False, False, True]
