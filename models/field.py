"""A field: what a sampler walks on, a lens looks at and a measure judges, whether exact or learnt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from .errors import Unsupported


@dataclass(frozen=True)
class Experts:
    """The scores (E, B, 2), 1/unit, that a field's score is the sum of, each times its power (E,)."""

    scores: Tensor
    powers: Tensor

    @property
    def total(self) -> Tensor:
        """(B, 2) sum_i a_i s_i."""
        return torch.einsum("e,ebd->bd", self.powers, self.scores)


class Field(ABC):
    """The score of some density on the plane, in world units, and whatever else is known of that density.

    Shapes: x (B, 2); sigma a float or (B,). Units: score 1/unit, divergence 1/unit^2, energy nats.
    Errors: Unsupported, in words, for what this field does not have.
    """

    has_energy: bool = False
    """Whether `energy` answers: an unnormalised -log density whose gradient is minus the score."""

    noise_range: tuple[float, float] | None = None
    """The noise levels (sigma_min, sigma_max) in world units at which `smoothed_score` may be asked."""

    has_smoothed_energy: bool = False
    """Whether `smoothed_energy_and_score` answers."""

    normalised: bool = False
    """Whether exp(-energy) integrates to 1 by its construction, so that nobody has to find Z."""

    can_draw: bool = False
    """Whether `draw` answers."""

    no_noise_levels: str = (
        "a field at many noise levels; train a noise-conditional objective or choose the exact field."
    )
    """What a sampler needs that does not find them, after "needs ..."."""

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

    def before_the_link(self, x: Tensor) -> Tensor | None:
        """f (B,) of a density f^2 or |f|, whose zeros are walls that no chain crosses; None where there are none."""
        return None

    def draw(self, n: int, generator: Generator) -> Tensor:
        """(n, 2) independent exact samples of the density, world units, float32."""
        raise Unsupported("model", "This field draws no samples; choose a family with a known Z or the exact field.")

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

    def smoothed_energy_and_score(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """-log of p * N(0, sigma^2 I) + constant (B,), and its score (B, 2)."""
        raise Unsupported("model", "This field has no energy under noise; choose the exact field.")

    def experts(self, x: Tensor, sigma: float) -> Experts:
        """What its smoothed score is made of: of one expert, unless it is composed."""
        return Experts(self.smoothed_score(x, sigma)[None], torch.ones(1, dtype=x.dtype))

    @property
    def total_power(self) -> float:
        """The sum of its experts' powers: far out it is a Gaussian of variance sigma^2 over this."""
        return 1.0

    def jacobian(self, x: Tensor) -> Tensor:
        """grad_x score, (B, 2, 2), [b, i, j] = d score_i / d x_j; by two reverse passes unless overridden."""
        with torch.enable_grad():
            x = x.detach().requires_grad_(True)
            score = self.score(x)
            rows = [torch.autograd.grad(score[:, i].sum(), x, retain_graph=i == 0)[0] for i in (0, 1)]
        return torch.stack(rows, dim=1).detach()
