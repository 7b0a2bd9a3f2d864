"""Contrastive divergence: a few steps of a chain that starts at the data stand in for samples of the model.

J = E_p[E(x)] - E[E(x_k)],   x_0 = x,  x_k after k steps of the chain on the model, no gradient through it
"""

from __future__ import annotations

import math
from typing import Any

from torch import Generator, Tensor

from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..targets.gaussian_mixture import GaussianMixture
from .base import Recipe
from .negatives import Contrastive


class ContrastiveDivergence(Contrastive[None]):
    """Lower the energy of the data and raise it where the chain strays to.

    Shapes: x (B, 2) -> scalar, which is no likelihood and hovers near 0. Units: nats.
    Source: Hinton 2002 (Neural Computation 14), eq. 5; Langevin negatives: Du & Mordatch 2019 (arXiv 1903.08689).
    Fails: chains never leave the mode they start in, so the masses of far modes are not learnt; an unadjusted chain
    learns the energy for which IT is right: precision (1 - sqrt(1 - 2 eta / v)) / eta for variance v and step eta.
    """

    title = "Contrastive divergence"
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\bigl[ E_\theta(x) \bigr] - \mathbb{E}\bigl[ E_\theta(x_k) \bigr] \\ x_0 \sim p "
        r"\\ x_k = k \text{ steps of a chain on } e^{-E_\theta}"
    )
    explanation = (
        "Lowers the energy at the data and raises it where a few steps of a chain from the data stray to. Chains never "
        "leave the mode they begin in, so the masses of far modes are not learnt."
    )

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        return self.contrast(model, x, self.walked(model, x, generator)), state

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        return {"step_size": float(f"{0.5 * mixture.narrowest_scale**2:.2g}")}

    def recipe(self, mixture: GaussianMixture, model: Parameterisation) -> Recipe:
        # chains from the data never see the outside: without a wall modes of no data grow there, some of a hundred nats
        return Recipe(network={"fourier_scale": 1.0, "confinement": 5.0})

    def minimiser_precision(self, variance: float) -> float:
        if self.chain != "langevin":
            return 1 / variance
        return (1 - math.sqrt(1 - 2 * self.step_size / variance)) / self.step_size
