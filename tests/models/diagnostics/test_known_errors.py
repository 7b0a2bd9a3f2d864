"""Errors, angles and shares in closed form, of fields that are wrong in one place and particles of which some are lost:
a judge that takes the wrong mean, sample or number of particles reads something else."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.fisher_divergence import FieldJudge, field_error
from scorescape.models.diagnostics.mode_weights import mode_weights, total_variation_floor
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.field import Field
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS

V = 0.81
BLOB = GaussianMixture.create([1.0], [[0.0, 0.0]], [V**0.5])


class WrongInside(Field):
    """-x / variance, and `off` to the right of it within a radius of the origin."""

    def __init__(self, variance: float, radius: float, off: float) -> None:
        self._variance, self._radius, self._off = variance, radius, off

    def score(self, x: Tensor) -> Tensor:
        inside = torch.linalg.vector_norm(x, dim=1, keepdim=True) < self._radius
        return -x / self._variance + self._off * inside * torch.tensor([1.0, 0.0])

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError


@pytest.mark.parametrize("radius", [0.5, 1.0, 2.0])
def test_an_error_in_one_place_counts_by_the_mass_there(radius: float) -> None:
    """E |error|^2 = off^2 (1 - exp(-r^2 / 2 v)) and E |s|^2 = 2 / v: a ratio of means, and no mean of ratios, which
    would be more than twice as large here."""
    found = FieldJudge(BLOB).judge(WrongInside(V, radius, 0.7))
    expected = 0.7**2 * (1 - math.exp(-(radius**2) / (2 * V))) * V / 2
    assert found.relative_fisher_error == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize("sigma", [0.8, 2.0])
def test_a_smoothed_error_is_that_on_smoothed_points(sigma: float) -> None:
    """The smoothed blob is wider: less of it lies within the radius than of the clean one."""
    wide = V + sigma**2
    found = FieldJudge(BLOB, sigma).judge(WrongInside(wide, 1.8, 0.7))
    expected = 0.7**2 * (1 - math.exp(-(1.8**2) / (2 * wide))) * wide / 2
    assert found.relative_fisher_error == pytest.approx(expected, rel=0.1)


def test_angles_are_weighed_by_the_length_of_the_exact_score() -> None:
    true = torch.tensor([[1.0, 0.0], [0.0, 3.0], [2.0, 0.0]])
    learnt = torch.tensor([[5.0, 0.0], [-0.1, 0.0], [1.0, 1.0]])
    assert field_error(learnt, true).angle_deg == pytest.approx((1 * 0 + 3 * 90 + 2 * 45) / 6, abs=1e-3)
    squares = (16 + (0.1**2 + 9) + 2) / (1 + 9 + 4)
    assert field_error(learnt, true).relative_fisher_error == pytest.approx(squares, rel=1e-5)


def test_intervals_and_floors_are_of_as_many_as_are_in_a_mode() -> None:
    """Half of the particles are lost: what is said of the others is what would be said of them alone."""
    modes = find_modes(PRESETS.get("two-gaussians")().mixture())
    there = modes.positions[torch.tensor([0] * 90 + [1] * 30)].float()
    lost = torch.cat([torch.full((60, 2), math.nan), torch.full((60, 2), 7.0)])
    some, alone = mode_weights(torch.cat([lost, there]), modes), mode_weights(there, modes)
    for name in ("sampled", "low", "high", "true"):
        torch.testing.assert_close(getattr(some, name), getattr(alone, name))
    assert (some.total_variation, some.total_variation_floor) == (alone.total_variation, alone.total_variation_floor)
    assert (some.outside, alone.outside) == (0.5, 0.0)
    assert some.total_variation_floor == pytest.approx(total_variation_floor(some.true, 120), rel=1e-6)
    more = mode_weights(there.repeat(4, 1), modes)
    assert float((more.high - more.low).max()) < 0.6 * float((alone.high - alone.low).max()), "four times as many"


@pytest.mark.parametrize("name", ["unequal-three", "grid-25"])
def test_joint_intervals_miss_in_five_of_a_hundred_exact_samples(name: str) -> None:
    """No more, or they promise too much; no fewer, or a wider one would do as well."""
    modes = find_modes(PRESETS.get(name)().mixture())
    true = (modes.masses / modes.masses.sum()).float()
    missed = 0
    for seed in range(400):
        draws = torch.multinomial(true, 1_000, True, generator=stream(seed, "draws"))
        found = mode_weights(modes.positions[draws].float(), modes)
        missed += int(bool(((found.low > found.true) | (found.high < found.true)).any()))
    # 20 of 400, within three standard errors of chance
    assert 7 <= missed <= 33


def test_a_distance_is_judged_by_the_floor_s_quantile_and_none_where_there_is_none() -> None:
    mixture = PRESETS.get("two-gaussians")().mixture()
    judge = SlicedWasserstein(mixture, 400)
    clouds = [mixture.to(torch.float32).sample(400, stream(seed, "exact")) for seed in range(40)]
    near, far = [judge.judged(each).verdict for each in clouds], judge.judged(clouds[0] + 2.0).verdict
    assert [each.holds for each in near] == [judge.distance(each) <= judge.floor_95 for each in clouds]
    assert sum(not each.holds for each in near) <= 6, "2 of 40, and chance"
    assert far.holds is False
    lost = judge.judged(torch.full((400, 2), math.nan))
    assert lost.verdict.holds is False
    assert "finite" in lost.verdict.sentence
