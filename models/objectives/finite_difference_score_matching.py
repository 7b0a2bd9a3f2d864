"""Sliced score matching with differences in place of derivatives.

J = E_p E_v[ (2 E(x) - E(x + h v) - E(x - h v)) / h^2 + 1/2 ((E(x + h v) - E(x - h v)) / (2 h))^2 ]

for an energy, and for a score network, whose first difference is a second one of its energy,

J = E_p E_v[ v^T (s(x + h v) - s(x - h v)) / (2 h) + 1/2 |(s(x + h v) + s(x - h v)) / 2|^2 ],  E[v v^T] = I
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Generator, Tensor

from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Objective
from .matched import matched
from .notes import notes
from .projections import Distribution, directions

# of the narrowest scale: the bias is O(h^2); float32 rounds a first difference of scores by |s| / h, a second one of
# energies by |E| / h^2, which is why those need the longer step
STEP_FRACTION: dict[Parameterisation, float] = {"score": 0.1, "energy": 0.3}

# of an energy: h is the difference step
BEND = ("bend of the energy", r"\tfrac{2E(x) - E(x + hv) - E(x - hv)}{h^2}")
SLOPE = ("half the square of its slope", r"\tfrac{1}{2}\bigl(\tfrac{E(x + hv) - E(x - hv)}{2h}\bigr)^2")
# of a score
DIFFERENCE = ("slope along v", r"v^\top \tfrac{s_\theta(x + hv) - s_\theta(x - hv)}{2h}")
MEAN = ("half the square", r"\tfrac{1}{2}\lVert \tfrac{s_\theta(x + hv) + s_\theta(x - hv)}{2} \rVert^2")


class FiniteDifferenceScoreMatching(Objective[None]):
    """Shapes: x (B, 2) -> scalar. Units: 1/unit^2.
    Errors: O(epsilon^2) against sliced score matching; exact for a quadratic energy.
    Fails: epsilon near the width of a mode blurs it; below 0.01 of it, float32 loses the second difference of an
        energy (its rounding is 1e-7 |E| / epsilon^2). As all score matching, on a finite set, a curve, or in the void.
    """

    title = "Finite-difference score matching"
    short = "FDSM"
    summary = (
        "Match the score from values alone: three energies (two scores) per point, no derivative of the network in x."
    )
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\,\mathbb{E}_{v}\Bigl[ v^\top \tfrac{s_\theta(x + hv) - s_\theta(x - hv)}{2h} "
        r"\\ {} + \tfrac{1}{2}\,\bigl\lVert \tfrac{s_\theta(x + hv) + s_\theta(x - hv)}{2} \bigr\rVert^2 \Bigr]"
    )
    explanation = (
        "Does sliced score matching with differences of values in place of derivatives, which any network can give. A "
        "step near the width of a mode blurs it, and a far smaller one drowns in rounding."
    )
    source = (
        "Pang, Xu, Li, Song, Ermon & Zhu 2020 (arXiv 2007.03317), section 4, FD-SSM; their |v| = epsilon and "
        "factor d are here epsilon v with E[v v^T] = I."
    )
    loss_unit = "1/unit^2"
    by_parts = True

    epsilon: float = setting(
        0.1, ge=1e-4, le=4, scale="log", title="difference step", unit="world units",
        description="How far to both sides values are compared; large blurs, tiny drowns in rounding.",
    )  # fmt: skip
    distribution: Distribution = setting(
        "rademacher", title="directions",
        description="rademacher: random signs; sphere: uniform angles; gaussian: the noisiest, its length varies too.",
    )  # fmt: skip

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        v = directions(self.distribution, len(x), generator, x.dtype)
        differences = self._of_energies if model.has_energy else self._of_scores
        return differences(model, x, v).mean(), state

    def _of_energies(self, model: Network, x: Tensor, v: Tensor) -> Tensor:
        step = self.epsilon * v
        ahead, here, behind = model.energy(torch.cat([x + step, x, x - step])).chunk(3)
        # each side against the middle first: the two small differences keep the digits that their sum needs
        rise, fall = ahead - here, here - behind
        bend, square = (fall - rise) / self.epsilon**2, 0.5 * ((rise + fall) / (2 * self.epsilon)) ** 2
        terms = bend + square
        matched(x, None, (BEND, bend), (SLOPE, square), f"{BEND[1]} + {SLOPE[1]}", terms, v)
        return terms

    def _of_scores(self, model: Network, x: Tensor, v: Tensor) -> Tensor:
        step = self.epsilon * v
        ahead, behind = model.score(torch.cat([x + step, x - step])).chunk(2)
        slope = (v * (ahead - behind)).sum(1) / (2 * self.epsilon)
        square = 0.125 * ((ahead + behind) ** 2).sum(1)
        terms = slope + square
        middle = 0.5 * (ahead + behind) if notes() else None
        matched(x, middle, (DIFFERENCE, slope), (MEAN, square), f"{DIFFERENCE[1]} + {MEAN[1]}", terms, v)
        return terms

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        return {"epsilon": float(f"{STEP_FRACTION[model] * mixture.narrowest_scale:.3g}")}

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        return (2 if model == "score" else 3) * batch_size

    def minimiser_precision(self, variance: float) -> float:
        return 1 / variance
