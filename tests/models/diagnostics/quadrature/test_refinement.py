"""Cells are split where the mass is, tile what they came from, and their errors hold."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.quadrature.asking import Asking
from scorescape.models.diagnostics.quadrature.cells import Cells
from scorescape.models.diagnostics.quadrature.exploration import explore
from scorescape.models.diagnostics.quadrature.refinement import Refinement
from scorescape.models.diagnostics.quadrature.window import Window
from scorescape.models.exact_field import ExactField
from scorescape.models.targets.gaussian_mixture import GaussianMixture

NOWHERE = torch.zeros(0, 2, dtype=torch.float64)


def refined(mixture: GaussianMixture, budget: int = 200_000) -> Refinement:
    asking = Asking(ExactField(mixture))
    found = Refinement(asking, Window(), *explore(asking, NOWHERE))
    found.run(budget)
    return found


def test_the_cells_still_tile_the_window_and_are_fine_where_the_mass_is() -> None:
    found = refined(GaussianMixture.create([1.0], [[1.3, -0.7]], [0.01]))
    cells = found.cells
    assert float((4 * cells.halves**2).sum()) == 32.0**2
    heavy = cells.log_mass > math.log(1e-3)
    assert float(cells.halves[heavy].max()) <= 0.02
    assert float(cells.halves.max()) == 1.0
    assert found.asking.evaluations < 25_000


def test_the_error_of_few_cells_is_larger_and_holds() -> None:
    mixture = GaussianMixture.create([0.5, 0.5], [[0.3, 0.2], [-1.3, 1.1]], [0.1, 0.02])
    coarse, fine = refined(mixture, budget=14_500), refined(mixture)
    assert abs(fine.cells.log_z()) < fine.cells.error() < 2e-4
    assert abs(coarse.cells.log_z()) < coarse.cells.error()
    assert coarse.cells.error() > 1e-3


def test_a_ring_of_cells_brings_the_mass_it_holds() -> None:
    found = refined(GaussianMixture.create([0.7, 0.3], [[0.0, 0.0], [20.0, 0.0]], [0.5, 0.5]))
    assert found.cells.log_z() == pytest.approx(math.log(0.7), abs=1e-4)
    found.widen()
    found.run()
    assert found.window.half_width == 32
    assert found.cells.log_z() == pytest.approx(0, abs=1e-4)


def test_a_cell_is_split_where_the_budget_holds_its_four_children_and_not_below() -> None:
    asking = Asking(ExactField(GaussianMixture.create([1.0], [[0.3, 0.2]], [0.1])))
    found = Refinement(asking, Window(), *explore(asking, NOWHERE))
    before = asking.evaluations
    found.run(before + 63)
    assert (asking.evaluations, len(found.cells)) == (before, 256)
    found.run(before + 64)
    assert (asking.evaluations, len(found.cells)) == (before + 64, 259)


def test_a_cell_as_small_as_numbers_are_dense_is_left_alone_wherever_it_is() -> None:
    asking = Asking(ExactField(GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0])))
    found = Refinement(asking, Window(), *explore(asking, NOWHERE))
    centres = torch.tensor([[5.0, 0.0], [0.0, -5.0], [0.0, 5.0]], dtype=torch.float64)
    halves = torch.tensor([5e-12, 5e-12, 7e-12], dtype=torch.float64)
    unknown = torch.zeros(3, dtype=torch.float64)
    found.cells = Cells(centres, halves, torch.zeros(3, 16, dtype=torch.float64), unknown, unknown + 1)
    assert found._worth_splitting().tolist() == [2], "6e-12 is how near numbers of 5 are asked"


def test_places_beyond_the_window_are_in_no_cell_until_it_is_widened() -> None:
    asking = Asking(ExactField(GaussianMixture.create([1.0], [[0.3, 0.2]], [0.1])))
    far = torch.tensor([[20.0, 3.0], [0.31, 0.22]], dtype=torch.float64)
    found = Refinement(asking, Window(), far, asking.energy(far))
    found.run()
    assert found._cell_of[0] == -1
    found.widen()
    for place, cell in zip(far, found._cell_of.tolist(), strict=True):
        assert float((place - found.cells.centres[cell]).abs().max()) <= float(found.cells.halves[cell])
