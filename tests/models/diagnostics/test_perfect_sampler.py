"""Exact samples, the perfect sampler, through every measure of particles: each must read its floor, and say when
something is wrong."""

from __future__ import annotations

import math
import statistics

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.density_quantiles import DensityQuantiles
from scorescape.models.diagnostics.mode_weights import mode_weights, total_variation_floor, wilson_interval
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein, sliced_wasserstein
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS

N = 2_000
SEEDS = range(12)


def exact(mixture: GaussianMixture, seed: int, n: int = N) -> Tensor:
    return mixture.to(torch.float32).sample(n, stream(seed, "perfect"))


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_mode_weights_of_a_perfect_sampler_read_their_floor(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    modes = find_modes(mixture)
    found = [mode_weights(exact(mixture, seed), modes) for seed in range(60)]
    # a single mode has nothing to be wrong about: both are 0
    mean, floor = statistics.mean(each.total_variation for each in found), found[0].total_variation_floor
    assert mean == pytest.approx(floor, rel=0.3, abs=1e-9)
    joint = [bool(((each.low <= each.true) & (each.true <= each.high)).all()) for each in found]
    # 57 of 60, and chance; that they are no wider than that is in test_known_errors
    assert sum(joint) >= 51, "the intervals of all modes at once hold the truth in 95 % of samples"


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_sliced_wasserstein_of_a_perfect_sampler_reads_its_floor(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    judges = [SlicedWasserstein(mixture, N, seed) for seed in SEEDS]
    distances = [judge.distance(exact(mixture, seed)) for seed, judge in enumerate(judges)]
    floors = [judge.floor for judge in judges]
    # both are draws of one law: their means agree as well as a dozen draws of it can
    chance = 4 * math.hypot(statistics.stdev(distances), statistics.stdev(floors)) / math.sqrt(len(judges))
    assert abs(statistics.mean(distances) - statistics.mean(floors)) < chance
    wrong = judges[0].distance(1.5 * exact(mixture, 0))
    assert wrong > 2 * max(floors), "negative control: a cloud half as large again"


def test_a_perfect_sampler_is_in_low_density_as_often_as_the_data() -> None:
    mixture = PRESETS.get("two-moons")().mixture()
    ranks = DensityQuantiles(mixture).rank(exact(mixture, 0, 20_000))
    for quantile in (0.01, 0.1, 0.5, 0.9):
        assert float((ranks < quantile).float().mean()) == pytest.approx(quantile, abs=0.02)


@pytest.mark.parametrize("shift", [(0.5, 0.0), (0.0, 2.0), (1.0, -1.0)])
def test_a_shift_is_its_length_over_the_root_of_the_dimension(shift: tuple[float, float]) -> None:
    """Both clouds are the same points: in direction theta they are (shift . theta) apart, in the mean |shift|^2 / 2."""
    x = exact(PRESETS.get("spiral")().mixture(), 0)
    distance = sliced_wasserstein(x + torch.tensor(shift), x)
    assert distance == pytest.approx(math.hypot(*shift) / math.sqrt(2), rel=1e-4)
    assert sliced_wasserstein(x, x[torch.randperm(N, generator=stream(0, "order"))]) == 0


def test_turning_an_isotropic_cloud_changes_nothing_beyond_chance() -> None:
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.8])
    x, turn = exact(blob, 0), torch.tensor([[0.0, 1.0], [-1.0, 0.0]])
    floor = SlicedWasserstein(blob, N).floor
    assert sliced_wasserstein(x @ turn, x) < 3 * floor
    stretched = x * torch.tensor([1.5, 1.0])
    assert sliced_wasserstein(stretched @ turn, stretched) > 3 * floor


def test_lost_particles_are_a_share_and_not_a_number() -> None:
    pair = PRESETS.get("two-gaussians")().mixture()
    x = exact(pair, 0)
    x[:500] = math.nan
    x[500:600] = 9.0
    x[600:] = x[600:].clamp(-4, 4)
    assert mode_weights(x, find_modes(pair)).outside == pytest.approx(0.3, abs=1e-6)
    assert math.isnan(SlicedWasserstein(pair, N).distance(x))


def test_wilson_s_interval_is_that_of_its_paper() -> None:
    """7 of 10: [0.397, 0.892]; none of 20: [0, 0.161]. Source: Wilson 1927; Agresti & Coull 1998, table 1."""
    low, high = wilson_interval(torch.tensor([0.7], dtype=torch.float64), 10)
    assert (float(low), float(high)) == pytest.approx((0.3968, 0.8922), abs=1e-3)
    low, high = wilson_interval(torch.tensor([0.0], dtype=torch.float64), 20)
    assert (float(low), float(high)) == pytest.approx((0.0, 0.1611), abs=1e-3)


@pytest.mark.parametrize("n", [20, 400])
def test_the_floor_of_total_variation_is_the_mean_of_exact_draws(n: int) -> None:
    true = torch.tensor([0.6, 0.3, 0.1], dtype=torch.float64)
    draws = torch.multinomial(true.float().expand(20_000, -1), n, replacement=True, generator=stream(3, "draws"))
    shares = torch.stack([(draws == mode).double().mean(1) for mode in range(3)], dim=1)
    expected = float(0.5 * (shares - true).abs().sum(1).mean())
    assert total_variation_floor(true, n) == pytest.approx(expected, rel=0.08)
