"""Points that share out evenly: how many each component has, and what means over them are worth."""

from __future__ import annotations

import dataclasses
import math
import statistics

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.stratified import GROUPS, mean, ratio, stratified_sample
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.compositions.tabulated import Tabulated
from scorescape.models.targets.gaussian_mixture import GaussianMixture

# a line of thin parts under a broad cloud
LINE = [[-2 + 4 * i / 59, 1.5 * math.sin(i / 8)] for i in range(60)]
THIN = GaussianMixture.create([0.3 / 60] * 60 + [0.7], [*LINE, [1.0, -1.0]], [0.02] * 60 + [0.9])


class Off(ExactField):
    """The exact score, stretched ever more away from the origin: its error varies from place to place."""

    def score(self, x: Tensor) -> Tensor:
        return super().score(x) * (1 + 0.2 * x.norm(dim=1, keepdim=True))


def test_every_component_has_its_share_of_every_group_but_for_one_point() -> None:
    far = GaussianMixture.create([0.5, 0.3, 0.2], [[-90.0, 0.0], [0.0, 0.0], [90.0, 0.0]], [0.1, 0.2, 0.3])
    x = stratified_sample(far, 16 * 100, stream(1, "points"))
    for group in x.reshape(GROUPS, 100, 2):
        counts = [int((group[:, 0] / 90).round().eq(place).sum()) for place in (-1, 0, 1)]
        assert counts == pytest.approx([50, 30, 20], abs=1)


def test_a_point_is_an_exact_draw() -> None:
    x = torch.cat([stratified_sample(THIN, 512, stream(seed, "points")) for seed in range(40)]).double()
    assert x.mean(0).tolist() == pytest.approx(THIN.mean().tolist(), abs=0.01)
    assert float((x - THIN.mean()).square().sum(1).mean() / 2) ** 0.5 == pytest.approx(THIN.rms_deviation(), rel=0.01)
    # the tail: exp(-2) of a Gaussian of the plane is beyond two deviations
    blob = stratified_sample(GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5]), 8_192, stream(0, "points"))
    assert float((blob.norm(dim=1) > 1.0).double().mean()) == pytest.approx(math.exp(-2), abs=0.002)


def test_a_ratio_is_of_means_and_its_error_that_of_groups() -> None:
    above, below = torch.arange(32.0), torch.ones(32) * 2
    assert ratio(above, below).value == pytest.approx(15.5 / 2)
    # means of the groups of two: .5, 2.5, ... 30.5, so s = 2 sqrt(16 * 17 / 12)
    spread = 2 * math.sqrt(16 * 17 / 12)
    assert ratio(above, below).standard_error == pytest.approx(spread / 2 / 4)
    assert mean(above).standard_error == pytest.approx(spread / 4)
    assert ratio(below, below).standard_error == 0
    assert math.isnan(ratio(above, torch.zeros(32)).value)


@pytest.mark.parametrize("sigma", [None, 0.1])
def test_standard_errors_are_the_spread_over_judges(sigma: float | None) -> None:
    field = Off(THIN.smoothed(sigma) if sigma else THIN)
    found = [FieldJudge(THIN, sigma, n=2_048, seed=seed).judge(field) for seed in range(120)]
    spread = statistics.stdev(each.relative_fisher_error for each in found)
    said = math.sqrt(statistics.mean(each.relative_fisher_error_se**2 for each in found))
    assert said == pytest.approx(spread, rel=0.2)


def test_a_judge_of_a_thin_drawing_is_right_on_average_and_better_than_as_many_free_draws() -> None:
    field, exact = Off(THIN), THIN.to(torch.float32)
    found = [FieldJudge(THIN, n=2_048, seed=seed).judge(field).relative_fisher_error for seed in range(60)]

    def free(n: int, seed: int) -> float:
        x = exact.sample(n, stream(seed, "free"))
        true = exact.score(x)
        return float((field.score(x) - true).square().sum(1).mean() / true.square().sum(1).mean())

    truth = statistics.mean(free(40_000, seed) for seed in range(8))
    assert statistics.mean(found) == pytest.approx(truth, rel=0.01)
    assert statistics.stdev(found) < 0.6 * statistics.stdev(free(2_048, seed) for seed in range(60))


def test_errors_of_angles_are_theirs() -> None:
    found = [FieldJudge(THIN, n=2_048, seed=seed).judge(Turned(THIN)) for seed in range(80)]
    spread = statistics.stdev(each.angle_deg for each in found)
    assert math.sqrt(statistics.mean(each.angle_deg_se**2 for each in found)) == pytest.approx(spread, rel=0.25)


class Turned(ExactField):
    """The exact score, turned by up to 60 degrees as x goes from side to side."""

    def score(self, x: Tensor) -> Tensor:
        angle = x[:, :1].clamp(-4, 4) * (math.pi / 12)
        u, v = super().score(x).split(1, dim=1)
        return torch.cat([angle.cos() * u - angle.sin() * v, angle.sin() * u + angle.cos() * v], 1)


def test_of_a_target_without_components_chance_decides_and_as_many_are_drawn() -> None:
    cold = product([GaussianMixture.create([1.0], [[0.3, -0.4]], [0.6])], [1.5]).target
    assert isinstance(cold, Tabulated)
    assert torch.equal(stratified_sample(cold, 33, stream(0, "points")), cold.sample(48, stream(0, "points")))


def test_weights_need_not_sum_to_one() -> None:
    doubled = dataclasses.replace(THIN, weights=2 * THIN.weights)
    torch.testing.assert_close(
        stratified_sample(doubled, 160, stream(0, "points")), stratified_sample(THIN, 160, stream(0, "points"))
    )
