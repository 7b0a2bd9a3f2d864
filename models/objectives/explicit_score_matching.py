"""Score matching with the true score: a reference, possible only because the target is known.

J = 1/2 E_p | s(x) - grad log p(x) |^2
"""

from __future__ import annotations

from torch import Generator, Tensor

from ..networks.base import Network
from ..targets.gaussian_mixture import GaussianMixture
from .base import Objective, Problem
from .notes import Vector, notes

TERM = r"\tfrac{1}{2}\lVert s_\theta(x) - \nabla \log p(x) \rVert^2"


class ExplicitScoreMatching(Objective[GaussianMixture]):
    """J is the Fisher divergence itself: score matching plus the constant 1/2 E_p |grad log p|^2, so it is zero
    exactly where score matching is least. The state is the target, whose score is in closed form.
    Shapes: x (B, 2) -> scalar. Units: 1/unit^2.
    Fails: needs the density, which no one has outside a demonstration; where p is small it still learns nothing.
    """

    title = "Explicit score matching (reference)"
    short = "ESM"
    summary = (
        "Regress on the answer: the best this network can do with these steps, the yardstick of every other objective."
    )
    equation = r"J(\theta) = \tfrac{1}{2}\,\mathbb{E}_{p(x)}\bigl\lVert s_\theta(x) - \nabla_x \log p(x) \bigr\rVert^2"
    explanation = (
        "Regresses on the true score, which is known here and nowhere else: the best this network can do in these "
        "steps. The error still counts only where there is data, so in the void even this reference learns nothing."
    )
    source = "Hyvarinen 2005 (JMLR 6), eq. 2; named explicit by Vincent 2011 (Neural Computation 23)."
    loss_unit = "1/unit^2"

    def init(self, problem: Problem, generator: Generator) -> GaussianMixture:
        return problem.mixture

    def loss(
        self, model: Network, x: Tensor, state: GaussianMixture, generator: Generator
    ) -> tuple[Tensor, GaussianMixture]:
        score, truth = model.score(x), state.score(x)
        terms = 0.5 * ((score - truth) ** 2).sum(1)
        if written := notes():
            written.shown = x
            written.vectors = [
                Vector("the network's score", "predicted", r"s_\theta(x)", score.detach(), x, None),
                Vector("the exact score", "wanted", r"\nabla \log p(x)", truth, x, None),
            ]
            written.compare(TERM, terms.detach())
        return terms.mean(), state

    def minimiser_precision(self, variance: float) -> float:
        return 1 / variance
