"""The rule in a square, and the parts of a cell that the polynomial through its nodes gives."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.quadrature.gauss import log_masses, log_masses_between, nodes_of, parts_of

CENTRES = torch.tensor([[1.0, -2.0], [0.25, 0.5]], dtype=torch.float64)
HALVES = torch.tensor([0.5, 0.25], dtype=torch.float64)


def test_it_integrates_degree_seven_exactly() -> None:
    x, y = nodes_of(CENTRES, HALVES).unbind(2)
    found = log_masses(-torch.log(x**6 * (y + 3) ** 7), HALVES).exp()
    for mass, (cx, cy), half in zip(found.tolist(), CENTRES.tolist(), HALVES.tolist(), strict=True):
        along_x = ((cx + half) ** 7 - (cx - half) ** 7) / 7
        along_y = ((cy + 3 + half) ** 8 - (cy + 3 - half) ** 8) / 8
        assert mass == pytest.approx(along_x * along_y, rel=1e-12)


def test_parts_of_a_gaussian_are_its_own_rows_first() -> None:
    x, y = nodes_of(CENTRES, HALVES).unbind(2)
    parts = parts_of((x - 1) ** 2 / 0.5 + (y + 2) ** 2 / 0.08, 8)[0]
    edges = torch.linspace(-0.5, 0.5, 9, dtype=torch.float64)
    along_x = torch.erf(edges / (0.5 * math.sqrt(2))).diff()
    along_y = torch.erf(edges / (0.2 * math.sqrt(2))).diff()
    expected = torch.outer(along_y, along_x)
    assert torch.allclose(parts, expected / expected.sum(), rtol=1e-6)


def test_between_the_nodes_a_gaussian_is_integrated_far_better() -> None:
    x, y = nodes_of(torch.zeros(1, 2).double(), torch.ones(1).double()).unbind(2)
    energy, half = (x**2 + y**2) / (2 * 0.4**2), torch.ones(1).double()
    exact = math.log(2 * math.pi * 0.4**2 * math.erf(1 / (0.4 * math.sqrt(2))) ** 2)
    assert abs(float(log_masses(energy, half)) - exact) > 3e-3
    assert float(log_masses_between(energy, half)) == pytest.approx(exact, abs=3e-4)


def test_a_polynomial_that_swings_makes_no_mass_out_of_nothing() -> None:
    steep = 1e5 * (nodes_of(torch.zeros(1, 2).double(), torch.ones(1).double())[:, :, 0] > 0.5).double()
    assert float(log_masses_between(steep, torch.ones(1).double())) < 0.2 * 1e5 + 2
    infinite = torch.where(steep > 0, torch.inf, 0.0).double()
    assert bool(torch.isfinite(parts_of(infinite, 4)).all())
