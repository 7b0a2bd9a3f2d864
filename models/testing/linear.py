"""A network of one number, s(x) = -a x, and where the gradient of an objective in it vanishes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from ..networks.base import Network
from ..objectives.base import Objective, Problem
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture

VARIANCE = 1.3
NORMAL = GaussianMixture.create([1.0], [[0.0, 0.0]], [math.sqrt(VARIANCE)])
N = 50_000
START = 0.5
# of Newton's method: how far it looks to both sides for a slope, how far it goes at once, when it is there
APART, LONGEST, CLOSE, MOST = 1e-3, 0.5, 1e-4, 40


class Linear(Network):
    """s(x) = -a x on N(0, v I); under noise it keeps the form of a Gaussian's smoothed score."""

    def __init__(self, a: float | Tensor, noise_range: tuple[float, float] | None = None, energy: bool = True) -> None:
        super().__init__()
        self.a, self.noise_range, self.has_energy = a, noise_range, energy

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """-a x (v + sigma_min^2) / (v + sigma^2): linear in a, right at every level where it is at sigma_min."""
        return -self._precision(x, sigma) * x

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        precision = self._precision(x, sigma)
        return -precision * x, (-2 * precision).expand(len(x), 1)[:, 0]

    def _precision(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        smallest = self.noise_range[0] if self.noise_range else 0.0
        level = torch.as_tensor(sigma, dtype=x.dtype).reshape(-1, 1)
        return self.a * (VARIANCE + smallest**2) / (VARIANCE + level**2)

    def energy(self, x: Tensor) -> Tensor:
        if not self.has_energy:
            return super().energy(x)
        return self.a / 2 * (x**2).sum(1)

    def score(self, x: Tensor) -> Tensor:
        return -self.a * x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return -self.a * x, -2 * self.a * torch.ones(len(x), dtype=x.dtype)

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        return -self.a * x, -self.a * (v**2).sum(1)


@dataclass(frozen=True)
class Root:
    """Where the gradient vanishes, in a and whatever else is learnt."""

    values: list[float]
    rising: bool
    """Whether the gradient in a rises there: a minimum, not a maximum."""


def stationary(objective: Objective[Any], energy: bool = True, n: int = N) -> Root | None:
    """The a, then whatever else is learnt, at which the gradient of J vanishes on N(0, v I), under equal noise.

    Newton's method with slopes by differences; None where it does not arrive.
    """
    x = NORMAL.sample(n, stream(0, "x"))
    state = objective.init(Problem(NORMAL, x), stream(0, "state"))
    a = nn.Parameter(torch.tensor(START, dtype=torch.float64))
    network = Linear(a, objective.noise_range(NORMAL), energy)
    unknowns = [a, *(parameter for parameter, _ in objective.learnt_parameters(state))]

    def gradient(values: Tensor) -> Tensor:
        for unknown, value in zip(unknowns, values, strict=True):
            unknown.data.fill_(float(value))
        loss, _ = objective.loss(network, x, state, stream(0, "z"))
        slopes = torch.autograd.grad(loss, unknowns, materialize_grads=True)
        return torch.stack([slope.double() for slope in slopes])

    at = torch.stack([unknown.detach().double() for unknown in unknowns])
    steps = APART * torch.eye(len(at), dtype=torch.float64)
    for _ in range(MOST):
        here = gradient(at)
        slopes = torch.stack([(gradient(at + step) - gradient(at - step)) / (2 * APART) for step in steps], dim=1)
        if not bool(torch.isfinite(slopes).all()) or float(torch.linalg.det(slopes)) == 0:
            return None
        move = -torch.linalg.solve(slopes, here)
        if float(move.abs().max()) < CLOSE:
            return Root(at.tolist(), rising=float(slopes[0, 0]) > 0)
        at = at + move * min(1.0, LONGEST / float(move.abs().max()))
    return None
