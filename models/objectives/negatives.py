"""What the contrastive objectives share: negatives walked from where they start, with no gradient through the walk."""

from __future__ import annotations

import math
from typing import Literal, TypeVar

import torch
from torch import Generator, Tensor

from ..field import Field
from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..samplers.base import Chain, Sampler
from ..samplers.langevin import Langevin
from ..samplers.mala import Mala
from ..samplers.metropolis_hastings import MetropolisHastings
from ..settings import setting
from .base import Objective
from .notes import Number, Vector, notes

State = TypeVar("State")
# steps of drift, in standard deviations of a Langevin step's noise, above which a far-out particle is held back
LONGEST_DRIFT = 3 / math.sqrt(2)


class Contrastive(Objective[State]):
    """E_data[E] - E_negatives[E], the gradient of log-likelihood if the negatives came from the model."""

    learns = frozenset({"energy"})

    chain: Literal["mala", "langevin", "metropolis-hastings"] = setting(
        "mala", title="chain", description="How negatives walk; Langevin without a test leaves a bias of its step size."
    )
    chain_steps: int = setting(
        10, ge=1, le=200, title="steps of the chain", unit="steps", description="k: how far negatives walk per update."
    )
    step_size: float = setting(
        0.1, gt=0, le=10, scale="log", title="step size", unit="unit^2",
        description="eta of the chain; a random walk proposes with standard deviation sqrt(2 eta).",
    )  # fmt: skip
    magnitude_penalty: float = setting(
        1e-3, ge=0, le=1, title="energy penalty", unit="1/nat", advanced=True,
        description="Weight of E^2 over data and negatives: holds the free constant of the energy; biases if large.",
    )  # fmt: skip

    def contrast(self, model: Network, data: Tensor, negatives: Tensor) -> Tensor:
        """E_data[E] - E_neg[E] + penalty (E_data[E^2] + E_neg[E^2]), one pass for both."""
        energy = model.energy(torch.cat([data, negatives]))
        up, down = energy[: len(data)], energy[len(data) :]
        loss = up.mean() - down.mean()
        if written := notes():
            written.numbers = [
                Number("energy of the datum", r"E_\theta(x)", up.detach()),
                Number("energy of the negative", r"E_\theta(x_k)", down.detach()),
            ]
            written.shown, written.others = data, ("negatives", negatives)
            written.compare(r"E_\theta(x) - E_\theta(x_k)", (up - down).detach())
        if self.magnitude_penalty:
            penalty = self.magnitude_penalty * ((up**2).mean() + (down**2).mean())
            self.beside("energy penalty", r"\lambda\,\mathbb{E}[E_\theta^2]", penalty)
            loss = loss + penalty
        return loss

    @staticmethod
    def beside(name: str, tex: str, value: Tensor) -> None:
        """Write down what J has beside the contrast."""
        if written := notes():
            written.extras.append(Number(name, tex, value.detach()))

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        return 2 * batch_size

    @torch.no_grad()
    def walked(self, model: Network, start: Tensor, generator: Generator) -> Tensor:
        """k steps of the chain from `start` (N, 2); rows that leave the finite numbers go back to their start."""
        field: Field = _HeldBack(model, self.step_size) if self.chain == "langevin" else model
        chain = Chain(start)
        for step_size in self.step_sizes():
            chain, _ = self.sampler(step_size).step(field, chain, generator)
        ended = torch.where(torch.isfinite(chain.x).all(1, keepdim=True), chain.x, start)
        if written := notes():
            way = ended - start
            written.vectors = [Vector("the way of its chain", "chain", "x_k - x_0", way, start, way)]
        return ended

    def step_sizes(self) -> list[float]:
        """eta of each of the k steps."""
        return [self.step_size] * self.chain_steps

    def sampler(self, step_size: float) -> Sampler:
        if self.chain == "metropolis-hastings":
            return MetropolisHastings(proposal_scale=min(8.0, math.sqrt(2 * step_size)))
        return (Mala if self.chain == "mala" else Langevin)(step_size=step_size)


class _HeldBack(Field):
    """A score whose drift eta s never exceeds LONGEST_DRIFT standard deviations of the step's noise: an energy that
    is steep somewhere far out cannot throw a particle away. Source: Roberts & Tweedie 1996, section 1.4.2."""

    def __init__(self, field: Field, step_size: float) -> None:
        self._field, self._longest = field, LONGEST_DRIFT * math.sqrt(2 / step_size)

    def score(self, x: Tensor) -> Tensor:
        score = self._field.score(x)
        length = torch.linalg.vector_norm(score, dim=1, keepdim=True)
        shortened: Tensor = score * (self._longest / length.clamp(min=self._longest))
        return shortened

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self._field.score_and_divergence(x)
