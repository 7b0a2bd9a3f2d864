"""Points and the cells that hold them."""

from __future__ import annotations

import torch

from scorescape.models.diagnostics.quadrature.lattice import holders, key
from scorescape.models.diagnostics.quadrature.window import Window


def test_each_point_is_held_by_the_cell_around_it_and_none_outside() -> None:
    centres, halves = Window(64.0).cells()
    x = torch.tensor([[0.5, 0.7], [-15.9, 3.0], [20.0, -30.1], [-63.0, 63.0], [65.0, 0.0]], dtype=torch.float64)
    found = holders(x, centres, halves)
    assert found[-1] == -1
    assert bool(((x - centres[found]).abs().amax(1) <= halves[found])[:-1].all())
    assert halves[found[:-1]].tolist() == [1.0, 1.0, 2.0, 4.0]


def test_squares_beside_each_other_have_keys_of_their_own() -> None:
    x = torch.tensor([[-0.1, 0.1], [0.1, 0.1], [0.1, -0.1], [-0.1, -0.1], [0.9, 0.9]], dtype=torch.float64)
    keys = key(x, 1.0).tolist()
    assert len(set(keys)) == 4
    assert keys[1] == keys[4]


def test_a_row_has_a_thousand_million_columns() -> None:
    """As many as a window of half width 2^13 has of cells of edge 2^-16."""
    x = torch.tensor([[0.5, 0.5], [0.5, 1.5], [1.5, 0.5], [-0.5, -0.5]], dtype=torch.float64)
    assert key(x, 1.0).tolist() == [0, 2**30, 1, -(2**30) - 1]
