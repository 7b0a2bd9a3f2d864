"""Links from a network's output to an energy: the formula, and its derivatives by autograd."""

from __future__ import annotations

import math

import pytest
import torch
from torch.nn.functional import softplus

from scorescape.models.networks.links import LINKS, TINY

FORMULAS = {
    "exp": lambda f: f,
    "square": lambda f: -(f**2 + TINY).log(),
    "abs": lambda f: -(f**2 + TINY).sqrt().log(),
    "softplus": lambda f: -softplus(f).log(),
    "sigmoid": lambda f: -torch.sigmoid(f).log(),
}


@pytest.mark.parametrize("name", LINKS)
def test_the_energy_and_its_derivatives(name: str) -> None:
    f = torch.tensor([-9.0, -1.2, -0.1, 0.4, 2.0, 7.0], dtype=torch.float64, requires_grad=True)
    energy = FORMULAS[name](f)
    (slope,) = torch.autograd.grad(energy.sum(), f, create_graph=True)
    curve = torch.autograd.grad(slope.sum(), f)[0] if slope.requires_grad else torch.zeros_like(f)
    for found, expected in zip(LINKS[name](f.detach()), (energy, slope, curve), strict=True):
        torch.testing.assert_close(found, expected.detach())


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("value", [0.0, -80.0, 80.0])
def test_nothing_is_infinite_far_out_or_where_the_output_crosses_zero(name: str, value: float) -> None:
    f = torch.tensor([value])
    assert all(math.isfinite(float(each)) for each in LINKS[name](f))


def test_far_below_zero_softplus_is_the_output_itself() -> None:
    energy, slope, curve = LINKS["softplus"](torch.tensor([-40.0]))
    assert (float(energy), float(slope), float(curve)) == (40.0, -1.0, 0.0)
