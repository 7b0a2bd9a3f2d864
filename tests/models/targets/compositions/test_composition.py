"""Unions, negations and what a composition says of itself."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.targets.compositions import composition as module
from scorescape.models.targets.compositions.composition import negation, product, union
from scorescape.models.targets.gaussian_mixture import GaussianMixture

A = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.4]], [0.5, 0.8])
B = GaussianMixture.create([1.0], [[0.0, 2.0]], [0.3])
X = torch.tensor([[0.0, 0.0], [0.1, 1.9]], dtype=torch.float64)


def test_a_union_is_the_sum_by_weight() -> None:
    made = union([A, B], [3, 1])
    expected = 0.75 * A.log_prob(X).exp() + 0.25 * B.log_prob(X).exp()
    torch.testing.assert_close(made.target.log_prob(X).exp(), expected, rtol=1e-12, atol=0)
    assert made.target.n_components == 3
    assert made.is_mixture
    assert union([A, B]).target.weights.tolist() == pytest.approx([0.15, 0.35, 0.5])


def test_a_union_of_too_many_parts_has_no_more_than_a_target_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_COMPONENTS", 20)
    many = GaussianMixture.create([1.0] * 30, [[0.05 * i, 0.0] for i in range(30)], [0.5] * 30)
    made = union([many, B])
    assert made.target.n_components <= 20
    assert made.target.mean().tolist() == pytest.approx([0.3625, 1.0], abs=1e-9)


def test_where_parts_do_not_suffice_a_grid_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    many = GaussianMixture.create([1.0] * 60, [[0.05 * i - 1.5, 0.0] for i in range(60)], [0.5] * 60)
    monkeypatch.setattr("scorescape.models.targets.compositions.product.MOST_PARTS", 20)
    near = product([many], [2])
    assert near.is_mixture
    monkeypatch.setattr(module, "LARGEST_VARIATION", -1.0)
    by_grid = product([many], [2])
    assert not by_grid.is_mixture
    assert by_grid.log_z == pytest.approx(near.log_z, abs=1e-3)


def test_only_broken_powers_and_negations_are_no_mixtures() -> None:
    assert product([A, B]).is_mixture
    assert product([A, B], [2, 3]).is_mixture
    assert not product([A], [1.5]).is_mixture
    assert not negation(A, B).is_mixture
    assert not product([negation(A, B).target, B]).is_mixture
