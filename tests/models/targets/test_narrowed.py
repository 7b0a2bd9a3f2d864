"""Thinner brushes: mass stays where it was, strokes stay whole, dots stay dots."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.narrowed import evenly_wide, narrowed
from scorescape.models.targets.spec import PresetTarget, build_target

FACTOR = 0.05


def test_a_stroke_becomes_a_curve_without_gaps() -> None:
    ring = build_target(PresetTarget(name="thin-curve"))
    thin = narrowed(ring, FACTOR)
    assert thin.narrowest_scale == pytest.approx(FACTOR * ring.narrowest_scale)
    assert float(thin.weights.sum()) == pytest.approx(1)
    gaps = torch.linalg.vector_norm(thin.means.diff(dim=0), dim=1)
    assert float(gaps.max()) < 1.1 * thin.narrowest_scale
    torch.testing.assert_close(thin.mean(), ring.mean(), atol=2e-3, rtol=0)


def test_what_stands_alone_only_shrinks() -> None:
    apart = GaussianMixture.create([0.3, 0.7], [[-2.0, 0.0], [2.0, 0.0]], [0.5, 0.5])
    thin = narrowed(apart, FACTOR)
    torch.testing.assert_close(thin.means, apart.means)
    torch.testing.assert_close(thin.weights, apart.weights)


def test_strokes_of_two_brushes_are_not_joined() -> None:
    x = torch.arange(0, 2, 0.1, dtype=torch.float64)
    points = torch.stack([x, 0 * x], 1)
    both = GaussianMixture.create(
        torch.ones(40), torch.cat([points, points + torch.tensor([2.0, 0.0])]), [0.1] * 20 + [0.2] * 20
    )
    thin = narrowed(both, FACTOR)
    wide = thin.scales > 0.15 * FACTOR
    assert float(thin.means[wide, 0].min()) > 1.9
    assert float(thin.means[~wide, 0].max()) < 2.0
    assert not evenly_wide(both)


def test_the_number_of_pieces_is_kept_in_bounds() -> None:
    ring = build_target(PresetTarget(name="thin-curve"))
    assert narrowed(ring, 0.02, most=1_000).n_components < 1_000 + ring.n_components
    coarse = narrowed(ring, FACTOR, finest=ring.narrowest_scale)
    assert coarse.n_components == ring.n_components


@pytest.mark.parametrize("factor", [1.0, 0.5])
def test_a_factor_near_one_changes_the_density_by_no_more_than_its_width(factor: float) -> None:
    x = torch.arange(-3, 3, 0.1, dtype=torch.float64)
    stroke = GaussianMixture.create(torch.ones(len(x)), torch.stack([x, 0 * x], 1), torch.full((len(x),), 0.1))
    across = torch.tensor([[0.0, 0.0], [0.5, 0.05], [-1.0, 0.1]], dtype=torch.float64)
    width = 0.1 * factor
    exact = -0.5 * (across[:, 1] / width) ** 2 - torch.log(torch.tensor(width * (2 * torch.pi) ** 0.5 * len(x) * 0.1))
    torch.testing.assert_close(narrowed(stroke, factor).log_prob(across), exact, atol=1e-6, rtol=0)
