"""The battery of networks passes ours and finds one planted fault of every kind."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Generator, Tensor, nn

from scorescape.models.networks import NETWORKS
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.energy import EnergyNetwork
from scorescape.models.networks.noise_conditional_score import NoiseConditionalScore
from scorescape.models.networks.score import ScoreNetwork
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.testing import check_network, demand


@pytest.mark.parametrize("name", NETWORKS)
def test_ours_keep_their_contract(name: str) -> None:
    demand(check_network(NETWORKS.get(name)))


class Layers(Network):
    """What somebody writes: layers of torch and one function."""

    title = "Layers"
    parameterisation = "energy"

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, spec.width), nn.Tanh(), nn.Linear(spec.width, 1))

    def energy(self, x: Tensor) -> Tensor:
        u = self.prepare(x)
        out: Tensor = self.layers(u)
        return out[:, 0] + (u**2).sum(1) / 2


def test_one_of_somebody_s_own_keeps_it() -> None:
    demand(check_network(Layers))


class Untitled(Layers):
    title = ""


class FlatScore(ScoreNetwork):
    def score(self, x: Tensor) -> Tensor:
        return super().score(x)[:, :1]


class Crowded(ScoreNetwork):
    """Every point is moved by the mean of its batch."""

    def score(self, x: Tensor) -> Tensor:
        return super().score(x - x.mean(0))

    score_and_divergence = Network.score_and_divergence
    score_and_curvature = Network.score_and_curvature


class Uphill(EnergyNetwork):
    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        energy, score = super().energy_and_score(x)
        return energy, -score


class Unscaled(EnergyNetwork):
    """Forgets that the network's coordinates are standardised."""

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        energy, score = super().energy_and_score(x)
        return energy, score * self.scaling.scale


class HalfDivergence(ScoreNetwork):
    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        score, divergence = super().score_and_divergence(x)
        return score, divergence / 2


class Transposed(ScoreNetwork):
    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        return super().score_and_curvature(x, v.flip(1))


class Detached(Layers):
    def energy(self, x: Tensor) -> Tensor:
        return super().energy(x).detach() + 0 * x.sum(1)


class Infinite(Layers):
    """A root at zero: a finite value whose gradient is not."""

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__(spec, scaling, generator)
        self.shift = nn.Parameter(torch.zeros(1))

    def energy(self, x: Tensor) -> Tensor:
        return super().energy(x) + self.shift.abs().sqrt()


class Dice(Layers):
    def energy(self, x: Tensor) -> Tensor:
        return super().energy(x) * (1 + 0.01 * torch.rand(1))


class Forgetful(Layers):
    """Random frequencies that no file keeps."""

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__(spec, scaling, generator)
        self.tilt = torch.randn(2, generator=generator)

    def energy(self, x: Tensor) -> Tensor:
        return super().energy(x) + torch.sin(x @ self.tilt)


class Counting(Layers):
    built = 0

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__(spec, scaling, generator)
        Counting.built += 1
        self.shift = nn.Parameter(torch.tensor([float(Counting.built)]))


class SkewLevels(NoiseConditionalScore):
    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        score, divergence = super().smoothed_score_and_divergence(x, sigma)
        return score, divergence * torch.as_tensor(sigma, dtype=x.dtype) ** 0.1


class LooseSpec(NetworkSpec):
    slope: float = 1.0


class Loose(Layers):
    spec_type = LooseSpec


PLANTED: dict[type[Any], str] = {
    Untitled: "words",
    Loose: "words",
    FlatScore: "shapes",
    Crowded: "shapes",
    Uphill: "gradient",
    Unscaled: "gradient",
    HalfDivergence: "derivatives",
    Transposed: "derivatives",
    SkewLevels: "levels",
    Detached: "training",
    Infinite: "training",
    Dice: "randomness",
    Counting: "randomness",
    Forgetful: "keeping",
}


@pytest.mark.parametrize(("kind", "check"), PLANTED.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_planted_fault_is_found_and_named(kind: type[Network], check: str) -> None:
    faults = check_network(kind)
    assert check in [fault.check for fault in faults], faults
    assert all(fault.message.endswith(".") for fault in faults)
