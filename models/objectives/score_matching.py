"""Score matching with the exact trace.

J = E_p[ tr(grad_x s(x)) + 1/2 |s(x)|^2 ]
"""

from __future__ import annotations

from torch import Generator, Tensor

from ..networks.base import Network
from ..networks.spec import Parameterisation
from .base import Objective
from .matched import matched

DIVERGENCE = ("divergence", r"\operatorname{tr} \nabla s_\theta(x)")
SQUARE = ("half the square", r"\tfrac{1}{2}\lVert s_\theta(x) \rVert^2")
TERM = r"\operatorname{tr} \nabla s_\theta(x) + \tfrac{1}{2}\lVert s_\theta(x) \rVert^2"


class ScoreMatching(Objective[None]):
    """The trace is exact, by two forward tangents (for an energy: the forward Laplacian).
    Shapes: x (B, 2) -> scalar. Units: 1/unit^2.
    Fails: on a finite set or a curve the trace falls without bound; where p is small nothing is learnt.
    """

    title = "Score matching (exact trace)"
    short = "SM"
    summary = "Match the score without knowing it: integration by parts trades the true score for a trace."
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\Bigl[ \operatorname{tr}\bigl(\nabla_x s_\theta(x)\bigr) + \tfrac{1}{2}\,\lVert "
        r"s_\theta(x) \rVert^2 \Bigr]"
    )
    explanation = (
        "Fits the score without knowing the true one: integration by parts trades it for the divergence of the learnt "
        "field. On a fixed set of points or a thin curve the divergence falls without bound, and where there is no "
        "data nothing is learnt."
    )
    source = "Hyvarinen 2005 (JMLR 6), eq. 4."
    loss_unit = "1/unit^2"
    by_parts = True

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        score, divergence = model.score_and_divergence(x)
        square = 0.5 * (score**2).sum(1)
        terms = divergence + square
        matched(x, score, (DIVERGENCE, divergence), (SQUARE, square), TERM, terms)
        return terms.mean(), state

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        return (3 if model == "score" else 4) * batch_size

    def minimiser_precision(self, variance: float) -> float:
        return 1 / variance
