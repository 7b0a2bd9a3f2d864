"""A family made of Gaussians with full covariances: everything about it in closed form; see normals.py."""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from .base import Scaling
from .em import Parts
from .family import Family
from .normals import Normals
from .own_steps import OwnSteps, State
from .spec import ModelSpec


class OfNormals(Family, OwnSteps[State]):
    """Weighted Gaussians in standardised units, which step by expectation and maximisation. Shapes: x (B, 2)."""

    def __init__(self, capacity: int, spec: ModelSpec, scaling: Scaling) -> None:
        super().__init__()
        self.spec, self.scaling = spec, scaling
        self.normals = Normals(capacity)

    def log_prob(self, x: Tensor) -> Tensor:
        return self.normals.log_prob(self.prepare(x)) - 2 * math.log(self.scaling.scale)

    def score(self, x: Tensor) -> Tensor:
        return self.energy_and_score(x)[1]

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_prob, score = self.normals.log_prob_and_score(self.prepare(x))
        return 2 * math.log(self.scaling.scale) - log_prob, score / self.scaling.scale

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        score, divergence = self.normals.score_and_divergence(self.prepare(x))
        return score / self.scaling.scale, divergence / self.scaling.scale**2

    def become(self, parts: Parts) -> None:
        """Be these Gaussians of standardised units from now on."""
        self.normals.put(parts.weights, parts.means, parts.covariances)

    @torch.no_grad()
    def draw(self, n: int, generator: Generator) -> Tensor:
        return self.scaling.in_world(self.normals.sample(n, generator))

    @torch.no_grad()
    def landmarks(self) -> Tensor:
        means = self.scaling.in_world(self.normals.means[: self.normals.count].double())
        return torch.cat([super().landmarks().double(), means])
