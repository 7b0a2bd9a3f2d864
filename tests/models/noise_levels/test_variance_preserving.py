"""Schedules of a variance-preserving path: each quantity held against the integral or the inverse it stands for."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.noise_levels.variance_preserving import COSINE_END_SIGMA, Cosine, LinearBeta, VariancePreserving

PATHS = [LinearBeta(0.1, 20.0), LinearBeta(1.0, 1.0), Cosine()]


def inside(path: VariancePreserving) -> torch.Tensor:
    return torch.linspace(0.05, 0.95, 7, dtype=torch.float64) * path.end()


@pytest.mark.parametrize("path", PATHS)
def test_log_abar_is_minus_the_integral_of_beta(path: VariancePreserving) -> None:
    t = inside(path).requires_grad_(True)
    (rate,) = torch.autograd.grad(path.log_abar(t).sum(), t)
    torch.testing.assert_close(rate, -path.beta(t).detach())
    assert float(path.log_abar(torch.zeros(1, dtype=torch.float64))) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("path", PATHS)
def test_sigma_is_the_noise_of_what_is_left_of_the_data(path: VariancePreserving) -> None:
    t = inside(path)
    torch.testing.assert_close(path.sigma(t), ((1 - path.abar(t)) / path.abar(t)).sqrt())
    torch.testing.assert_close(path.time_of(path.sigma(t)), t)


@pytest.mark.parametrize("path", PATHS)
def test_the_rate_of_log_sigma_is_its_derivative(path: VariancePreserving) -> None:
    t = inside(path).requires_grad_(True)
    (rate,) = torch.autograd.grad(path.sigma(t).log().sum(), t)
    torch.testing.assert_close(path.log_sigma_rate(t).detach(), rate)


def test_where_paths_end_and_begin() -> None:
    assert LinearBeta(0.1, 20.0).end() == 1.0
    assert Cosine().largest_sigma() == pytest.approx(COSINE_END_SIGMA)
    for path in PATHS:
        start = torch.tensor(path.first_time(0.05), dtype=torch.float64)
        assert float(path.sigma(start)) == pytest.approx(0.05)
