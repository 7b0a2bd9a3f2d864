"""Where a walk down the noise levels begins, on fields whose law at every level is known."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.noise_levels.prior import prior_points
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.testing.linear import Linear

N = 4_000


def law(field: ExactField, sigma: float, n: int = N) -> tuple[Tensor, Tensor]:
    """Mean (2,) and covariance (2, 2) of the points' law: they are m + L z, and z is known, so without chance."""
    x = prior_points(field, n, sigma, Generator().manual_seed(0)).double()
    z = torch.randn(n, 2, generator=Generator().manual_seed(0)).double()
    ones = torch.cat([z, torch.ones(n, 1, dtype=torch.float64)], dim=1)
    found = torch.linalg.lstsq(ones, x).solution
    assert torch.allclose(ones @ found, x, atol=1e-4)
    return found[2], found[:2].T @ found[:2]


@pytest.mark.parametrize(
    ("mean", "scale", "sigma"), [((2, -1), 1.5, 8.0), ((1.5, 1.5), 1.5, 3.0), ((-3, 2), 0.2, 20.0)]
)
def test_a_gaussian_begins_as_the_smoothed_gaussian(mean: tuple[float, float], scale: float, sigma: float) -> None:
    centre, covariance = law(ExactField(GaussianMixture.create([1.0], [mean], [scale])), sigma)
    assert centre.tolist() == pytest.approx(mean, abs=2e-4 * sigma)
    assert covariance.flatten().tolist() == pytest.approx(
        [scale**2 + sigma**2, 0, 0, scale**2 + sigma**2], abs=1e-3 * sigma**2
    )


@pytest.mark.parametrize("name", ["two-gaussians", "unequal-three", "two-moons", "thin-curve"])
def test_a_target_begins_with_its_own_mean_and_covariance(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    sigma = 5 * mixture.rms_deviation()
    centred = mixture.means - mixture.mean()
    own = (mixture.weights[:, None] * centred).T @ centred + torch.eye(2).double() * (
        mixture.weights @ mixture.scales**2
    )
    centre, covariance = law(ExactField(mixture), sigma)
    size = mixture.rms_deviation()
    assert centre.tolist() == pytest.approx(mixture.mean().tolist(), abs=0.05 * size)
    given = covariance - sigma**2 * torch.eye(2).double()
    assert torch.allclose(given, own, atol=0.15 * size**2), "along either axis, and slanted"


def test_a_long_target_is_long_along_its_own_axis_only() -> None:
    mixture = GaussianMixture.create([0.5, 0.5], [[-1.5, -0.5], [2.5, 1.5]], [0.3, 0.3])
    _, covariance = law(ExactField(mixture), 10.0)
    expected = torch.tensor([[4.09, 2.0], [2.0, 1.09]]).double() + 100 * torch.eye(2).double()
    assert covariance.flatten().tolist() == pytest.approx(expected.flatten().tolist(), abs=0.15)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_few_particles_begin_by_the_same_law(n: int) -> None:
    field = ExactField(GaussianMixture.create([1.0], [(2.0, -1.0)], [1.5]))
    x = prior_points(field, n, 8.0, Generator().manual_seed(0))
    z = torch.randn(n, 2, generator=Generator().manual_seed(0))
    expected = torch.tensor([2.0, -1.0]) + math.sqrt(1.5**2 + 64) * z
    assert torch.allclose(x, expected, atol=2e-3)
    assert x.dtype == torch.float32


def test_a_field_that_knows_nothing_sends_no_particle_to_infinity() -> None:
    class Repels(Linear):
        def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
            return x

    x = prior_points(Repels(1.0), 500, 8.0, Generator().manual_seed(0))
    assert float(x.abs().max()) < 8 * math.sqrt(10) * 5
