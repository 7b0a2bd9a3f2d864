"""The exact target against autograd, finite differences, quadrature and chance."""

import pytest
import torch
from torch import Tensor

from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture

MIXTURE = GaussianMixture.create([0.5, 0.3, 0.2], [[1.0, -0.5], [-2.0, 1.0], [0.3, 2.0]], [0.4, 0.9, 0.25])


def points(n: int = 50) -> Tensor:
    return 3 * torch.randn(n, 2, generator=stream(0, "points"), dtype=torch.float64)


def test_the_score_is_the_gradient_of_the_log_density() -> None:
    x = points().requires_grad_(True)
    (gradient,) = torch.autograd.grad(MIXTURE.log_prob(x).sum(), x)
    torch.testing.assert_close(MIXTURE.score(x.detach()), gradient, atol=1e-10, rtol=1e-10)


def test_the_score_is_the_finite_difference_of_the_log_density() -> None:
    x, h = points(), 1e-5
    for axis in (0, 1):
        step = torch.zeros(2, dtype=torch.float64)
        step[axis] = h
        slope = (MIXTURE.log_prob(x + step) - MIXTURE.log_prob(x - step)) / (2 * h)
        torch.testing.assert_close(MIXTURE.score(x)[:, axis], slope, atol=1e-6, rtol=1e-6)


def test_the_divergence_is_the_finite_difference_of_the_score() -> None:
    x, h = points(), 1e-5
    shifts = h * torch.eye(2, dtype=torch.float64)
    slopes = [(MIXTURE.score(x + s)[:, i] - MIXTURE.score(x - s)[:, i]) / (2 * h) for i, s in enumerate(shifts)]
    torch.testing.assert_close(MIXTURE.divergence(x), slopes[0] + slopes[1], atol=1e-5, rtol=1e-6)


def test_the_mean_score_vanishes_and_its_square_is_minus_the_divergence() -> None:
    x = MIXTURE.sample(200_000, stream(1, "x"))
    score, divergence = MIXTURE.score_and_divergence(x)
    assert score.mean(0).abs().max() < 0.03
    assert abs((score**2).sum(1).mean() + divergence.mean()) < 0.05 * (score**2).sum(1).mean()


def test_smoothing_is_the_mean_density_under_noise() -> None:
    sigma, x = 0.6, points(5)
    z = torch.randn(400_000, 2, generator=stream(2, "z"), dtype=torch.float64)
    drawn = torch.stack([MIXTURE.log_prob(p + sigma * z).exp().mean() for p in x])
    torch.testing.assert_close(MIXTURE.smoothed(sigma).log_prob(x).exp(), drawn, rtol=0.02, atol=1e-5)


def test_a_sigma_for_each_point_is_that_sigma_for_all() -> None:
    x, sigma = points(6), torch.linspace(0.1, 2.0, 6, dtype=torch.float64)
    each = MIXTURE.smoothed_score(x, sigma)
    alone = torch.cat([MIXTURE.smoothed_score(x[i : i + 1], float(sigma[i])) for i in range(6)])
    torch.testing.assert_close(each, alone)


def test_cell_masses_are_the_integral_of_the_density() -> None:
    coarse, fine = Grid(8), Grid(512)
    density = fine.reshape(MIXTURE.log_prob(fine.points(torch.float64)).exp())
    summed = density.reshape(8, 64, 8, 64).sum((1, 3)) * fine.cell_area
    torch.testing.assert_close(MIXTURE.cell_mass(coarse), summed, atol=2e-5, rtol=1e-3)


def test_chunks_change_nothing_and_hold_little_memory() -> None:
    k = 5_000
    many = GaussianMixture.create(
        torch.ones(k), torch.randn(k, 2, generator=stream(3, "means"), dtype=torch.float64), torch.full((k,), 0.1)
    )
    x = points(200)
    whole = torch.cat([many.score(row[None]) for row in x])
    torch.testing.assert_close(many.score(x), whole)


@pytest.mark.parametrize(
    ("weights", "means", "scales", "field"),
    [
        ([1.0], [[0.0, float("nan")]], [1.0], "mean"),
        ([-1.0], [[0.0, 0.0]], [1.0], "weight"),
        ([1.0], [[0.0, 0.0]], [0.0], "scale"),
        ([], [], [], "components"),
    ],
)
def test_bad_components_are_refused_by_name(
    weights: list[float], means: list[list[float]], scales: list[float], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        GaussianMixture.create(weights, means, scales)
    assert refused.value.field == field


def test_one_noise_is_the_same_however_it_is_said() -> None:
    mixture = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.0, 0.0]], [0.4, 0.8])
    x = mixture.sample(40, stream(0, "x"))
    score, divergence = mixture.smoothed(0.6).score_and_divergence(x)
    for sigma in (0.6, torch.tensor(0.6), torch.full((40,), 0.6)):
        torch.testing.assert_close(mixture.smoothed_score(x, sigma), score, rtol=1e-6, atol=1e-6)
        both = mixture.smoothed_score_and_divergence(x, sigma)
        torch.testing.assert_close(both, (score, divergence), rtol=1e-6, atol=1e-6)
