"""NCE against the known partition function and the known optimum."""

from __future__ import annotations

import math
from typing import Any, cast

import pytest
import torch
from torch import Tensor
from torch.nn.functional import softplus

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput
from scorescape.models.networks.base import Network
from scorescape.models.objectives.adaptive_noise import AdaptiveNoise
from scorescape.models.objectives.base import Problem
from scorescape.models.objectives.noise_contrastive_estimation import (
    BOX_HALF_WIDTH,
    Contrast,
    NoiseContrastiveEstimation,
)
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.models.testing.linear import VARIANCE, stationary
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

PAIR = GaussianMixture.create([0.3, 0.7], [[-1.5, 0.0], [1.5, 0.5]], [0.6, 0.8])


@pytest.mark.parametrize("noise", ["box", "gaussian", "mixture", "adaptive"])
@pytest.mark.parametrize("ratio", [1, 4])
def test_log_z_is_learnt(noise: str, ratio: int) -> None:
    root = stationary(NoiseContrastiveEstimation.parse({"noise": noise, "noise_ratio": ratio}))
    assert root is not None
    a, log_z = root.values
    assert a == pytest.approx(1 / VARIANCE, rel=0.03)
    assert log_z == pytest.approx(math.log(2 * math.pi * VARIANCE), abs=0.05)


class _True:
    """The energy -log p itself."""

    def __init__(self, mixture: GaussianMixture) -> None:
        self._mixture = mixture

    def energy(self, x: Tensor) -> Tensor:
        return -self._mixture.log_prob(x)


@pytest.mark.parametrize("ratio", [1, 4])
def test_at_the_truth_the_loss_is_its_floor_and_log_z_stands_still(ratio: int) -> None:
    x = PAIR.sample(200_000, stream(0, "x"))
    objective = NoiseContrastiveEstimation(noise_ratio=ratio)
    state = objective.init(Problem(PAIR, x), stream(0, "state"))
    state.log_z.data.fill_(0.0)
    loss, _ = objective.loss(cast(Network, _True(PAIR)), x, state, stream(0, "z"))
    grid = Grid(400, BOX_HALF_WIDTH)
    log_p = PAIR.log_prob(grid.points(torch.float64))
    log_noise = -2 * math.log(2 * BOX_HALF_WIDTH)
    odds = log_p - log_noise - math.log(ratio)
    integrand = log_p.exp() * softplus(-odds) + ratio * math.exp(log_noise) * softplus(odds)
    assert float(loss.detach()) == pytest.approx(float(integrand.sum()) * grid.cell_area, rel=0.01)
    (slope,) = torch.autograd.grad(loss, state.log_z)
    assert abs(float(slope)) < 0.01


def trained(name: str, **settings: Any) -> Run:
    run = Run(
        build_target(PresetTarget(name=name)),
        RunSpec.parse({"objective": "noise-contrastive-estimation", "model": "energy", "n_steps": 500} | settings),
    )
    while not run.finished:
        run.step()
    return run


@pytest.mark.slow
def test_a_trained_energy_has_the_masses_right_and_knows_its_log_z() -> None:
    run = trained("two-gaussians")
    found = partition_function(run.field())
    shares = found.mode_masses(find_modes(run.mixture))
    assert sorted(shares.tolist()) == pytest.approx([0.2, 0.8], abs=0.04)
    readings = run.resolved.objective.readings(run.state)
    assert readings["log_z_learned"] == pytest.approx(found.log_z, abs=0.05)


def test_a_noise_ratio_of_a_billion_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"noise ratio .*\[1, 16\]"):
        NoiseContrastiveEstimation.parse({"noise_ratio": 10**9})


def noise_of(noise: str, x: Tensor, ratio: int = 1) -> Contrast:
    objective = NoiseContrastiveEstimation.parse({"noise": noise, "noise_ratio": ratio})
    return objective.init(Problem(PAIR, x), stream(5, "state"))


def test_the_box_of_noise_is_ten_wide_and_log_z_begins_undecided() -> None:
    x = PAIR.to(torch.float32).sample(300, stream(0, "x"))
    box = noise_of("box", x, 3)
    drawn = box.sample(20_000, stream(0, "z"), torch.float32)
    assert 4.99 < float(drawn.abs().max()) <= 5
    torch.testing.assert_close(box.log_prob(x), torch.full((300,), -math.log(100)))
    assert float(box.log_z.detach()) == pytest.approx(math.log(100) - math.log(3))


def test_noise_that_is_fitted_has_the_data_s_own_widths() -> None:
    x = PAIR.to(torch.float32).sample(300, stream(0, "x"))
    spread = float(x.double().var(0).mean().sqrt())
    round_one, kernels, adaptive = (noise_of(noise, x).mixture for noise in ("gaussian", "mixture", "adaptive"))
    assert isinstance(round_one, GaussianMixture)
    assert (round_one.means[0].tolist(), round_one.narrowest_scale) == (
        pytest.approx(x.double().mean(0).tolist()),
        pytest.approx(spread),
    )
    assert isinstance(kernels, GaussianMixture)
    assert kernels.n_components == 64
    assert kernels.scales.tolist() == pytest.approx([spread * 64 ** (-1 / 6)] * 64)
    assert float(torch.cdist(kernels.means, x.double()).amin(1).max()) == 0
    assert isinstance(adaptive, AdaptiveNoise)
    assert (len(adaptive.means), adaptive.half_width) == (64, 6.0)


def test_log_z_learns_five_times_as_fast_as_the_network() -> None:
    state = noise_of("box", PAIR.sample(10, stream(0, "x")))
    [(parameter, factor)] = NoiseContrastiveEstimation().learnt_parameters(state)
    assert parameter is state.log_z
    assert factor == 5.0
