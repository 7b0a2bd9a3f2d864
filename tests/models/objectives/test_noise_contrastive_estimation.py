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
from scorescape.models.objectives.base import Problem
from scorescape.models.objectives.noise_contrastive_estimation import BOX_HALF_WIDTH, NoiseContrastiveEstimation
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
