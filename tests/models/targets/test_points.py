"""Imported points: the kernel estimate that others calculate too, gathered without losing mass, mean or variance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from scipy.stats import gaussian_kde

from scorescape.models.diagnostics.sliced_wasserstein import sliced_wasserstein
from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput
from scorescape.models.targets.bandwidth import silverman
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.points import (
    FITTED_EDGE,
    MAX_POINT_COMPONENTS,
    gathered,
    kernel_estimate,
    place,
)


def cloud(n: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(n, 2, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_the_estimate_is_scipys_where_both_coordinates_vary_alike() -> None:
    points = cloud(200)
    points = points - points.mean(0)
    # whitened: SciPy's kernel has the data's covariance, ours is round
    points = points @ torch.linalg.inv(torch.linalg.cholesky(torch.cov(points.T))).T
    theirs = gaussian_kde(points.numpy().T, bw_method="silverman")
    at = cloud(50, seed=1)
    ours = kernel_estimate(points, silverman(points)).log_prob(at)
    np.testing.assert_allclose(ours.numpy(), np.log(theirs(at.numpy().T)), rtol=1e-10)


def test_many_points_are_gathered_with_their_mass_mean_and_variance() -> None:
    points = 0.8 * cloud(60_000)
    counts, means, variances = gathered(points)
    assert MAX_POINT_COMPONENTS / 2 < len(counts) <= MAX_POINT_COMPONENTS
    assert float(counts.sum()) == 60_000
    torch.testing.assert_close(counts @ means / 60_000, points.mean(0), atol=1e-12, rtol=0)
    spread = counts @ (variances + (means - points.mean(0)).square().mean(1)) / 60_000
    assert float(spread) == pytest.approx(float(points.var(dim=0, correction=0).mean()), rel=1e-12)


def test_gathering_hardly_changes_the_density() -> None:
    points = 0.8 * cloud(20_000)
    few = kernel_estimate(points, 0.2)
    at = cloud(200, seed=1)
    squared = (at[:, None] - points[None]).square().sum(2)
    plain = (torch.exp(-squared / 0.08) / (2 * torch.pi * 0.04)).mean(1)
    torch.testing.assert_close(few.log_prob(at).exp(), plain, atol=1e-4, rtol=2e-3)


def spiral(n: int, generator: torch.Generator) -> torch.Tensor:
    """Two turns, 0.03 wide."""
    turn = torch.rand(n, generator=generator, dtype=torch.float64).sqrt()
    angle, noise = 4 * torch.pi * turn, torch.randn(n, 2, generator=generator, dtype=torch.float64)
    return 3 * turn[:, None] * torch.stack([angle.cos(), angle.sin()], dim=1) + 0.03 * noise


def clusters(n: int, generator: torch.Generator) -> torch.Tensor:
    """Forty of them, 0.04 wide."""
    centres = 6 * torch.rand(40, 2, generator=torch.Generator().manual_seed(5), dtype=torch.float64) - 3
    chosen = centres[torch.randint(40, (n,), generator=generator)]
    return chosen + 0.04 * torch.randn(n, 2, generator=generator, dtype=torch.float64)


def heavy_tails(n: int, generator: torch.Generator) -> torch.Tensor:
    """Student's t with three degrees of freedom: most of the box is a few far points."""
    normal = torch.randn(n, 2, generator=generator, dtype=torch.float64)
    chi = torch.randn(n, 3, generator=generator, dtype=torch.float64).square().mean(1, keepdim=True)
    return (0.05 * normal / chi.sqrt()).clamp(-4, 4)


@pytest.mark.parametrize("shape", [spiral, clusters, heavy_tails])
def test_a_large_file_keeps_its_shape(shape: Callable[[int, torch.Generator], torch.Tensor]) -> None:
    """Gathering moves less than a sixth of the mass that another draw of the same file would, in cells of 1/16."""
    generator, n = torch.Generator().manual_seed(0), 30_000
    points, others = shape(n, generator), shape(n, generator)
    bandwidth = max(0.01, 0.1 * silverman(points))
    few = kernel_estimate(points, bandwidth)
    assert few.n_components <= MAX_POINT_COMPONENTS
    plain, again = (ungathered(each, few.narrowest_scale) for each in (points, others))
    floor = moved(plain, again)
    assert moved(plain, few) < floor / 6
    # and what is left of the difference is no shift: samples are as near to the file as its own halves
    some = few.sample(4_000, generator)
    assert sliced_wasserstein(some, points[:4_000]) < 2 * sliced_wasserstein(points[4_000:8_000], points[:4_000])


def ungathered(points: torch.Tensor, bandwidth: float) -> GaussianMixture:
    """The estimate with one Gaussian a point, more than a target may have."""
    n = len(points)
    return GaussianMixture(torch.full((n,), 1 / n).double(), points, torch.full((n,), bandwidth).double())


def moved(one: GaussianMixture, other: GaussianMixture) -> float:
    """Share of the mass that lies in other cells."""
    return float((one.cell_mass(Grid(128)) - other.cell_mass(Grid(128))).abs().sum()) / 2


def test_points_fit_into_the_box_with_one_scale_for_both_axes() -> None:
    points = torch.tensor([[1000.0, 5.0], [1200.0, 5.0], [1000.0, 105.0]], dtype=torch.float64)
    placed = place(points, "fit")
    assert placed.scale == pytest.approx((FITTED_EDGE / 200, FITTED_EDGE / 200))
    assert placed.unequal == 2
    torch.testing.assert_close(placed.points[1] - placed.points[0], torch.tensor([6.0, 0.0]).double())
    torch.testing.assert_close(placed.points[2] - placed.points[0], torch.tensor([0.0, 3.0]).double())
    assert float(placed.points.abs().max()) == pytest.approx(3)


def test_each_axis_can_have_a_scale_of_its_own() -> None:
    points = torch.tensor([[1000.0, 5.0], [1200.0, 5.0], [1000.0, 105.0]], dtype=torch.float64)
    placed = place(points, "each")
    assert placed.scale == pytest.approx((FITTED_EDGE / 200, FITTED_EDGE / 100))
    assert placed.points.tolist() == [[-3, -3], [3, -3], [-3, 3]]
    flat = place(points * torch.tensor([1.0, 0.0]).double(), "each")
    assert flat.points[:, 1].tolist() == [0, 0, 0], "an axis on which nothing differs stays in the middle"


@pytest.mark.parametrize(("size", "sentence"), [(1e-310, "too close together"), (1.7e308, "too far apart")])
def test_distances_that_are_none_in_64_bits_are_refused(size: float, sentence: str) -> None:
    points = torch.tensor([[-size, 0.0], [size, 0.0]], dtype=torch.float64)
    with pytest.raises(InvalidInput, match=sentence):
        place(points, "fit")


def test_points_in_the_box_can_stay_where_they_are() -> None:
    points = cloud(10)
    assert torch.equal(place(points, "keep").points, points)
    with pytest.raises(InvalidInput, match="off the box"):
        place(10 * points, "keep")


@pytest.mark.parametrize("points", [[[1.0, 2.0]], [[1.0, 2.0]] * 5])
def test_one_place_is_no_density(points: list[list[float]]) -> None:
    with pytest.raises(InvalidInput, match="two different points"):
        place(torch.tensor(points, dtype=torch.float64), "fit")


def test_two_thousand_points_stand_alone_and_one_more_are_gathered() -> None:
    points = 8 * torch.rand(2_001, 2, generator=torch.Generator().manual_seed(5), dtype=torch.float64) - 4
    assert gathered(points[:2_000])[0].tolist() == [1] * 2_000
    counts, means, _ = gathered(points)
    assert len(counts) <= 2_000
    assert float(counts.sum()) == 2_001
    torch.testing.assert_close((counts[:, None] * means).sum(0), points.sum(0))
