"""Metropolis-adjusted Langevin.

x' = x + eta s(x) + sqrt(2 eta) z,  accepted with probability min(1, p(x') q(x | x') / (p(x) q(x' | x)))
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Generator, Tensor

from ..field import Field
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Chain, Info, Sampler
from .langevin import DRIFT, NOISE
from .laws import Stationary, metropolis
from .metropolis import choose, log_ratio, tried
from .pace import narrow_scale, rounded
from .parts import Parts, Push, Test

RATIO = r"E(x) - E(x') + \log q(x \mid x') - \log q(x' \mid x)"

NUMBERS = ("E(x)", "E(x')", r"\log q(x \mid x')", r"\log q(x' \mid x)")


class Mala(Sampler):
    """Langevin's proposal, accepted or refused so that the density is exactly invariant.

    log q(x' | x) = -|x' - x - eta s(x)|^2 / (4 eta) + constant. Units: eta in unit^2.
    Fails: like Langevin it does not cross empty regions; a large eta is refused almost always.
    """

    title = "MALA (Metropolis-adjusted Langevin)"
    equation = (
        r"x' = x + \eta\, s(x) + \sqrt{2\eta}\, z \\ \alpha = \min\Bigl(1,\ \tfrac{p(x')\,q(x \mid x')}{p(x)\,q(x' "
        r"\mid x)}\Bigr)"
    )
    explanation = (
        "Accepts or refuses Langevin's step so that the density is kept exactly. It does not cross empty regions "
        "either, and a step size that is too large is refused almost always."
    )
    source = "Roberts & Tweedie 1996, section 1.4; Besag 1994."
    needs = frozenset({"energy"})
    pace = "step_size"

    step_size: float = setting(
        0.05, gt=0, le=10, scale="log", title="step size", unit="unit^2",
        description="eta of the Langevin proposal; about 57 % acceptance is efficient.",
    )  # fmt: skip

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        x, eta = chain.x, self.step_size
        known = chain.cache
        energy, score = (known["energy"], known["score"]) if known else field.energy_and_score(x)
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        scale = math.sqrt(2 * eta)
        proposed = x + eta * score + scale * z
        new_energy, new_score = field.energy_and_score(proposed)
        there = log_proposal(proposed, x, score, eta)
        back = log_proposal(x, proposed, new_score, eta)
        ratio = log_ratio(energy, new_energy, there, back)
        uniform, accepted = tried(ratio, generator)
        cache = {"energy": choose(accepted, new_energy, energy), "score": choose(accepted, new_score, score)}

        def parts() -> Parts:
            numbers = dict(zip(NUMBERS, (energy, new_energy, back, there), strict=True))
            pushes = Push(DRIFT, eta, score), Push(NOISE, scale, z)
            return Parts(pushes, Test(RATIO, numbers, ratio, uniform, accepted))

        info = Info(1 if known else 2, accepted, parts=parts)
        return Chain(choose(accepted, proposed, x), chain.step + 1, cache=cache), info

    def law(self, variance: float) -> Stationary:
        """With h = eta / v: x' = (1 - h) x + sqrt(2 h v) z, and log of the ratio is -h (|x'|^2 - |x|^2) / (4 v)."""
        h = self.step_size / variance
        there = torch.tensor([1 - h, math.sqrt(2 * h)], dtype=torch.float64)
        here = torch.tensor([1.0, 0.0], dtype=torch.float64)
        return metropolis(variance, torch.outer(there, there) - torch.outer(here, here), there - here)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        return {"step_size": rounded(0.5 * narrow_scale(mixture) ** 2)}


def log_proposal(to: Tensor, start: Tensor, score: Tensor, eta: float) -> Tensor:
    """(N,) log q(to | start) up to a constant, nats."""
    return -((to - start - eta * score) ** 2).sum(1) / (4 * eta)
