"""A table of basins answers as the grid itself does."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.random_streams import stream
from scorescape.models.targets.basin_table import BasinTable
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_every_point_has_the_label_that_its_mode_has(dtype: torch.dtype) -> None:
    modes = find_modes(PRESETS.get("grid-25")().mixture())
    x = 10 * torch.rand(100_000, 2, generator=stream(0, "x"), dtype=dtype) - 5
    for points in (x, Grid(64).points(dtype), Grid(128).points(dtype)):
        assert torch.equal(modes.basins.look_up(points).long(), modes.label_of(points))


@pytest.mark.parametrize("side", [40, 63, 128])
def test_every_cell_has_its_own_label(side: int) -> None:
    grid = Grid(side)
    labels = torch.arange(side * side).reshape(side, side)
    table = BasinTable(grid, labels)
    assert torch.equal(table.look_up(grid.points()).long(), labels.reshape(-1))


def test_beyond_the_box_and_nowhere_there_is_none() -> None:
    table = BasinTable(Grid(128), torch.full((128, 128), 300))
    inside = [[-4.0, -4.0], [3.9999, -4.0], [0.0, 3.9999]]
    outside = [[4.001, 0.0], [0.0, -4.001], [1e30, 0.0], [0.0, -math.inf], [math.nan, 1.0], [1.0, math.nan]]
    assert table.look_up(torch.tensor(inside)).tolist() == [300] * 3
    assert table.look_up(torch.tensor(outside)).tolist() == [-1] * 6
