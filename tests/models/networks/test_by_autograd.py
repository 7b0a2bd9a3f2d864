"""Derivatives by reverse mode against those written by hand, as values and in what training sees."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.networks import NETWORKS
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec, Parameterisation
from scorescape.models.random_streams import stream

SPEC = NetworkSpec(width=16, depth=2, fourier_features=4)
SCALING = Scaling((0.3, -0.2), 1.7, 0.2)


class PlainScore(Network):
    """The built-in score without its derivatives."""

    parameterisation = "score"

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: torch.Generator) -> None:
        super().__init__()
        self.inner = NETWORKS.get("score")(spec, scaling, generator)  # type: ignore[call-arg]

    def score(self, x: Tensor) -> Tensor:
        return self.inner.score(x)


class PlainEnergy(Network):
    """The built-in energy without its gradient."""

    parameterisation = "energy"

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: torch.Generator) -> None:
        super().__init__()
        self.inner = NETWORKS.get("energy")(spec, scaling, generator)  # type: ignore[call-arg]

    def energy(self, x: Tensor) -> Tensor:
        return self.inner.energy(x)


PLAIN: dict[Parameterisation, type[Network]] = {"score": PlainScore, "energy": PlainEnergy}
ASKED: dict[str, Any] = {
    "score": lambda network, x, v: (network.score(x),),
    "energy_and_score": lambda network, x, v: network.energy_and_score(x),
    "score_and_divergence": lambda network, x, v: network.score_and_divergence(x),
    "score_and_curvature": lambda network, x, v: network.score_and_curvature(x, v),
    "slope_and_curvature": lambda network, x, v: network.slope_and_curvature(x, v),
    "jacobian": lambda network, x, v: (network.jacobian(x),),
}


def both(model: Parameterisation) -> tuple[Network, Network]:
    ours, plain = (
        build_network(SPEC, model, SCALING, None, stream(1, "init"), kind).double() for kind in (None, PLAIN[model])
    )
    return ours, plain


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("model", PLAIN)
def test_they_are_the_same_as_those_by_hand(model: Parameterisation, asked: str) -> None:
    if (model, asked) == ("score", "energy_and_score"):
        pytest.skip("a score has no energy")
    ours, plain = both(model)
    x, v = (torch.randn(7, 2, generator=stream(2, name), dtype=torch.float64) for name in "xv")
    for recorded in (True, False):
        with torch.set_grad_enabled(recorded):
            pairs = list(zip(ASKED[asked](ours, x, v), ASKED[asked](plain, x, v), strict=True))
        for expected, found in pairs:
            torch.testing.assert_close(found, expected)
            assert found.requires_grad == (recorded and asked != "jacobian")
    if asked == "jacobian":
        return
    gradients = []
    for network in (ours, plain):
        parameters = list(network.parameters())
        loss = sum(((value + 0.5) ** 2).sum() for value in ASKED[asked](network, x, v))
        gradients.append(torch.autograd.grad(loss, parameters, allow_unused=True, materialize_grads=True))
    for expected, found in zip(*gradients, strict=True):
        torch.testing.assert_close(found, expected)


@pytest.mark.parametrize("asked", ASKED)
def test_a_network_that_is_not_trained_records_nothing(asked: str) -> None:
    _, frozen = both("energy")
    frozen.requires_grad_(False)
    x = torch.zeros(3, 2, dtype=torch.float64)
    assert not any(value.requires_grad for value in ASKED[asked](frozen, x, x + 1))


def test_a_score_that_x_does_not_move_has_no_divergence() -> None:
    class Constant(Network):
        parameterisation = "score"

        def score(self, x: Tensor) -> Tensor:
            return torch.ones_like(x)

    x = torch.zeros(3, 2)
    assert torch.equal(Constant().score_and_divergence(x)[1], torch.zeros(3))
    assert torch.equal(Constant().score_and_curvature(x, x + 1)[1], torch.zeros(3))


def test_a_class_without_what_it_says_it_is_is_refused_where_it_is_written() -> None:
    with pytest.raises(InvalidInput, match=r"Hollow is an energy; define energy\(x\)"):

        class Hollow(Network):
            parameterisation = "energy"

    with pytest.raises(InvalidInput, match=r"Empty is a score; define score\(x\)"):

        class Empty(Network):
            parameterisation = "score"

    with pytest.raises(InvalidInput, match="must be score or energy"):

        class Other(Network):
            parameterisation = "flow"  # type: ignore[assignment]
