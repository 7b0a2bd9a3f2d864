"""Who is far coarser than a neighbour: touching, corners included, and four times as wide."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.diagnostics.quadrature.cells import Cells
from scorescape.models.diagnostics.quadrature.neighbours import much_coarser


def cells(*squares: tuple[float, float, float]) -> Cells:
    """From centre x, centre y and edge."""
    parts = torch.tensor(squares, dtype=torch.float64)
    nothing = torch.zeros(len(parts), dtype=torch.float64)
    return Cells(parts[:, :2], parts[:, 2] / 2, torch.zeros(len(parts), 16), nothing, nothing)


def test_only_touching_cells_four_times_as_wide_are_named() -> None:
    fine = (0.125, 0.125, 0.25)  # its lower left corner is the origin
    left, corner, twice, far = (-0.5, 0.5, 1.0), (-1.0, -1.0, 2.0), (0.25, -0.25, 0.5), (1.5, 0.5, 1.0)
    found = much_coarser(cells(fine, left, corner, twice, far), torch.tensor([0]))
    assert sorted(found.tolist()) == [1, 2]


def test_nothing_fine_names_nothing() -> None:
    assert len(much_coarser(cells((0.5, 0.5, 1.0), (2.0, 0.0, 2.0)), torch.tensor([0]))) == 0


AROUND = [(x, y, 4.0) for x in (-2.0, 2.0, 6.0) for y in (-2.0, 2.0, 6.0) if (x, y) != (2.0, 2.0)]


@pytest.mark.parametrize("x", [0.5, 1.5, 2.5, 3.5])
@pytest.mark.parametrize("y", [0.5, 1.5, 2.5, 3.5])
def test_a_fine_cell_names_those_it_touches_on_every_side(x: float, y: float) -> None:
    """Eight squares of edge 4 around one that holds a cell of edge 1."""
    found = much_coarser(cells((x, y, 1.0), *AROUND), torch.tensor([0]))
    touching = [k for k, (cx, cy, _) in enumerate(AROUND, 1) if max(abs(cx - x), abs(cy - y)) == 2.5]
    assert sorted(found.tolist()) == touching
