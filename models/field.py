"""A field: what a sampler walks on, a lens looks at and a measure judges, whether exact or learnt."""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
from torch import Tensor

from .errors import Unsupported


class Field(ABC):
    """The score of some density on the plane, in world units, and whatever else is known of that density.

    Shapes: x (B, 2); sigma a float or (B,). Units: score 1/unit, divergence 1/unit^2, energy nats.
    Errors: Unsupported, in words, for what this field does not have.
    """

    has_energy: bool = False
    """Whether `energy` answers: an unnormalised -log density whose gradient is minus the score."""

    noise_range: tuple[float, float] | None = None
    """The noise levels (sigma_min, sigma_max) in world units at which `smoothed_score` may be asked."""

    precision: torch.dtype = torch.float32
    """The dtype that points are asked in where every digit counts; float64 for a field that answers in it."""

    version: int = 0
    """Another number whenever what this field answers has changed; whoever changes it counts it up."""

    @abstractmethod
    def score(self, x: Tensor) -> Tensor:
        """grad log p(x), (B, 2)."""

    @abstractmethod
    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The score (B, 2) and tr(grad_x score) (B,), exact."""

    def energy(self, x: Tensor) -> Tensor:
        """E(x) = -log p(x) + constant, (B,)."""
        raise Unsupported("model", "A score network has no energy; choose an energy model or the exact field.")

    def landmarks(self) -> Tensor:
        """(K, 2) places where this field knows that it has mass, on however small a spot; may be none."""
        return torch.zeros(0, 2, dtype=torch.float64)

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """E(x) (B,) and -grad E(x) (B, 2) in one pass."""
        return self.energy(x), self.score(x)

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """The score of p * N(0, sigma^2 I) at x, (B, 2)."""
        raise Unsupported(
            "objective",
            "This field knows no noise levels; train a noise-conditional objective or choose the exact field.",
        )

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        """The smoothed score (B, 2) and its exact divergence (B,)."""
        raise Unsupported(
            "objective",
            "This field knows no noise levels; train a noise-conditional objective or choose the exact field.",
        )

    def jacobian(self, x: Tensor) -> Tensor:
        """grad_x score, (B, 2, 2), [b, i, j] = d score_i / d x_j; by two reverse passes unless overridden."""
        with torch.enable_grad():
            x = x.detach().requires_grad_(True)
            score = self.score(x)
            rows = [torch.autograd.grad(score[:, i].sum(), x, retain_graph=i == 0)[0] for i in (0, 1)]
        return torch.stack(rows, dim=1).detach()
