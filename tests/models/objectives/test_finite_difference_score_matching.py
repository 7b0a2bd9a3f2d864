"""Differences against derivatives: second order in the step, and sound in float32 at the default step."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives import finite_difference_score_matching
from scorescape.models.objectives.finite_difference_score_matching import FiniteDifferenceScoreMatching
from scorescape.models.objectives.sliced_score_matching import SlicedScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from tests.models.objectives.gaussian_oracle import gaussian_points


def network(model: str) -> Network:
    spec = NetworkSpec(width=16, depth=2)
    return build_network(spec, model, Scaling((0.0, 0.0), 1.0, 0.4), None, stream(0, "init")).double()


def value(field: Network, x: Tensor, epsilon: float) -> float:
    with torch.no_grad():
        return float(FiniteDifferenceScoreMatching(epsilon=epsilon).loss(field, x, None, stream(0, "v"))[0])


def sliced(field: Network, x: Tensor) -> float:
    """What the differences tend to along the same directions: an energy knows v^T s only, a score all of s."""
    objective = SlicedScoreMatching(variance_reduced=not field.has_energy)
    with torch.no_grad():
        return float(objective.loss(field, x, None, stream(0, "v"))[0])


@pytest.mark.parametrize("model", ["score", "energy"])
def test_the_error_falls_as_the_square_of_the_step(model: str) -> None:
    field, x = network(model), gaussian_points(256)
    limit = sliced(field, x)
    errors = [value(field, x, epsilon) - limit for epsilon in (0.02, 0.01, 0.005)]
    assert 3.5 < errors[0] / errors[1] < 4.5
    assert 3.5 < errors[1] / errors[2] < 4.5


@pytest.mark.parametrize("model", ["score", "energy"])
def test_gradients_tend_to_the_sliced_ones(model: str) -> None:
    field, x = network(model), gaussian_points(256)
    parameters = list(field.parameters())
    near, limit = (
        torch.autograd.grad(
            objective.loss(field, x, None, stream(0, "v"))[0], parameters, allow_unused=True, materialize_grads=True
        )
        for objective in (
            FiniteDifferenceScoreMatching(epsilon=1e-3),
            SlicedScoreMatching(variance_reduced=not field.has_energy),
        )
    )
    torch.testing.assert_close(near, limit, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("model", ["score", "energy"])
def test_float32_keeps_the_digits_at_the_default_step(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = GaussianMixture.create([1, 1], [[-3, 0], [3, 0]], [0.05, 0.05])
    epsilon = FiniteDifferenceScoreMatching.defaults_for(target, model)["epsilon"]
    spec = NetworkSpec(fourier_scale=4)
    x = target.sample(256, stream(0, "x"))
    signs = 2.0 * torch.randint(0, 2, (256, 2), generator=stream(0, "signs")) - 1
    monkeypatch.setattr(finite_difference_score_matching, "directions", lambda *given: signs.to(given[-1]))
    values = []
    for dtype in (torch.float64, torch.float32):
        field = build_network(spec, model, Scaling.of(target), None, stream(0, "init")).to(dtype)
        with torch.no_grad():
            field.net.weights[-1] *= 20
        values.append(value(field, x.to(dtype), epsilon))
    assert values[1] == pytest.approx(values[0], rel=1e-3)


def test_the_default_step_follows_the_narrowest_part() -> None:
    for scale in (1e-3, 0.05, 4.0):
        target = GaussianMixture.create([1], [[0, 0]], [scale])
        settings = FiniteDifferenceScoreMatching.defaults_for(target, "score")
        assert 0.01 * scale < FiniteDifferenceScoreMatching.parse(settings).epsilon < 0.5 * scale
