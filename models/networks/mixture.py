"""k Gaussians with full covariances, by expectation and maximisation; k is set or found by BIC.

p(x) = sum_k w_k N(x; m_k, S_k)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Generator, Tensor

from ..settings import setting
from .base import Scaling
from .em import Parts, expected, information_criterion, maximised, moments, started
from .of_normals import OfNormals
from .spec import ModelSpec

MOST = 64
SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 48, MOST)
# how many the optimiser moves where likelihood does not choose, and their width, standardised
UNCHOSEN, WIDTH = 16, 0.4
# gains of a step, nats a point, below which a size has been tried and below which nothing is left to gain
TRIED, DONE = 1e-4, 1e-7
NEVER = -1e300


class MixtureSpec(ModelSpec):
    """How many Gaussians."""

    k: int | None = setting(
        None,
        ge=1,
        le=MOST,
        title="Gaussians",
        description="How many; empty: by maximum likelihood the number of least BIC, by other objectives 16.",
    )


@dataclass(frozen=True)
class Search:
    """Which size is on trial (its place in the list of them), where it stands, and the best so far by BIC."""

    place: int
    trial: Parts
    gained_from: float
    """Mean log-likelihood before the trial's last step."""
    best: Parts
    criterion: float
    settled: bool


class Mixture(OfNormals[Search]):
    """A step by likelihood is one of expectation and maximisation on all the points; the best of all sizes is shown.

    Shapes: x (B, 2). Units: nats and world units.
    """

    title = "Mixture of Gaussians (EM)"
    parameterisation = "energy"
    spec_type = MixtureSpec

    spec: MixtureSpec

    def __init__(self, spec: MixtureSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__(spec.k or MOST, spec, scaling)
        k = spec.k or UNCHOSEN
        means = torch.randn(k, 2, generator=generator)
        self.normals.put(torch.full((k,), 1 / k), means, WIDTH**2 * torch.eye(2).expand(k, 2, 2))

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES if self.spec.k is None else (self.spec.k,)

    def readings(self) -> dict[str, float]:
        return {"components": self.normals.count}

    def begin(self, points: Tensor, generator: Generator) -> Search:
        u = self.prepare(points.double())
        first = moments(u) if self.sizes[0] == 1 else started(u, self.sizes[0], generator)
        criterion = information_criterion(len(u), self.sizes[0], expected(u, first)[1])
        self.become(first)
        return Search(0, first, NEVER, first, criterion, settled=False)

    def improve(self, points: Tensor, state: Search, generator: Generator) -> Search:
        if state.settled:
            return state
        u = self.prepare(points.double())
        shares, log_likelihood = expected(u, state.trial)
        state = self._judged(state, log_likelihood, len(u))
        gain = log_likelihood - state.gained_from
        if state.place < len(self.sizes) and gain < TRIED:
            return self._next(u, state, generator)
        settled = state.place == len(self.sizes) and gain < DONE
        return replace(state, trial=maximised(u, shares), gained_from=log_likelihood, settled=settled)

    def _judged(self, state: Search, log_likelihood: float, n: int) -> Search:
        """With the trial as the best one if BIC says so, which is shown then."""
        criterion = information_criterion(n, len(state.trial.weights), log_likelihood)
        if criterion > state.criterion:
            return state
        self.become(state.trial)
        return replace(state, best=state.trial, criterion=criterion)

    def _next(self, u: Tensor, state: Search, generator: Generator) -> Search:
        """The next size from its start; after the last one the best goes on until nothing is left to gain."""
        place = state.place + 1
        last = place == len(self.sizes)
        trial = state.best if last else started(u, self.sizes[place], generator)
        return replace(state, place=place, trial=trial, gained_from=NEVER)
