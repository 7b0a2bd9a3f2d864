"""Persistent contrastive divergence: the chains live on from update to update.

J = E_p[E(x)] - E[E(x_k)],   x_0 = where the chain was after the last update, or a restart
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Generator, Tensor

from ..domain import uniform_points
from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import NoMinimiser, Problem, Recipe, bands
from .negatives import Contrastive


class PersistentContrastiveDivergence(Contrastive[Tensor]):
    """Each update draws slots without repetition, restarts a share of them, walks them, and writes them back to the
    very slots they came from. Shapes: x (B, 2) -> scalar. Units: nats.
    Fails: chains that mix slower than the weights move chase the energy in circles, most of all between far modes.
    """

    title = "Persistent contrastive divergence"
    short = "PCD"
    summary = "Negatives from a buffer of chains that follow the model as it changes; the state is that buffer, (N, 2)."
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\bigl[ E_\theta(x) \bigr] - \mathbb{E}\bigl[ E_\theta(x_k) \bigr] \\ x_0 = "
        r"\text{where the chain was last} \\ x_k = k \text{ steps of a chain on } e^{-E_\theta}"
    )
    explanation = (
        "Keeps its chains alive from update to update, so that they can wander to wherever the model has mass. Chains "
        "that mix slower than the weights move chase the energy in circles, most of all between far modes."
    )
    source = "Tieleman 2008 (ICML), section 3; restarts: Du & Mordatch 2019 (arXiv 1903.08689), section 3."
    loss_unit = "nats"
    batch = 256

    buffer_size: int = setting(
        4096, ge=256, le=65_536, title="buffer", unit="chains", description="How many chains live on."
    )
    restart_fraction: float = setting(
        0.03, ge=0, le=1, title="restarts",
        description="Share of the drawn chains that begin anew, one in three uniformly over the box, else at data.",
    )  # fmt: skip

    def init(self, problem: Problem, generator: Generator) -> Tensor:
        return uniform_points(self.buffer_size, generator, problem.data.dtype)

    def loss(self, model: Network, x: Tensor, state: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
        slots = torch.randperm(len(state), generator=generator)[: len(x)]
        start = self._restarted(state[slots].to(x.dtype), x, generator)
        negatives = self.walked(model, start, generator)
        return self.contrast(model, x, negatives), state.index_copy(0, slots, negatives.to(state.dtype))

    def _restarted(self, chains: Tensor, data: Tensor, generator: Generator) -> Tensor:
        chance = torch.rand(len(chains), 1, generator=generator, dtype=chains.dtype)
        anew = uniform_points(len(chains), generator, chains.dtype)
        fresh = torch.where(chance < self.restart_fraction / 3, anew, data[: len(chains)])
        return torch.where(chance < self.restart_fraction, fresh, chains)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        step_size = float(f"{0.1 * mixture.narrowest_scale**2:.2g}")
        return {"chain": "langevin", "step_size": step_size, "magnitude_penalty": 0.01}

    def recipe(self, mixture: GaussianMixture, model: Parameterisation) -> Recipe:
        # bands let modes of no data grow where no chain comes, and their mass is the model's: a wall keeps them out
        network = bands(mixture, lowest=0.5, reach=0.5) | {"confinement": 5.0}
        return Recipe(optimiser={"batch_size": self.batch}, network=network)

    def minimiser_precision(self, variance: float) -> NoMinimiser:
        return NoMinimiser("Its chains must follow the model, so its fixed point shows only in training.")
