"""Activations and their hand-written derivatives, against autograd."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.networks.activations import ACTIVATIONS, IN_PLACE, PLAIN


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_derivative_is_that_of_the_one_before(name: str, order: int) -> None:
    z = torch.linspace(-6, 6, 41, dtype=torch.float64, requires_grad=True)
    expected = [PLAIN[name](z)]
    for _ in range(order):
        expected.append(torch.autograd.grad(expected[-1].sum(), z, create_graph=True)[0])
    found = ACTIVATIONS[name](z.detach().clone(), order, None)
    assert len(found) == order + 1
    for one, other in zip(found, expected, strict=True):
        torch.testing.assert_close(one, other.detach())


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_value_goes_where_it_is_wanted_and_in_place_is_the_same(name: str) -> None:
    z = torch.linspace(-3, 3, 7, dtype=torch.float64)
    out = torch.empty_like(z)
    ACTIVATIONS[name](z.clone(), 1, out)
    torch.testing.assert_close(out, PLAIN[name](z))
    torch.testing.assert_close(IN_PLACE[name](z.clone()), PLAIN[name](z))
