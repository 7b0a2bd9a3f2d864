"""Gaussians with full covariances against torch's own distributions and automatic differentiation."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from scorescape.models.networks.normals import Normals
from scorescape.models.random_streams import stream

WEIGHTS = torch.tensor([0.2, 0.5, 0.3], dtype=torch.float64)
MEANS = torch.tensor([[1.0, -0.4], [-0.7, 0.3], [0.2, 1.1]], dtype=torch.float64)
COVARIANCES = torch.tensor(
    [[[0.5, 0.3], [0.3, 0.4]], [[0.2, -0.1], [-0.1, 0.9]], [[0.05, 0.0], [0.0, 0.1]]], dtype=torch.float64
)
X = 1.5 * torch.randn(40, 2, generator=stream(0, "x"), dtype=torch.float64)


def normals() -> Normals:
    """Three in a room for five."""
    made = Normals(5).double()
    made.put(WEIGHTS, MEANS, COVARIANCES)
    return made


def test_the_density_is_that_of_the_weights_means_and_covariances_given() -> None:
    truth = MixtureSameFamily(Categorical(WEIGHTS), MultivariateNormal(MEANS, COVARIANCES))
    made = normals()
    assert made.count == 3
    torch.testing.assert_close(made.log_prob(X), truth.log_prob(X), rtol=1e-12, atol=1e-12)


def test_score_and_divergence_are_its_derivatives() -> None:
    made, x = normals(), X.clone().requires_grad_(True)
    (slope,) = torch.autograd.grad(made.log_prob(x).sum(), x, create_graph=True)
    second = [torch.autograd.grad(slope[:, i].sum(), x, retain_graph=True)[0][:, i] for i in (0, 1)]
    log_prob, alone = made.log_prob_and_score(X)
    score, divergence = made.score_and_divergence(X)
    torch.testing.assert_close(log_prob, made.log_prob(X))
    for found in (alone, score):
        torch.testing.assert_close(found, slope.detach(), rtol=1e-10, atol=1e-10)
    torch.testing.assert_close(divergence, second[0] + second[1], rtol=1e-10, atol=1e-10)


def test_samples_have_the_moments_of_the_mixture() -> None:
    drawn = normals().sample(40_000, stream(0, "draw"))
    mean = (WEIGHTS[:, None] * MEANS).sum(0)
    away = MEANS - mean
    covariance = (WEIGHTS[:, None, None] * (COVARIANCES + away[:, :, None] * away[:, None])).sum(0)
    torch.testing.assert_close(drawn.mean(0), mean, rtol=0, atol=0.02)
    torch.testing.assert_close(torch.cov(drawn.T), covariance, rtol=0, atol=0.02)


@pytest.mark.parametrize("which", range(3))
def test_samples_have_each_part_s_own_covariance(which: int) -> None:
    alone = Normals(1).double()
    alone.put(torch.ones(1), MEANS[which : which + 1], COVARIANCES[which : which + 1])
    drawn: Tensor = alone.sample(20_000, stream(0, "draw"))
    torch.testing.assert_close(torch.cov(drawn.T), COVARIANCES[which], rtol=0.05, atol=0.01)
