"""Every pointwise objective, on a Gaussian of full covariance and nonzero mean, finds its exact score."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from scorescape.models.objectives.base import Objective
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.objectives.explicit_score_matching import ExplicitScoreMatching
from scorescape.models.objectives.finite_difference_score_matching import FiniteDifferenceScoreMatching
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.objectives.sliced_score_matching import SlicedScoreMatching
from tests.models.objectives.gaussian_oracle import (
    COVARIANCE,
    MEAN,
    AffineScore,
    QuadraticEnergy,
    gaussian_points,
    minimise,
)

N = 200_000
DISTRIBUTIONS = ("rademacher", "sphere", "gaussian")
PRECISION = torch.linalg.inv(COVARIANCE)
CLEAN: list[Objective[Any]] = [
    ScoreMatching(),
    *(SlicedScoreMatching(distribution=d, variance_reduced=vr) for d in DISTRIBUTIONS for vr in (True, False)),
    SlicedScoreMatching(projections=3),
    *(FiniteDifferenceScoreMatching(epsilon=0.05, distribution=d) for d in DISTRIBUTIONS),
]


class TrueScore:
    """The score of N(MEAN, COVARIANCE): what the explicit objective is given for a mixture's."""

    def score(self, x: Tensor) -> Tensor:
        return (MEAN - x) @ PRECISION


@pytest.fixture(scope="module")
def x() -> Tensor:
    return gaussian_points(N)


def assert_score_of(network: AffineScore, precision: Tensor, tolerance: float) -> None:
    torch.testing.assert_close(network.matrix().detach(), -precision, rtol=0, atol=tolerance)
    torch.testing.assert_close(network.b.detach(), precision @ MEAN, rtol=0, atol=tolerance)


@pytest.mark.parametrize("family", [AffineScore, QuadraticEnergy])
@pytest.mark.parametrize("objective", CLEAN, ids=repr)
def test_the_minimiser_is_the_gaussians_score(objective: Objective[Any], family: type[AffineScore], x: Tensor) -> None:
    network = family()
    least = minimise(objective, network, x)
    # 1 % of the largest entry (2.5): what is left is the chance of the directions, for the points' moments are exact
    assert_score_of(network, PRECISION, 0.025)
    assert least == pytest.approx(-0.5 * float(PRECISION.trace()), rel=0.01)


@pytest.mark.parametrize("family", [AffineScore, QuadraticEnergy])
def test_without_chance_the_minimiser_is_exact(family: type[AffineScore], x: Tensor) -> None:
    for objective, state in ((ScoreMatching(), None), (ExplicitScoreMatching(), TrueScore())):
        network = family()
        minimise(objective, network, x, state)
        assert_score_of(network, PRECISION, 1e-9)


@pytest.mark.parametrize("family", [AffineScore, QuadraticEnergy])
@pytest.mark.parametrize("antithetic", [False, True])
def test_denoising_finds_the_smoothed_gaussian(antithetic: bool, family: type[AffineScore], x: Tensor) -> None:
    objective = DenoisingScoreMatching(sigma=0.5, antithetic=antithetic)
    network = family()
    minimise(objective, network, x)
    smoothed = torch.linalg.inv(COVARIANCE + 0.25 * torch.eye(2, dtype=torch.float64))
    assert_score_of(network, smoothed, 0.02)
    assert not torch.allclose(network.matrix(), -PRECISION, atol=0.2)
