"""Windows tile their square: every point lies in one cell, and rings add what is new."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.diagnostics.quadrature.cells import Cells
from scorescape.models.diagnostics.quadrature.window import Window


@pytest.mark.parametrize("half_width", [16.0, 32.0, 128.0])
def test_the_cells_tile_the_square_on_the_lattice_of_modes(half_width: float) -> None:
    centres, halves = Window(half_width).cells()
    assert float((4 * halves**2).sum()) == (2 * half_width) ** 2
    edges = (centres - halves[:, None]) / 0.0625
    assert torch.equal(edges, edges.round())
    at = torch.tensor([[0.3, 0.4], [-0.9 * half_width, 0.7 * half_width]], dtype=torch.float64)
    held = (at[:, None] - centres).abs().amax(2) < halves
    assert held.sum(1).tolist() == [1, 1]


def test_a_ring_is_what_the_wider_window_has_more() -> None:
    inner, wider = Window(), Window().wider()
    centres, halves = wider.cells(inner)
    assert float(centres.abs().amax(1).min()) > inner.half_width
    assert float((4 * halves**2).sum()) == 64.0**2 - 32.0**2


def test_it_holds_places_with_a_margin() -> None:
    assert Window.holding(torch.zeros(0, 2), 0.25).half_width == 16
    assert Window.holding(torch.tensor([[12.0, 0.0]]), 0.25).half_width == 16
    assert Window.holding(torch.tensor([[3.0, -13.0]]), 0.25).half_width == 32
    assert Window.holding(torch.tensor([[1000.0, 0.0]]), 0.25).half_width == 2048


@pytest.mark.parametrize("record", [Cells, Window])
def test_what_the_quadrature_shares_cannot_be_written_to(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
