"""A density times a constant, and shares of targets that are no mixtures."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.exact_field import ExactField
from scorescape.models.partition.mixture_share import mixture_share
from scorescape.models.partition.target_share import target_share
from scorescape.models.partition.unnormalised import Unnormalised
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target

from .shapes import wavy

PAIR = target("two-gaussians")


def test_its_log_z_is_the_constant_s_and_its_score_the_same() -> None:
    exact = ExactField(PAIR)
    field = Unnormalised(exact, -4.5)
    assert partition_function(field).log_z == pytest.approx(-4.5, abs=1e-3)
    x = torch.tensor([[0.3, 1.0]], dtype=torch.float64)
    assert torch.equal(field.score(x), exact.score(x))
    assert torch.equal(field.score_and_divergence(x)[1], exact.score_and_divergence(x)[1])
    assert float(field.energy(x) - exact.energy(x)) == pytest.approx(4.5)
    assert torch.equal(field.landmarks(), exact.landmarks())


class Standing(GaussianMixture):
    """The pair's density, with parts that only stand for it."""

    def log_prob(self, x: Tensor) -> Tensor:
        return PAIR.log_prob(x)


def test_the_share_of_a_density_that_is_no_mixture_is_its_own_not_that_of_its_parts() -> None:
    corners = wavy(0).corners()
    parts = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.5])
    stand_in = Standing(parts.weights, parts.means, parts.scales)
    assert target_share(PAIR, corners) == mixture_share(PAIR, corners)
    assert target_share(stand_in, corners) == pytest.approx(mixture_share(PAIR, corners), abs=5e-4)
    assert abs(mixture_share(parts, corners) - mixture_share(PAIR, corners)) > 0.05
