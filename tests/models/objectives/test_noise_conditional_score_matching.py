"""The weight sigma^2, the floors of every level, and how levels are drawn."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.noise_levels.draws import log_uniform, log_uniform_halves, stratified
from scorescape.models.noise_levels.ladders import geometric
from scorescape.models.objectives.noise_conditional_score_matching import NoiseConditionalScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from tests.models.objectives.exact_network import ExactNetwork

SCALE = 0.7
GAUSSIAN = GaussianMixture.create([1.0], [[0.0, 0.0]], [SCALE])
EXACT = ExactNetwork(GAUSSIAN, [0.05, 10.0])


def level_loss(sigma: float, network: ExactNetwork = EXACT) -> float:
    n = 100_000
    x = GAUSSIAN.sample(n, stream(0, "x"))
    z = torch.randn(n, 2, generator=stream(0, "z"), dtype=torch.float64)
    terms = NoiseConditionalScoreMatching().terms(network, x, torch.full((n,), sigma, dtype=torch.float64), z)
    return float(terms.detach().mean())


def floor(sigma: float) -> float:
    """sigma^2 times the least denoising loss d s^2 / (2 sigma^2 (s^2 + sigma^2)), for d = 2."""
    return SCALE**2 / (SCALE**2 + sigma**2)


@pytest.mark.parametrize("sigma", [0.05, 0.2, 0.7, 2.0, 10.0])
def test_the_exact_score_pays_the_weighted_floor_of_its_level(sigma: float) -> None:
    assert level_loss(sigma) == pytest.approx(floor(sigma), rel=0.02)
    assert 0 < level_loss(sigma) <= 1


@pytest.mark.parametrize("sigma", [0.7, 2.0])
def test_a_wrong_field_pays_more(sigma: float) -> None:
    assert level_loss(sigma, ExactNetwork(GAUSSIAN, [0.05, 10.0], stretch=1.5)) > 1.05 * floor(sigma)


def total(**settings: object) -> float:
    objective = NoiseConditionalScoreMatching.parse({"sigma_min": 0.1, "sigma_max": 5.0} | settings)
    x = GAUSSIAN.sample(200_000, stream(1, "x"))
    return float(objective.loss(EXACT, x, None, stream(1, "z"))[0].detach())


@pytest.mark.parametrize("antithetic", [True, False])
def test_j_is_the_mean_of_the_floors_over_log_uniform_levels(antithetic: bool) -> None:
    def integral(sigma: float) -> float:
        return math.log(sigma) - 0.5 * math.log(SCALE**2 + sigma**2)

    mean = (integral(5.0) - integral(0.1)) / math.log(50)
    assert total(levels="continuous", antithetic=antithetic) == pytest.approx(mean, rel=0.01)


def test_j_is_the_mean_of_the_floors_over_a_ladder() -> None:
    mean = sum(map(floor, geometric(5.0, 0.1, 4))) / 4
    assert total(levels="geometric", n_levels=4) == pytest.approx(mean, rel=0.01)


def test_geometric_levels_are_the_rungs_each_as_often() -> None:
    objective = NoiseConditionalScoreMatching(sigma_min=0.1, sigma_max=6.4, levels="geometric", n_levels=7)
    levels, counts = objective.draw_levels(7_000, stream(0, "u")).unique(return_counts=True)
    torch.testing.assert_close(levels, 0.1 * 2.0 ** torch.arange(7, dtype=torch.float64))
    assert (counts - 1_000).abs().max() <= 1


def test_every_batch_sees_every_part_of_the_range() -> None:
    u = stratified(64, stream(0, "u"))
    assert torch.equal((u * 64).long(), torch.arange(64))
    level = log_uniform(u, 0.1, 10.0)
    assert 0.1 <= float(level.min()) <= float(level.max()) <= 10.0
    assert float(level.log().mean()) == pytest.approx(0.0, abs=0.02)


def test_antithetic_pairs_quieten_the_slope_near_the_data() -> None:
    """At small noise the slope's own noise is that of z; both signs of it cancel."""

    def noise_of_slope(*, antithetic: bool) -> float:
        objective = NoiseConditionalScoreMatching(sigma_min=0.02, sigma_max=0.03, antithetic=antithetic)
        network, slopes = ExactNetwork(GAUSSIAN, [0.02, 0.03]), []
        for seed in range(40):
            x = GAUSSIAN.sample(1_000, stream(seed, "x"))
            loss, _ = objective.loss(network, x, None, stream(seed, "z"))
            slopes.append(torch.autograd.grad(loss, network.theta)[0])
        return float(torch.stack(slopes).std())

    assert noise_of_slope(antithetic=True) < 0.5 * noise_of_slope(antithetic=False)


def test_half_of_the_levels_lie_below_the_middle_one_each_half_even_in_its_logarithm() -> None:
    objective = NoiseConditionalScoreMatching(sigma_min=0.1, sigma_max=10.0, levels="halves", sigma_middle=0.4)
    level = objective.draw_levels(10_000, stream(0, "u"))
    assert int((level < 0.4).sum()) == 5_000
    assert float(level[:5_000].log().mean()) == pytest.approx(math.log(0.1 * 0.4) / 2, abs=1e-3)
    assert float(level[5_000:].log().mean()) == pytest.approx(math.log(0.4 * 10) / 2, abs=1e-3)


@pytest.mark.parametrize(
    ("middle", "below"),
    [
        (0.1, 0.0),
        (0.05, 0.0),
        (20.0, 1.0),
        (0.11, 3 * math.log(1.1) / math.log(100)),
        (5.0, math.log(50) / math.log(100)),
    ],
)
def test_a_middle_near_an_end_spoils_neither_part(middle: float, below: float) -> None:
    level = log_uniform_halves(stratified(10_000, stream(0, "u")), 0.1, middle, 10.0)
    assert float((level < middle).double().mean()) == pytest.approx(below, abs=1e-3)
    assert 0.1 <= float(level.min()) <= float(level.max()) <= 10.0


def test_the_weight_near_the_data_is_sigma_squared_and_c_squared() -> None:
    x, z = torch.ones(3, 2), torch.ones(3, 2)
    sigma = torch.tensor([0.1, 1.0, 5.0])
    plain, heavy = (NoiseConditionalScoreMatching(fine_weight=c).terms(EXACT, x, sigma, z).detach() for c in (0.0, 0.3))
    torch.testing.assert_close(heavy * sigma**2, plain * (sigma**2 + 0.3**2))


def test_the_defaults_follow_the_narrowest_part() -> None:
    found = NoiseConditionalScoreMatching.defaults_for(GAUSSIAN, "score")
    assert (found["levels"], found["sigma_min"]) == ("halves", pytest.approx(0.25 * SCALE))
    assert (found["sigma_middle"], found["fine_weight"]) == (pytest.approx(2 * SCALE), pytest.approx(SCALE / 2))
