"""Contrastive divergence: a few steps of a chain that starts at the data stand in for samples of the model.

J = E_p[E(x)] - E[E(x_k)],   x_0 = x,  x_k after k steps of the chain on the model, no gradient through it

The step sizes fall over the k steps, eta_j = first (last / first)^(j / (k - 1)): wide ones carry a point about in a
cloud, narrow ones within a stroke. Each step of a tested chain leaves the model's density as it is whatever its size,
so that a ladder that does not look at the state is as sound as one size.

A light penalty beside it, w E_u[max(0, max_data E - E(u))^2] over uniform u, keeps modes out that no data holds up:
chains that begin at data never come where they grow.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Generator, Tensor

from ..domain import HALF_WIDTH, uniform_points
from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..noise_levels.ladders import geometric
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Recipe, bands, wide_scale
from .negatives import Contrastive

VOID_POINTS = 64
# wider than the square over which an energy is normalised first
VOID_HALF_WIDTH = 1.5 * HALF_WIDTH


class ContrastiveDivergence(Contrastive[None]):
    """Shapes: x (B, 2) -> scalar, which is no likelihood and hovers near 0. Units: nats.
    Fails: chains never leave the mode they start in, so the masses of far modes are not learnt; an unadjusted chain
    learns the energy for which IT is right: precision (1 - sqrt(1 - 2 eta / v)) / eta for variance v and step eta.
    """

    title = "Contrastive divergence"
    short = "CD"
    summary = "Lower the energy of the data and raise it where the chain strays to."
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\bigl[ E_\theta(x) \bigr] - \mathbb{E}\bigl[ E_\theta(x_k) \bigr] \\ x_0 \sim p "
        r"\\ x_k = k \text{ steps of a chain on } e^{-E_\theta}"
    )
    explanation = (
        "Lowers the energy at the data and raises it where a few steps of a chain from the data stray to. Chains never "
        "leave the mode they begin in, so the masses of far modes are not learnt."
    )
    source = "Hinton 2002 (Neural Computation 14), eq. 5; Langevin negatives: Du & Mordatch 2019 (arXiv 1903.08689)."
    loss_unit = "nats"

    batch = 256

    first_step_size: float | None = setting(
        None, gt=0, le=10, scale="log", title="first step size", unit="unit^2", advanced=True,
        description="A tested chain's sizes fall from this to the step size; empty keeps to one, as Langevin does.",
    )  # fmt: skip
    void_penalty: float = setting(
        3e-4, ge=0, le=1, title="void penalty", unit="1/nat", advanced=True,
        description="Weight of (max_data E - E)^2 over uniform points that lie lower than all data: no mode can grow "
        "where no chain comes. Above 1e-3 it teaches masses too, which contrastive divergence itself cannot.",
    )  # fmt: skip

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        loss = self.contrast(model, x, self.walked(model, x, generator))
        if self.void_penalty:
            penalty = self.void_penalty * self._depth(model, x, generator)
            self.beside("void penalty", r"w\,\mathbb{E}_u[\max(0, \max E - E(u))^2]", penalty)
            loss = loss + penalty
        return loss, state

    def step_sizes(self) -> list[float]:
        """Of each step of the chain; an untested one has a bias that belongs to one size."""
        if self.chain == "langevin" or self.first_step_size is None:
            return super().step_sizes()
        return geometric(max(self.first_step_size, self.step_size), self.step_size, self.chain_steps)

    def _depth(self, model: Network, data: Tensor, generator: Generator) -> Tensor:
        """How far below the highest datum uniform points lie, squared, nats^2."""
        with torch.no_grad():
            highest = model.energy(data).max()
        u = uniform_points(VOID_POINTS, generator, data.dtype, VOID_HALF_WIDTH)
        return (torch.relu(highest - model.energy(u)) ** 2).mean()

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        """From half the variance that a tenth of the mass exceeds down to half of the narrowest: far chains arrive."""
        broad = wide_scale(mixture)
        return {
            "step_size": float(f"{0.5 * mixture.narrowest_scale**2:.2g}"),
            "first_step_size": float(f"{min(10.0, 0.5 * broad**2):.2g}"),
        }

    def recipe(self, mixture: GaussianMixture, model: Parameterisation) -> Recipe:
        # chains from the data never see the outside: without a wall modes of no data grow there, some of a hundred nats
        network = bands(mixture, lowest=0.5, reach=0.5) | {"confinement": 5.0}
        return Recipe(optimiser={"batch_size": self.batch}, network=network)

    def minimiser_precision(self, variance: float) -> float:
        if self.chain != "langevin":
            return 1 / variance
        return (1 - math.sqrt(1 - 2 * self.step_size / variance)) / self.step_size
