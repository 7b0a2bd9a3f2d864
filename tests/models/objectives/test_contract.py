"""What every objective on disk must keep, and a wrong one that must be caught."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import scipy.optimize
import torch
from torch import Generator, Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import LOSS_UNITS, Objective, Problem
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.server.protocol.catalogue import catalogue
from tests.explained import check_explained

VARIANCE = 1.3
N_POINTS = 100_000
NAMES = sorted(OBJECTIVES)


class Linear(Network):
    """s(x) = -a x, a network of one number; under noise it keeps the form of a Gaussian's smoothed score."""

    has_energy = True

    def __init__(self, a: float | Tensor, noise_range: tuple[float, float] | None = None) -> None:
        super().__init__()
        self.a, self.noise_range = a, noise_range

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """-a x (v + sigma_min^2) / (v + sigma^2): linear in a, right at every level where it is at sigma_min."""
        assert self.noise_range
        level = torch.as_tensor(sigma, dtype=x.dtype).reshape(-1, 1)
        return -self.a * x * (VARIANCE + self.noise_range[0] ** 2) / (VARIANCE + level**2)

    def energy(self, x: Tensor) -> Tensor:
        return self.a / 2 * (x**2).sum(1)

    def score(self, x: Tensor) -> Tensor:
        return -self.a * x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return -self.a * x, -2 * self.a * torch.ones(len(x), dtype=x.dtype)

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        return -self.a * x, -self.a * (v**2).sum(1)


def stationary(objective: Objective[Any]) -> list[float]:
    """The a, then whatever else is learnt, at which the gradient of J vanishes on N(0, v I), under equal noise."""
    mixture = GaussianMixture.create([1.0], [[0.0, 0.0]], [VARIANCE**0.5])
    x = mixture.sample(N_POINTS, stream(0, "x"))
    state = objective.init(Problem(mixture, x), stream(0, "state"))
    a = torch.nn.Parameter(torch.tensor(0.5, dtype=torch.float64))
    network = Linear(a, objective.noise_range(mixture))
    unknowns = [a, *(parameter for parameter, _ in objective.learnt_parameters(state))]

    def gradient(values: Any) -> list[float]:
        for unknown, value in zip(unknowns, values, strict=True):
            unknown.data.fill_(float(value))
        loss, _ = objective.loss(network, x, state, stream(0, "z"))
        return [float(slope) for slope in torch.autograd.grad(loss, unknowns)]

    found = scipy.optimize.root(
        gradient, [float(unknown.detach()) for unknown in unknowns], tol=1e-4, options={"eps": 1e-4, "factor": 0.5}
    )
    assert max(abs(found.fun)) < 0.01, found.message
    return [float(value) for value in found.x]


@pytest.mark.parametrize("name", NAMES)
def test_the_minimiser_is_the_promised_one(name: str) -> None:
    objective = OBJECTIVES.get(name)()
    try:
        promised = objective.minimiser_precision(VARIANCE)
    except NotImplementedError as reason:
        pytest.skip(f"{name}: {reason}")
    assert stationary(objective)[0] == pytest.approx(promised, rel=0.02)


class UpsideDown(DenoisingScoreMatching):
    """Negative control: the sign of the noise is wrong."""

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        return 0.5 * ((model.score(x + self.sigma * z) - z / self.sigma) ** 2).sum(1).mean(), state


def test_a_wrong_sign_is_caught() -> None:
    wrong = UpsideDown(sigma=0.5)
    assert stationary(wrong)[0] != pytest.approx(wrong.minimiser_precision(VARIANCE), rel=0.5)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_there(name: str) -> None:
    kind = OBJECTIVES.get(name)
    module = inspect.getmodule(kind)
    assert kind.__name__ == name.title().replace("-", "")
    assert "J = " in (inspect.getdoc(module) or "")
    for section in ("Fails:", "Shapes:", "Units:"):
        assert section in (inspect.getdoc(kind) or "")
    # the page writes it behind the loss
    assert kind.loss_unit in LOSS_UNITS


@pytest.mark.parametrize("name", NAMES)
def test_it_is_explained_on_the_page(name: str) -> None:
    entry = next(entry for entry in catalogue().objectives if entry.name == name)
    check_explained(entry.equation, entry.explanation, entry.source)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_bounds_and_a_unit_and_refuses_what_lies_beyond(name: str) -> None:
    kind = OBJECTIVES.get(name)
    for field, schema in kind.model_json_schema()["properties"].items():
        assert schema["title"]
        assert schema["description"]
        assert schema["unit"]
        if schema["type"] in ("number", "integer"):
            beyond = schema.get("maximum", schema.get("exclusiveMaximum")) + 1
            with pytest.raises(InvalidInput) as refused:
                kind.parse({field: beyond})
            assert field in refused.value.message


@pytest.mark.parametrize("name", NAMES)
def test_only_its_own_generator_is_used_and_gradients_are_finite(name: str) -> None:
    kind = OBJECTIVES.get(name)
    mixture = GaussianMixture.create([1.0], [[0.5, 0.0]], [0.7])
    x = mixture.to(torch.float32).sample(64, stream(0, "x"))
    before = torch.get_rng_state()
    for model in kind.learns:
        objective = kind.parse(kind.defaults_for(mixture, model))
        spec = NetworkSpec(width=16, depth=2)
        noise_range = objective.noise_range(mixture)
        network = build_network(spec, model, Scaling.of(mixture), noise_range, stream(0, "init"))
        state = objective.init(Problem(mixture, x), stream(0, "state"))
        values = [objective.loss(network, x, state, stream(0, "z"))[0] for _ in range(2)]
        assert torch.equal(values[0], values[1])
        gradients = torch.autograd.grad(values[0], list(network.parameters()), allow_unused=True)
        assert all(bool(torch.isfinite(g).all()) for g in gradients if g is not None)
    assert torch.equal(before, torch.get_rng_state())
