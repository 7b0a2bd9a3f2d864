"""The exact field of a mixture, held against derivatives by autograd and against the smoothed mixture itself."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.targets.gaussian_mixture import GaussianMixture

WEIGHTS, MEANS, SCALES = [0.3, 0.7], [(1.0, -0.5), (-1.5, 0.8)], [0.6, 0.9]
MIXTURE = GaussianMixture.create(WEIGHTS, MEANS, SCALES)
X = torch.tensor([[0.2, 0.1], [-1.0, 2.0], [1.4, -0.7]], dtype=torch.float64)


def derivatives(mixture: GaussianMixture, x: Tensor) -> tuple[Tensor, Tensor]:
    """Score and divergence of the score by autograd."""
    x = x.clone().requires_grad_(True)
    (score,) = torch.autograd.grad(mixture.log_prob(x).sum(), x, create_graph=True)
    rows = [torch.autograd.grad(score[:, i].sum(), x, retain_graph=True)[0][:, i] for i in (0, 1)]
    return score.detach(), torch.stack(rows).sum(0)


def test_score_and_divergence_are_the_derivatives_of_the_log_density() -> None:
    field = ExactField(MIXTURE)
    score, divergence = derivatives(MIXTURE, X)
    torch.testing.assert_close(field.score(X), score)
    both = field.score_and_divergence(X)
    torch.testing.assert_close(both[0], score)
    torch.testing.assert_close(both[1], divergence)


def test_the_energy_is_minus_the_log_density() -> None:
    field = ExactField(MIXTURE)
    torch.testing.assert_close(field.energy(X), -MIXTURE.log_prob(X))
    energy, score = field.energy_and_score(X)
    torch.testing.assert_close(energy, -MIXTURE.log_prob(X))
    torch.testing.assert_close(score, MIXTURE.score(X))


@pytest.mark.parametrize("sigma", [0.3, 2.0])
def test_noise_adds_its_variance_to_every_component(sigma: float) -> None:
    wider = GaussianMixture.create(WEIGHTS, MEANS, [(s**2 + sigma**2) ** 0.5 for s in SCALES])
    score, divergence = derivatives(wider, X)
    field = ExactField(MIXTURE)
    torch.testing.assert_close(field.smoothed_score(X, sigma), score)
    both = field.smoothed_score_and_divergence(X, torch.full((3,), sigma, dtype=torch.float64))
    torch.testing.assert_close(both[0], score)
    torch.testing.assert_close(both[1], divergence)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_it_answers_in_the_dtype_of_the_question(dtype: torch.dtype) -> None:
    field = ExactField(MIXTURE)
    assert field.score(X.to(dtype)).dtype == dtype
    assert field.energy(X.to(dtype)).dtype == dtype
