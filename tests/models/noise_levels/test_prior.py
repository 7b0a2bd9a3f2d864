"""Where a walk down the noise levels begins, on a field whose law at every level is known."""

from __future__ import annotations

import pytest
import torch
from torch import Generator

from scorescape.models.exact_field import ExactField
from scorescape.models.noise_levels.prior import prior_points
from scorescape.models.targets.gaussian_mixture import GaussianMixture

MEAN, SCALE, N = (1.5, 1.5), 1.5, 2_000


@pytest.mark.parametrize(("sigma", "error"), [(8.0, 0.1), (30.0, 0.02)])
def test_far_above_a_gaussian_it_is_the_smoothed_gaussian(sigma: float, error: float) -> None:
    field = ExactField(GaussianMixture.create([1.0], [MEAN], [SCALE]))
    x = prior_points(field, N, sigma, Generator().manual_seed(0))
    # the points are centre + spread z: with z known, both are read off without chance
    z = torch.randn(N, 2, generator=Generator().manual_seed(0))
    spread = x.std() / z.std()
    centre = x.mean(0) - spread * z.mean(0)
    shrunk = sigma**2 / (SCALE**2 + sigma**2)
    assert centre.tolist() == pytest.approx([shrunk * MEAN[0], shrunk * MEAN[1]], abs=0.02)
    assert float(spread) == pytest.approx((SCALE**2 + sigma**2) ** 0.5, rel=error)
    assert x.dtype == torch.float32


def test_one_particle_needs_no_spread_of_others() -> None:
    field = ExactField(GaussianMixture.create([1.0], [MEAN], [SCALE]))
    assert torch.isfinite(prior_points(field, 1, 5.0, Generator().manual_seed(0))).all()
