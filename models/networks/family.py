"""Families with a known Z: densities that integrate to 1 whatever their parameters are.

E(x) = -log p(x), Z = 1

What is unknown of other energies is plain here: log p itself, without a constant, and exact samples. The price is the
form: a family holds the densities of its form and no others.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from torch import Generator, Tensor

from .base import Network
from .spec import ModelSpec


class Family(Network):
    """What families share; a subclass defines `log_prob` and `draw`.

    Shapes: x (B, 2). Units: log-density nats per world unit^2.
    """

    normalised = True
    can_draw = True
    spec_type: ClassVar[type[ModelSpec]] = ModelSpec
    taught_by = "maximum-likelihood"

    @abstractmethod
    def log_prob(self, x: Tensor) -> Tensor:
        """log p(x), (B,)."""

    @abstractmethod
    def draw(self, n: int, generator: Generator) -> Tensor:
        """(n, 2) independent exact samples, world units."""

    def energy(self, x: Tensor) -> Tensor:
        return -self.log_prob(x)
