"""Shares level by level, and the level from which on they stand still."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.composed_field import ComposedField
from scorescape.models.diagnostics.freezing import Freezing, freezing, smoothed_shares
from scorescape.models.exact_field import ExactField
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

A = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, 0.4]], [0.3, 0.3])
B = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, -0.4]], [0.3, 0.3])
PLACES = torch.tensor([[-2.0, 0.0], [2.0, 0.0]])


@pytest.mark.parametrize(("sigma", "share"), [(0.0, 0.855), (0.1, 0.832), (0.3, 0.709), (1.0, 0.535), (2.0, 0.506)])
def test_the_product_of_smoothed_experts_has_other_shares_at_every_level(sigma: float, share: float) -> None:
    whole = product([A.smoothed(sigma), B.smoothed(sigma)]).target
    # what lies left of x = 0, in closed form
    left = whole.weights @ torch.special.ndtr(-whole.means[:, 0] / whole.scales)
    assert float(left) == pytest.approx(share, abs=2e-3)
    assert float(smoothed_shares([A, B], [1, 1], sigma, PLACES)[0]) == pytest.approx(float(left), abs=1e-3)


def test_shares_stand_still_from_the_level_after_the_last_that_moved() -> None:
    left = torch.tensor([0.5, 0.7, 0.61, 0.6]).double()
    found = Freezing(torch.tensor([4.0, 2.0, 1.0, 0.5]).double(), torch.stack([left, 1 - left], 1))
    assert found.frozen_at == 1.0
    still = Freezing(found.sigma, torch.full((4, 2), 0.5).double())
    assert still.frozen_at == 4.0


def test_annealed_langevin_on_added_scores_stands_still_where_modes_part() -> None:
    target = product([A, B]).target
    field = ComposedField([ExactField(A), ExactField(B)])
    settings = {"n_levels": 20, "steps_per_level": 20, "step_ratio": 0.15, "sigma_max": 10.0, "sigma_min": 0.05}
    spec = SamplerSpec.parse({"sampler": "annealed-langevin", "settings": settings, "field": "exact"})
    found = freezing(Walk(spec, field, target, find_modes(target)), PLACES)
    assert found.sigma.tolist() == sorted(found.sigma.tolist(), reverse=True)
    assert len(found.sigma) == 20
    assert 0.3 < found.frozen_at < 2.0
    assert float(found.shares[-1, 0]) == pytest.approx(0.534, abs=0.04)
