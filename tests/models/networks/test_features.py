"""Fourier features: their derivatives by autograd, and that noise fades them to their mean."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Generator

from scorescape.models.networks.features import Features, bands
from scorescape.models.networks.spec import NetworkSpec


def features(count: int) -> Features:
    return Features(1.3 * torch.randn(count, 2, generator=Generator().manual_seed(0))).double()


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


def test_bands_have_one_length_in_each_equal_part_of_the_logarithm_and_turn_evenly() -> None:
    drawn = bands(64, 0.5, 32.0, Generator().manual_seed(0)).double()
    length = torch.linalg.vector_norm(drawn, dim=1)
    assert torch.equal((64 * (length / 0.5).log() / math.log(64)).long(), torch.arange(64))
    turns = torch.atan2(drawn[:, 1], drawn[:, 0]) / math.pi % 1
    for part in turns.split(16):  # an octave and a half: no gap between its angles is much above an even one's
        gaps = part.sort().values.diff()
        assert float(gaps.max()) < 2 / 16
    assert not torch.equal(drawn, bands(64, 0.5, 32.0, Generator().manual_seed(1)).double())


def test_the_frequencies_are_those_the_settings_ask_for() -> None:
    gaussian = Features.of(NetworkSpec(fourier_features=64, fourier_scale=3.0), Generator().manual_seed(0))
    assert torch.equal(gaussian.frequencies, 3.0 * torch.randn(64, 2, generator=Generator().manual_seed(0)))
    banded = NetworkSpec(fourier_features=9, frequencies="bands", lowest_frequency=2.0, highest_frequency=5.0)
    length = torch.linalg.vector_norm(Features.of(banded, Generator().manual_seed(0)).frequencies, dim=1)
    assert len(length) == 9
    assert 2.0 <= float(length.min()) < 2.3 < 4.4 < float(length.max()) <= 5.0


def test_what_noise_has_washed_out_is_nothing_but_no_denormal_number() -> None:
    phi = Features(torch.tensor([[100.0, 0.0], [0.0, 0.1]]))
    fast, slow = phi(torch.tensor([[0.4, 0.8]]), torch.tensor([0.2]))[0, 4:]
    assert 0 < abs(float(fast)) < 1e-16
    assert abs(float(fast)) > 1e-20
    assert float(slow) == pytest.approx(math.exp(-0.5 * 0.02**2) * math.cos(0.08))
