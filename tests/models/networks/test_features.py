"""Fourier features: their derivatives by autograd, and that noise fades them to their mean."""

from __future__ import annotations

import pytest
import torch
from torch import Generator

from scorescape.models.networks.features import Features


def features(count: int) -> Features:
    return Features(count, 1.3, Generator().manual_seed(0)).double()


U = torch.tensor([[0.3, -0.8], [1.1, 0.4], [-2.0, 0.7]], dtype=torch.float64)


@pytest.mark.parametrize("count", [0, 5])
def test_the_point_itself_comes_first_then_sines_then_cosines(count: int) -> None:
    phi = features(count)
    found = phi(U)
    phase = U @ phi.frequencies.T
    assert found.shape == (3, phi.size)
    torch.testing.assert_close(found, torch.cat([U, phase.sin(), phase.cos()], dim=1))


@pytest.mark.parametrize("count", [0, 5])
def test_the_jet_is_the_derivative_along_each_direction_and_their_bend(count: int) -> None:
    phi = features(count)
    directions = torch.tensor([[[1.0, 0.0]], [[0.6, -0.8]]], dtype=torch.float64)
    found = phi.jet(U, directions, n=2)

    def along(direction: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        def first(u: torch.Tensor) -> torch.Tensor:
            return torch.func.jvp(phi.forward, (u,), (direction.expand_as(u),))[1]

        return torch.func.jvp(first, (U,), (direction.expand_as(U),))

    slopes, bends = zip(*(along(direction) for direction in directions), strict=True)
    with torch.no_grad():
        torch.testing.assert_close(found[0], phi(U))
        torch.testing.assert_close(found[1:3], torch.stack(slopes))
        torch.testing.assert_close(found[3], bends[0] + bends[1])


@pytest.mark.parametrize("count", [0, 5])
def test_pulling_back_is_the_gradient(count: int) -> None:
    phi = features(count)
    u = U.clone().requires_grad_(True)
    gradient = torch.randn(3, phi.size, generator=Generator().manual_seed(1), dtype=torch.float64)
    (expected,) = torch.autograd.grad((phi(u) * gradient).sum(), u)
    torch.testing.assert_close(phi.pull(phi(U), gradient), expected)


def test_a_noisy_feature_is_the_mean_of_the_feature_under_that_noise() -> None:
    phi, rho, n = features(4), 0.5, 200_000
    noisy = U[:1] + rho * torch.randn(n, 2, generator=Generator().manual_seed(2), dtype=torch.float64)
    faded = phi(U[:1], torch.tensor([rho], dtype=torch.float64))
    torch.testing.assert_close(faded[0, 2:], phi(noisy).mean(0)[2:], atol=5 / n**0.5, rtol=0)
