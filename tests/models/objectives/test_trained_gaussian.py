"""Every objective on disk trains a linear score (a quadratic energy) on N(mu, Sigma), by Adam as a run does, and
arrives at -Sigma^-1 (x - mu); those of many noise levels at -(Sigma + sigma^2 I)^-1 (x - mu) for every sigma."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from scorescape.models.networks.base import Network
from scorescape.models.networks.spec import Parameterisation
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import Objective, Problem
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.training.optimiser import Optimiser
from scorescape.models.training.spec import OptimiserSpec
from tests.models.objectives.gaussian_oracle import COVARIANCE, MEAN, AffineScore, QuadraticEnergy

BATCH, N_STEPS = 1_024, 600
PRECISION = torch.linalg.inv(COVARIANCE)
# a blob of the same centre and size: what an objective may look at before training
LOOKALIKE = GaussianMixture.create([1.0], [MEAN.tolist()], [float(COVARIANCE.trace() / 2) ** 0.5])
SETTINGS = {
    "denoising-score-matching": {"sigma": 0.4},
    "finite-difference-score-matching": {"epsilon": 0.1},
    "contrastive-divergence": {"chain": "mala", "step_size": 0.2, "magnitude_penalty": 0.0, "void_penalty": 0.0},
    "persistent-contrastive-divergence": {"chain": "mala", "step_size": 0.2, "magnitude_penalty": 0.0},
}
PLAIN = [
    (name, model) for name, kind in OBJECTIVES.items() if not kind.noise_conditional for model in sorted(kind.learns)
]
CONDITIONAL = [name for name, kind in OBJECTIVES.items() if kind.noise_conditional]


class SmoothedGaussian(Network):
    """s(x, sigma) = -(L L^T + sigma^2 I)^-1 (x - m): right at every level exactly if L L^T = Sigma and m = mu."""

    def __init__(self, noise_range: tuple[float, float] | None) -> None:
        super().__init__()
        self.noise_range = noise_range
        self.factor = nn.Parameter(torch.eye(2, dtype=torch.float64))
        self.centre = nn.Parameter(torch.zeros(2, dtype=torch.float64))

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        level = torch.as_tensor(sigma, dtype=x.dtype).expand(len(x))[:, None, None]
        spread = self.factor @ self.factor.T + level**2 * torch.eye(2, dtype=x.dtype)
        return -torch.linalg.solve(spread, (x - self.centre)[:, :, None])[:, :, 0]

    def score(self, x: Tensor) -> Tensor:
        raise NotImplementedError("asked at a level")

    score_and_divergence = score_and_curvature = score  # type: ignore[assignment]


class TrueScore:
    """What the explicit objective is given for a mixture's score."""

    def score(self, x: Tensor) -> Tensor:
        return (MEAN - x) @ PRECISION


def points(n: int, generator: torch.Generator) -> Tensor:
    z = torch.randn(n, 2, generator=generator, dtype=torch.float64)
    return MEAN + z @ torch.linalg.cholesky(COVARIANCE).T


def train(objective: Objective[object], network: Network, learning_rate: float) -> None:
    data, noise = stream(0, "data"), stream(0, "noise")
    state: object = objective.init(Problem(LOOKALIKE, points(4_096, stream(0, "points"))), stream(0, "state"))
    if "explicit" in type(objective).__module__:
        state = TrueScore()
    spec = OptimiserSpec(learning_rate=learning_rate, batch_size=BATCH)
    extra = [] if isinstance(state, TrueScore) else objective.learnt_parameters(state)
    optimiser = Optimiser(network, extra, spec)
    for step in range(N_STEPS):
        loss, state = objective.loss(network, points(BATCH, data), state, noise)
        assert optimiser.step(loss, step, N_STEPS)


@pytest.mark.parametrize(("name", "model"), PLAIN)
def test_a_linear_field_arrives_at_the_gaussian_s_score(name: str, model: Parameterisation) -> None:
    objective = OBJECTIVES.get(name).parse(SETTINGS.get(name, {}))
    network = QuadraticEnergy() if model == "energy" else AffineScore()
    # likelihoods are flat along the narrow axis of the data: their way is longer
    train(objective, network, learning_rate=0.05 if "score" in objective.learns else 0.3)
    smoothing = objective.smoothing() or 0.0
    precision = torch.linalg.inv(COVARIANCE + smoothing**2 * torch.eye(2, dtype=torch.float64))
    # 5 % of the largest entry: the batches' own chance under a learning rate that ends at 1 %
    torch.testing.assert_close(network.matrix().detach(), -precision, rtol=0, atol=0.05 * float(precision.max()))
    torch.testing.assert_close(network.b.detach(), precision @ MEAN, rtol=0, atol=0.05 * float(precision.max()))


@pytest.mark.parametrize("name", CONDITIONAL)
def test_a_field_of_all_levels_arrives_at_every_smoothed_gaussian(name: str) -> None:
    kind = OBJECTIVES.get(name)
    objective = kind.parse(kind.defaults_for(LOOKALIKE, "score"))
    network = SmoothedGaussian(objective.noise_range(LOOKALIKE))
    train(objective, network, learning_rate=0.02)
    found = (network.factor @ network.factor.T).detach()
    torch.testing.assert_close(found, COVARIANCE, rtol=0, atol=0.07)
    torch.testing.assert_close(network.centre.detach(), MEAN, rtol=0, atol=0.07)
