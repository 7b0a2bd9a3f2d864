"""Whose mass it is: cells are cut along the lattice of the modes, and whole where nothing is to be cut."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.quadrature import masses
from scorescape.models.diagnostics.quadrature.cells import Cells
from scorescape.models.diagnostics.quadrature.masses import masses_in
from scorescape.models.domain import Grid
from scorescape.models.targets.modes import Modes

# two modes that meet at x = 1, on a lattice of half a unit
GRID = Grid(16)
X = GRID.reshape(GRID.points()[:, 0])
MODES = Modes(GRID, (X > 1).long(), torch.ones(2).double(), torch.zeros(2, 2), 0.0, torch.zeros(16, 16))


def cell(x: float, half: float, share: float) -> Cells:
    """One cell at (x, 0) that holds this share of a mass of 1, evenly."""
    one = torch.ones(1, dtype=torch.float64)
    flat = torch.zeros(1, 16, dtype=torch.float64)
    return Cells(torch.tensor([[x, 0.0]], dtype=torch.float64), half * one, flat, math.log(share) * one, one)


def test_an_even_cell_is_cut_where_the_modes_meet() -> None:
    # from -1 to 3, and from 0.5 to 1.5: half and half; from 0.5 to 4.5 the last half unit is off the box
    assert masses_in(cell(1.0, 2.0, 0.4), 0.0, MODES).tolist() == pytest.approx([0.2, 0.2], rel=1e-9)
    assert masses_in(cell(1.0, 0.5, 0.4), 0.0, MODES).tolist() == pytest.approx([0.2, 0.2], rel=1e-9)
    assert masses_in(cell(2.5, 2.0, 0.8), 0.0, MODES).tolist() == pytest.approx([0.1, 0.6], rel=1e-9)
    # of a mass of e^2
    assert masses_in(cell(1.0, 2.0, 0.4), 2.0, MODES).tolist() == pytest.approx([0.2 * math.exp(-2)] * 2, rel=1e-9)


@pytest.mark.parametrize(("share", "right"), [(3e-9, 1.5e-9), (3e-10, 3e-10)])
def test_what_holds_next_to_nothing_is_given_whole_to_the_mode_at_its_centre(share: float, right: float) -> None:
    found = masses_in(cell(1.05, 2.0, share), 0.0, MODES).tolist()
    assert found[1] == pytest.approx(right, rel=1e-9)
    assert sum(found) == pytest.approx(share, rel=1e-9)


def test_a_cell_of_the_lattice_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def parts_of(energies: Tensor, parts: int) -> Tensor:
        raise AssertionError("cut")

    monkeypatch.setattr(masses, "parts_of", parts_of)
    assert masses_in(cell(1.25, 0.25, 0.5), 0.0, MODES).tolist() == pytest.approx([0.0, 0.5])


def test_two_million_values_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a cell in 64 x 64 parts 16 each: 32 cells."""
    asked = []

    def parts_of(energies: Tensor, parts: int) -> Tensor:
        asked.append((len(energies), parts))
        return torch.full((len(energies), parts, parts), 1 / parts**2, dtype=torch.float64)

    monkeypatch.setattr(masses, "parts_of", parts_of)
    one = cell(0.0, 16.0, 0.01)
    many = one.at(torch.zeros(33, dtype=torch.long))
    assert masses_in(many, 0.0, MODES).sum() == pytest.approx(0.33 / 16)
    assert asked == [(32, 64), (1, 64)]
