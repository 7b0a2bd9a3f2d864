"""Ranks of densities: uniform for exact samples, known in closed form for one Gaussian."""

from __future__ import annotations

import pytest
import torch
from torch import Generator

from scorescape.models.diagnostics.density_quantiles import SAMPLE, DensityQuantiles, by_emptiness
from scorescape.models.targets.gaussian_mixture import GaussianMixture

CLOSE = 3 / SAMPLE**0.5


def test_on_a_gaussian_the_rank_is_the_mass_farther_out() -> None:
    # of N(0, s^2 I) in the plane, exp(-r^2 / 2 s^2) lies beyond r
    ranks = DensityQuantiles(GaussianMixture.create([1.0], [(0.0, 0.0)], [0.8]))
    radii = torch.tensor([0.1, 0.8, 1.6, 3.9])
    found = ranks.rank(torch.stack([radii, torch.zeros(4)], dim=1))
    torch.testing.assert_close(found, torch.exp(-(radii**2) / (2 * 0.8**2)), atol=CLOSE, rtol=0)


def test_ranks_of_exact_samples_are_uniform() -> None:
    mixture = GaussianMixture.create([0.3, 0.7], [(1.0, 0.0), (-2.0, 1.0)], [0.3, 0.6])
    ranks = DensityQuantiles(mixture).rank(mixture.to(torch.float32).sample(SAMPLE, Generator().manual_seed(3)))
    assert ranks.quantile(torch.tensor([0.1, 0.5, 0.9])).tolist() == pytest.approx([0.1, 0.5, 0.9], abs=CLOSE)


def test_shares_of_the_box_from_its_emptiest_to_its_fullest() -> None:
    density = torch.tensor([4.0, 1.0, 3.0, 2.0])
    assert by_emptiness(density, torch.tensor([40.0, 10.0, 30.0, 20.0]), 2).tolist() == [15.0, 35.0]
