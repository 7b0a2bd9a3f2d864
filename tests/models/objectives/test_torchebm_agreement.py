"""Our losses against torchebm's: the same numbers from the same weights, points and random draws.

torchebm's models return the energy E; its losses differentiate it themselves, by reverse mode of reverse mode.
Its conventions, and what makes the values equal without any factor:

    score matching   s = -grad E;  1/2 |s|^2 + tr grad s, mean over points                         ours as it stands
    sliced           v^T (grad s) v + 1/2 (v^T s)^2, v drawn as randn(M B, 2), mean over all        without variance
                     reduction; directions laid out draw by draw over the tiled batch, as ours
    denoising        1/2 |grad E(x + n) - n / sigma^2|^2 with n = sigma z: for s = -grad E this is  without pairs
                     1/2 |s(x + sigma z) + z / sigma|^2, no sigma^2 weight

so the conversion is the identity for these three; in particular there is no division by the dimension.
"""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

pytest.importorskip("torchebm")

from torchebm.core import BaseModel
from torchebm.losses import DenoisingScoreMatching as TheirDenoising
from torchebm.losses import ScoreMatching as TheirExact
from torchebm.losses import SlicedScoreMatching as TheirSliced

from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives.base import Objective
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.objectives.sliced_score_matching import SlicedScoreMatching
from scorescape.models.random_streams import stream

SIGMA = 0.3


class TheirModel(BaseModel):  # type: ignore[misc]
    """One of our networks behind torchebm's interface."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        return self.network.energy(x)


@pytest.fixture
def network() -> Network:
    spec = NetworkSpec(width=32, depth=3, confinement=0.5)
    network = build_network(spec, "energy", Scaling((0.2, -0.1), 1.5, 0.3), None, stream(0, "init"))
    with torch.no_grad():
        for weight in network.net.weights:
            weight *= 1.5  # of the size that trained weights have
    return network


def sliced(distribution: str) -> Any:
    ours = SlicedScoreMatching(projections=5, distribution=distribution, variance_reduced=False)
    return ours, lambda model: TheirSliced(model, n_projections=5, projection_type=distribution)


PAIRS = {
    "exact": (ScoreMatching(), lambda model: TheirExact(model, hessian_method="exact")),
    "rademacher": sliced("rademacher"),
    "sphere": sliced("sphere"),
    "gaussian": sliced("gaussian"),
    "denoising": (
        DenoisingScoreMatching(sigma=SIGMA, antithetic=False),
        lambda model: TheirDenoising(model, noise_scale=SIGMA),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_values_and_gradients_agree(name: str, network: Network) -> None:
    objective, theirs = PAIRS[name]
    assert isinstance(objective, Objective)
    x = torch.randn(128, 2, generator=stream(0, "x"))
    ours, _ = objective.loss(network, x, None, stream(0, "noise"))
    other = theirs(TheirModel(network))(x, generator=stream(0, "noise"))
    assert float(ours.detach()) == pytest.approx(float(other.detach()), rel=1e-4)
    gradients = [
        torch.cat(
            [
                g.flatten()
                for g in torch.autograd.grad(
                    loss, list(network.parameters()), allow_unused=True, materialize_grads=True
                )
            ]
        )
        for loss in (ours, other)
    ]
    assert float((gradients[0] - gradients[1]).norm() / gradients[1].norm()) < 1e-4
