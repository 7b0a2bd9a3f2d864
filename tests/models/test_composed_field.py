"""Energies and scores add; what cannot be added is refused."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.composed_field import ComposedField
from scorescape.models.errors import InvalidInput, Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.noise_levels.prior import prior_points
from scorescape.models.samplers.mala import Mala
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.gaussian_mixture import GaussianMixture

A = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.4]], [0.5, 0.8])
B = GaussianMixture.create([1.0], [[0.4, 0.2]], [0.6])
X = torch.tensor([[0.0, 0.0], [1.0, -1.0], [-2.0, 0.5]], dtype=torch.float64)
BOTH = ComposedField([ExactField(A), ExactField(B)], [2.0, 1.0])


class Bare(Field):
    """A score and nothing else."""

    noise_range = (0.1, 5.0)

    def score(self, x: torch.Tensor) -> torch.Tensor:
        return -x

    def score_and_divergence(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return -x, torch.full((len(x),), -2.0, dtype=x.dtype)


def test_without_noise_it_is_the_product_s_field() -> None:
    whole = product([A, B], [2, 1])
    exact = ExactField(whole.target)
    torch.testing.assert_close(BOTH.score(X), exact.score(X), rtol=0, atol=1e-9)
    torch.testing.assert_close(BOTH.energy(X), exact.energy(X) - whole.log_z, rtol=0, atol=1e-9)
    torch.testing.assert_close(BOTH.jacobian(X), exact.jacobian(X), rtol=0, atol=1e-8)
    torch.testing.assert_close(BOTH.score_and_divergence(X)[1], exact.score_and_divergence(X)[1], rtol=0, atol=1e-8)
    energy, score = BOTH.energy_and_score(X)
    torch.testing.assert_close((energy, score), (BOTH.energy(X), BOTH.score(X)), rtol=0, atol=1e-9)
    Mala().check(BOTH)


def test_with_noise_it_is_not() -> None:
    exact = ExactField(product([A, B], [2, 1]).target)
    assert float((BOTH.smoothed_score(X, 1.0) - exact.smoothed_score(X, 1.0)).abs().max()) > 0.5
    sums = 2 * A.smoothed_score(X, 1.0) + B.smoothed_score(X, 1.0)
    torch.testing.assert_close(BOTH.smoothed_score(X, 1.0), sums, rtol=0, atol=1e-12)
    torch.testing.assert_close(BOTH.experts(X, 1.0).total, sums, rtol=0, atol=1e-12)
    energy, score = BOTH.smoothed_energy_and_score(X, 1.0)
    torch.testing.assert_close(score, sums, rtol=0, atol=1e-12)
    expected = -2 * A.smoothed(1.0).log_prob(X) - B.smoothed(1.0).log_prob(X)
    torch.testing.assert_close(energy, expected, rtol=0, atol=1e-12)


def test_its_walks_begin_as_wide_as_it_is_far_out() -> None:
    x = prior_points(BOTH, 40_000, 8.0, torch.Generator().manual_seed(0))
    # two experts of power 2 and 1: a third of the variance of one
    assert float(x.var(0).mean()) == pytest.approx((64 + 0.6) / 3, rel=0.03)


def test_what_only_some_have_it_has_not() -> None:
    mixed = ComposedField([Bare(), Bare()])
    assert not mixed.has_energy
    assert not mixed.has_smoothed_energy
    with pytest.raises(Unsupported, match="no energy under noise"):
        mixed.smoothed_energy_and_score(X, 1.0)
    assert mixed.noise_range == (0.1, 5.0)


def test_it_changes_when_one_of_them_does() -> None:
    one = Bare()
    both = ComposedField([one, ExactField(A)] if one.noise_range is None else [one, Bare()])
    before = both.version
    one.version += 1
    assert both.version != before


def test_what_is_refused() -> None:
    with pytest.raises(InvalidInput, match="other ranges of noise"):
        ComposedField([Bare(), ExactField(A)])
    with pytest.raises(InvalidInput, match="sum is above 0"):
        ComposedField([ExactField(A), ExactField(B)], [1.0, -1.0])
    with pytest.raises(InvalidInput, match="as many powers"):
        ComposedField([ExactField(A)], [1.0, 1.0])
