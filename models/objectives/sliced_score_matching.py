"""Score matching along random directions.

J = E_p E_v[ v^T (grad_x s(x)) v + 1/2 (v^T s(x))^2 ],  E[v v^T] = I

Variance-reduced: 1/2 |s(x)|^2, known without chance, in place of the square.
"""

from __future__ import annotations

from torch import Generator, Tensor

from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..settings import setting
from .base import Objective
from .matched import matched
from .projections import Distribution, directions

CURVATURE = ("slope along v", r"v^\top \nabla s_\theta(x)\, v")
SQUARE = ("half the square", r"\tfrac{1}{2}\lVert s_\theta(x) \rVert^2")
SLICE = ("half the square along v", r"\tfrac{1}{2}(v^\top s_\theta(x))^2")


class SlicedScoreMatching(Objective[None]):
    """Every point draws its own directions; in expectation over them both forms are exact score matching, and so
    have its value, its gradient and its minimiser.
    Shapes: x (B, 2) -> scalar. Units: 1/unit^2.
    Fails: as score matching does, on a finite set or a curve and where p is small; the directions add noise,
        which the form without variance reduction feels most, since (v^T s)^2 is large where the score is.
    """

    title = "Sliced score matching"
    short = "SSM"
    summary = "Match the score in a random direction at a time: one forward tangent instead of one for every dimension."
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\,\mathbb{E}_{v}\Bigl[ v^\top \nabla_x s_\theta(x)\, v + \tfrac{1}{2}\,\lVert "
        r"s_\theta(x) \rVert^2 \Bigr] \\ \mathbb{E}[v v^\top] = I"
    )
    explanation = (
        "Replaces the divergence of score matching by the slope along random directions, so that a step costs the same "
        "in any dimension. It fails where score matching fails, and its directions add noise of their own, most of it "
        "without variance reduction."
    )
    source = "Song, Garg, Shi & Ermon 2019 (arXiv 1905.07088), eq. 7; the variance-reduced form, eq. 8."
    loss_unit = "1/unit^2"
    by_parts = True

    projections: int = setting(
        1, ge=1, le=16, title="projections", unit="directions per point",
        description="Random directions per point and step; each costs one pass through the network.",
    )  # fmt: skip
    distribution: Distribution = setting(
        "rademacher", title="directions",
        description="rademacher: random signs; sphere: uniform angles; gaussian: the noisiest, its length varies too.",
    )  # fmt: skip
    variance_reduced: bool = setting(
        True, title="variance reduction",
        description="Use 1/2 |s|^2 exactly instead of its random slice 1/2 (v^T s)^2; it costs nothing.",
    )  # fmt: skip

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        x = x.repeat(self.projections, 1)
        v = directions(self.distribution, len(x), generator, x.dtype)
        if self.variance_reduced:
            score, curvature = model.score_and_curvature(x, v)
            square, named = (score**2).sum(1), SQUARE
        else:
            score, named = None, SLICE
            slope, curvature = model.slope_and_curvature(x, v)
            square = slope**2
        terms = curvature + 0.5 * square
        matched(x, score, (CURVATURE, curvature), (named, 0.5 * square), f"{CURVATURE[1]} + {named[1]}", terms, v)
        return terms.mean(), state

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        return (2 if model == "score" else 4) * self.projections * batch_size

    def minimiser_precision(self, variance: float) -> float:
        return 1 / variance
