"""Slices against the exact trace, and how much noise each form adds."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import Tensor

from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives import sliced_score_matching
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.objectives.sliced_score_matching import SlicedScoreMatching
from scorescape.models.random_streams import stream
from tests.models.objectives.gaussian_oracle import COVARIANCE, MEAN, AffineScore, QuadraticEnergy, gaussian_points

SIGNS = list(itertools.product((-1.0, 1.0), repeat=2))
A = torch.tensor([[-0.9, 0.7], [0.2, -0.3]])


def network(model: str) -> Network:
    spec = NetworkSpec(width=16, depth=2)
    return build_network(spec, model, Scaling((0.0, 0.0), 1.0, 0.4), None, stream(0, "init")).double()


def spread(objective: SlicedScoreMatching, field: Network, x: Tensor, draws: int = 2000) -> float:
    """Variance of the loss over directions, at fixed points."""
    generator = stream(0, "v")
    with torch.no_grad():
        losses = [objective.loss(field, x, None, generator)[0] for _ in range(draws)]
    return float(torch.stack(losses).var())


@pytest.mark.parametrize("model", ["score", "energy"])
@pytest.mark.parametrize("variance_reduced", [True, False])
def test_over_all_signs_the_slices_are_the_exact_trace(
    model: str, variance_reduced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    field, x = network(model), gaussian_points(64)
    objective = SlicedScoreMatching(variance_reduced=variance_reduced)
    total = torch.zeros((), dtype=torch.float64)
    for signs in SIGNS:
        fixed = torch.tensor(signs, dtype=torch.float64).expand(len(x), 2)
        monkeypatch.setattr(sliced_score_matching, "directions", lambda *_, v=fixed: v)
        total = total + objective.loss(field, x, None, stream(0, "v"))[0] / len(SIGNS)
    exact, _ = ScoreMatching().loss(field, x, None, stream(0, "v"))
    torch.testing.assert_close(total, exact)
    parameters = list(field.parameters())
    sliced, whole = (
        torch.autograd.grad(value, parameters, allow_unused=True, materialize_grads=True) for value in (total, exact)
    )
    torch.testing.assert_close(sliced, whole)


@pytest.mark.parametrize(("rows", "projections"), [(1, 1), (8, 1), (8, 4)])
def test_the_noise_of_signs_is_the_off_diagonal_over_the_number_of_slices(rows: int, projections: int) -> None:
    objective = SlicedScoreMatching(projections=projections)
    expected = float((A[0, 1] + A[1, 0]) ** 2) / (rows * projections)
    assert spread(objective, AffineScore(A), gaussian_points(rows + 8)[:rows]) == pytest.approx(expected, rel=0.15)


def test_signs_see_a_diagonal_jacobian_without_noise() -> None:
    field = AffineScore(torch.diag(torch.tensor([-0.9, -0.3])))
    assert spread(SlicedScoreMatching(), field, gaussian_points(8), draws=50) < 1e-24


# with Gaussian directions the two noisy terms partly cancel near the best fit: no promise is made there
@pytest.mark.parametrize("distribution", ["rademacher", "sphere"])
@pytest.mark.parametrize("model", ["score", "energy"])
def test_variance_reduction_reduces_variance(model: str, distribution: str) -> None:
    # the trained one: the best fit of the points
    best = torch.linalg.inv(COVARIANCE)
    field = (QuadraticEnergy if model == "energy" else AffineScore)(-best, best @ MEAN)
    x = gaussian_points(32)
    reduced, plain = (
        spread(SlicedScoreMatching(variance_reduced=vr, distribution=distribution), field, x, draws=300)
        for vr in (True, False)
    )
    assert reduced < 0.8 * plain
