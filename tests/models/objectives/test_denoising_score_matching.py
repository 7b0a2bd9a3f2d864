"""The floor of the denoising loss, and that nothing improves on the smoothed score."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from scorescape.models.networks.base import Network
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture

MIXTURE = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.3]], [0.4, 0.7])
SIGMA = 0.5


class Nudged(Network):
    """A mixture's score plus t times a smooth field of no symmetry."""

    def __init__(self, truth: GaussianMixture) -> None:
        super().__init__()
        self.truth = truth
        self.t = nn.Parameter(torch.zeros(4, dtype=torch.float64))

    def score(self, x: Tensor) -> Tensor:
        a, b = x[:, 0], x[:, 1]
        fields = [
            torch.stack([1 + a, b], 1),
            torch.stack([b, -a], 1),
            torch.stack([a.sin(), (a + b).cos()], 1),
            torch.stack([b**2, a * b], 1),
        ]
        return self.truth.score(x) + sum(t * f for t, f in zip(self.t, fields, strict=True))

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError


def slopes(truth: GaussianMixture, antithetic: bool) -> Tensor:
    """(4,) derivatives of the loss in t at zero, each over its standard error."""
    objective, field = DenoisingScoreMatching(sigma=SIGMA, antithetic=antithetic), Nudged(truth)
    noise, data, found = stream(0, "z"), stream(0, "x"), []
    for _ in range(40):
        loss, _ = objective.loss(field, MIXTURE.sample(5_000, data), None, noise)
        found.append(torch.autograd.grad(loss, field.t)[0])
    batches = torch.stack(found)
    return batches.mean(0) / (batches.std(0) / len(batches) ** 0.5)


@pytest.mark.parametrize("antithetic", [False, True])
def test_the_smoothed_score_is_stationary_and_the_clean_one_is_not(antithetic: bool) -> None:
    assert slopes(MIXTURE.smoothed(SIGMA), antithetic).abs().max() < 4
    assert slopes(MIXTURE, antithetic).abs().max() > 20


@pytest.mark.parametrize("antithetic", [False, True])
def test_the_floor_is_the_closed_form(antithetic: bool) -> None:
    scale, sigma = 0.8, 0.5
    target = GaussianMixture.create([1], [[0.4, -0.2]], [scale])
    objective = DenoisingScoreMatching(sigma=sigma, antithetic=antithetic)
    x = target.sample(200_000, stream(0, "x"))
    loss, _ = objective.loss(Nudged(target.smoothed(sigma)), x, None, stream(0, "z"))
    floor = 2 * scale**2 / (2 * sigma**2 * (scale**2 + sigma**2))
    assert float(loss.detach()) == pytest.approx(floor, rel=0.01)


def test_antithetic_pairs_take_the_noise_out_of_small_sigmas() -> None:
    field = Nudged(MIXTURE)
    generator, x = stream(0, "z"), MIXTURE.sample(64, stream(0, "x"))
    spread = []
    for antithetic in (True, False):
        objective = DenoisingScoreMatching(sigma=0.02, antithetic=antithetic)
        draws = [torch.autograd.grad(objective.loss(field, x, None, generator)[0], field.t)[0] for _ in range(200)]
        spread.append(torch.stack(draws).std(0))
    assert (spread[0] < 0.2 * spread[1]).all()
