"""Where noise merges modes: against the closed form of two equal Gaussians, and an annealed walk that passes it."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.models.targets.under_noise import mergings, settled_below


def pair(half: float, scale: float, weight: float = 0.5) -> GaussianMixture:
    """Two Gaussians at (-half, 1) and (half, 1); the first has `weight`."""
    means = torch.tensor([[-half, 1.0], [half, 1.0]], dtype=torch.float64)
    return GaussianMixture(torch.tensor([weight, 1 - weight]).double(), means, torch.tensor([scale, scale]).double())


@pytest.mark.parametrize(("half", "scale"), [(1.5, 0.3), (2.0, 0.5), (1.0, 0.05)])
def test_two_equal_gaussians_merge_where_the_closed_form_says(half: float, scale: float) -> None:
    mixture = pair(half, scale)
    (only,) = mergings(mixture, find_modes(mixture))
    assert only.sigma == pytest.approx(math.sqrt(half**2 - scale**2), rel=3e-4)
    assert only.remaining == 1


def test_the_smaller_of_two_unequal_modes_is_swallowed_where_its_peak_meets_the_pass() -> None:
    """Along the line of the means, in units of half their distance: t = tanh(t / v + b) has one solution fewer."""
    mixture = pair(2.0, 0.5, weight=0.2)
    (only,) = mergings(mixture, find_modes(mixture))

    def solutions(sigma: float) -> int:
        t = torch.linspace(-1.2, 1.2, 200_001, dtype=torch.float64)
        v, b = (0.5**2 + sigma**2) / 4, math.log(4) / 2
        return int((torch.tanh(t / v + b) - t).sign().diff().ne(0).sum())

    assert solutions(only.sigma * 0.999) == 3
    assert solutions(only.sigma * 1.001) == 1


def test_eight_modes_on_a_ring_merge_in_one_and_every_pair_is_counted() -> None:
    mixture = build_target(PresetTarget(name="eight-gaussians"))
    found = mergings(mixture, find_modes(mixture))
    assert [each.remaining for each in found] == [7, 6, 5, 4, 3, 2, 1]
    assert [each.sigma for each in found] == sorted(each.sigma for each in found)


def test_a_single_mode_has_nothing_to_merge_or_to_settle() -> None:
    mixture = build_target(PresetTarget(name="spiral"))
    assert mergings(mixture, find_modes(mixture)) == []
    assert settled_below(mixture, find_modes(mixture)) is None


def test_equal_modes_have_their_shares_under_any_noise() -> None:
    mixture = pair(2.0, 0.5)
    assert settled_below(mixture, find_modes(mixture)) is None


def test_shares_are_settled_where_a_hundredth_of_the_mass_is_across_the_border() -> None:
    """The border stands where the two slopes are equal; what lies across it is a difference of normal tails."""
    mixture = pair(2.0, 0.5, weight=0.2)
    modes = find_modes(mixture)
    sigma = settled_below(mixture, modes)
    assert sigma is not None
    row = modes.labels[int((1 + 4) / 8 * modes.grid.side)]
    border = float(modes.grid.edges()[1:-1][row.diff() != 0][0])

    def astray(sigma: float) -> float:
        width = math.hypot(0.5, sigma)
        tail = [math.erfc(abs(border - mean) / (width * math.sqrt(2))) / 2 for mean in (-2.0, 2.0)]
        return abs(0.2 * tail[0] - 0.8 * tail[1])

    assert astray(sigma) == pytest.approx(0.01, abs=1.5e-3)
    assert astray(sigma / 1.1) < 0.01 < astray(1.1 * sigma)


def test_an_annealed_walk_has_its_shares_once_it_is_below_and_not_where_the_modes_were_one() -> None:
    mixture = build_target(PresetTarget(name="two-gaussians"))
    modes = find_modes(mixture)
    settled, (merging,) = settled_below(mixture, modes), mergings(mixture, modes)
    assert settled is not None
    settings = {"n_levels": 40, "steps_per_level": 40}
    spec = SamplerSpec(sampler="annealed-langevin", field="exact", n_particles=20_000, settings=settings)
    walk = Walk(spec, ExactField(mixture), mixture, modes)

    def share_at(level: float) -> float:
        while walk.sigma is None or walk.sigma > level:
            walk.step(40)
        labels = modes.label_of(walk.x)
        return float((labels == 1).sum() / (labels >= 0).sum())

    assert share_at(1.2 * merging.sigma) > 0.25
    # a walk lags a little behind its level
    assert share_at(settled) == pytest.approx(0.2, abs=0.035)
    assert share_at(0.2) == pytest.approx(0.2, abs=0.02)
