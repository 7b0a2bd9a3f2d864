"""The adaptive noise: its density is that of its draws, and it is narrow where the data is."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.objectives.adaptive_noise import AdaptiveNoise
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture

HALF = 5.0
MIXED = GaussianMixture.create([0.5, 0.5], [[-2.0, 1.0], [2.0, -1.0]], [0.03, 0.8]).to(torch.float32)


def noise(n: int = 64, dtype: torch.dtype = torch.float32) -> AdaptiveNoise:
    return AdaptiveNoise.fitted(MIXED.sample(4_096, stream(0, "x")).to(dtype), n, HALF, stream(0, "state"))


def test_the_density_is_half_the_box_and_half_the_kernels() -> None:
    found, x = noise(), MIXED.sample(500, stream(1, "x")).double()
    kernels = GaussianMixture.create([1.0] * 64, found.means.double(), found.widths.double())
    expected = torch.log(0.5 * kernels.log_prob(x).exp() + 0.5 / (2 * HALF) ** 2)
    torch.testing.assert_close(found.log_prob(x), expected)
    # what training uses: the squares of float32 that are subtracted cost it less than a hundredth of a nat
    torch.testing.assert_close(found.log_prob(x.float()).double(), expected, atol=0.01, rtol=0)


def test_it_is_one_density() -> None:
    grid = Grid(1_000, 1.5 * HALF)
    points = grid.points(torch.float64)
    inside = (points.abs() <= HALF).all(1)
    box = 0.5 / (2 * HALF) ** 2
    mass = float((noise().log_prob(points).exp() - box).sum()) * grid.cell_area
    assert mass == pytest.approx(0.5, abs=0.005)
    assert float(inside.sum()) * grid.cell_area * box == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("n", [1, 2, 7, 1_000])
def test_draws_are_half_from_the_box_on_average(n: int) -> None:
    found = AdaptiveNoise(torch.tensor([[-2.0, 1.0], [2.0, -1.0]]), torch.tensor([0.05, 0.1]), HALF)
    drawn = torch.cat([found.sample(n, stream(seed, "z")) for seed in range(4_000 // n)])
    assert len(drawn) == n * (4_000 // n)
    # farther than 6 widths from every kernel: the box's, of which hardly one point in a hundred lies nearer
    away = (torch.cdist(drawn, found.means) / found.widths).amin(1)
    assert float((away > 6).float().mean()) == pytest.approx(0.5, abs=0.01 + 3 * math.sqrt(0.25 / len(drawn)))


def test_kernels_are_narrow_at_the_stroke_and_wide_in_the_cloud() -> None:
    found = noise()
    at_stroke = found.means[:, 0] < 0
    assert float(found.widths[at_stroke].median()) < 0.02
    assert float(found.widths[~at_stroke].median()) > 0.1


def test_few_points_and_equal_ones_are_no_trouble() -> None:
    few = AdaptiveNoise.fitted(torch.zeros(5, 2), 64, HALF, stream(0, "state"))
    assert few.means.shape == (5, 2)
    assert bool(torch.isfinite(few.log_prob(torch.randn(50, 2, generator=stream(0, "x")))).all())


def test_a_kernel_is_twice_as_wide_as_the_way_to_its_sixteenth_neighbour_among_4096_points() -> None:
    data, kernels = MIXED.sample(6_000, stream(2, "x")).double(), 512
    among = data[torch.randperm(6_000, generator=stream(3, "state"))[:4_096]]
    found = AdaptiveNoise.fitted(data, kernels, HALF, stream(3, "state"))
    assert torch.equal(found.means, among[:kernels])
    # a point is its own nearest, so that the 16th neighbour is the 17th smallest way
    ways = (among[:kernels, None] - among).norm(dim=2).kthvalue(17, dim=1).values
    torch.testing.assert_close(found.widths, (2 * ways).clamp(min=1e-3))
