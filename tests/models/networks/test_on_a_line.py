"""The derivatives of a mixture on a line whose settings move, against automatic differentiation."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.networks.on_a_line import derived
from scorescape.models.random_streams import stream

LEAST = 0.05


def settings(t: Tensor, coefficients: Tensor) -> Tensor:
    """(B, 3, K) cubic in t (B,)."""
    powers = torch.stack([t**0, t, t**2, t**3], dim=1)
    return torch.einsum("bp,pck->bck", powers, coefficients)


@pytest.fixture
def case() -> tuple[Tensor, Tensor, Tensor]:
    chance = stream(0, "line")
    drawn = [torch.randn(shape, generator=chance, dtype=torch.float64) for shape in ((6,), (6,), (4, 3, 5))]
    return drawn[0], drawn[1], 0.6 * drawn[2]


def grad(value: Tensor, at: Tensor) -> Tensor:
    return torch.autograd.grad(value.sum(), at, create_graph=True)[0]


def test_every_derivative_is_that_of_the_value(case: tuple[Tensor, Tensor, Tensor]) -> None:
    y, t, coefficients = case
    y.requires_grad_(True)
    t.requires_grad_(True)
    own = settings(t, coefficients)
    logits, means, logs = own.unbind(1)
    parts = torch.distributions.Normal(means, logs.exp() + LEAST).log_prob(y[:, None])
    value = (logits.log_softmax(1) + parts).logsumexp(1)
    in_y, in_t = grad(value, y), grad(value, t)
    truth = [value, in_y, grad(in_y, y), in_t, grad(in_t, t), grad(in_y, t)]
    jet = torch.stack(
        [
            own,
            torch.einsum("bp,pck->bck", torch.stack([0 * t, t**0, 2 * t, 3 * t**2], dim=1), coefficients),
            torch.einsum("bp,pck->bck", torch.stack([0 * t, 0 * t, 2 * t**0, 6 * t], dim=1), coefficients),
        ]
    )
    found = derived(y[:, None], jet, LEAST)
    names = ("value", "slope", "bend", "slope_of_settings", "bend_of_settings", "mixed")
    for name, expected in zip(names, truth, strict=True):
        torch.testing.assert_close(getattr(found, name), expected, rtol=1e-9, atol=1e-9, msg=name)
    short = derived(y[:, None], jet[:2], LEAST)
    torch.testing.assert_close(short.slope_of_settings, in_t)
    still = derived(y[:, None], jet[:1], LEAST)
    torch.testing.assert_close(still.bend, truth[2])
    assert not still.slope_of_settings.any()
