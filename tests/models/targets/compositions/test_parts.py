"""Pairs of parts against the product of their densities, and no pair lost that matters."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.targets.compositions import parts as module
from scorescape.models.targets.compositions.parts import LogParts, multiplied, overlaps
from scorescape.models.targets.gaussian_mixture import GaussianMixture

A = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.4]], [0.5, 0.8])
B = GaussianMixture.create([0.6, 0.4], [[-0.6, 0.1], [0.9, 0.8]], [0.7, 0.4])


def test_two_gaussians_multiply_to_one_with_the_known_weight_mean_and_scale() -> None:
    one = GaussianMixture.create([1.0], [[1.0, -0.5]], [0.6])
    other = GaussianMixture.create([1.0], [[-0.4, 0.9]], [0.8])
    made = multiplied(LogParts.of(one), LogParts.of(other))
    both = 0.36 + 0.64
    gap = 1.4**2 + 1.4**2
    assert made.log_total == pytest.approx(-gap / (2 * both) - math.log(2 * math.pi * both), abs=1e-12)
    assert made.parts.means[0].tolist() == pytest.approx([1.0 * 0.64 - 0.4 * 0.36, -0.5 * 0.64 + 0.9 * 0.36], abs=1e-12)
    assert float(made.parts.variances[0].sqrt()) == pytest.approx(0.48, abs=1e-12)


def test_pairs_of_two_mixtures_are_their_product_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)  # rows one by one
    made = multiplied(LogParts.of(A), LogParts.of(B))
    weights, means, scales = made.parts.normalised()
    q = GaussianMixture(weights, means, scales)
    x = torch.tensor([[0.0, 0.0], [-1.0, 0.4], [2.0, -1.0]], dtype=torch.float64)
    assert len(made.parts) == made.n_pairs == 4
    torch.testing.assert_close(q.log_prob(x) + made.log_total, A.log_prob(x) + B.log_prob(x), rtol=0, atol=1e-12)


def test_of_too_many_pairs_the_heaviest_are_kept_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = multiplied(LogParts.of(A), LogParts.of(B))
    monkeypatch.setattr(module, "MOST_CANDIDATES", 2)
    few = multiplied(LogParts.of(A), LogParts.of(B))
    assert few.log_total == pytest.approx(whole.log_total, abs=1e-12)
    assert few.parts.log_weights.tolist() == whole.parts.log_weights.sort(descending=True).values[:2].tolist()


def test_the_overlap_of_a_part_is_the_other_mixture_smoothed_by_it() -> None:
    found = overlaps(LogParts.of(A), LogParts.of(B))
    for k in range(2):
        smoothed = B.smoothed(float(A.scales[k]))
        assert float(found[k]) == pytest.approx(float(smoothed.log_prob(A.means[k : k + 1])), abs=1e-12)
