"""The rule in a square, and the parts of a cell that the polynomial through its nodes gives."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.quadrature.gauss import log_masses, nodes_of, parts_of

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
