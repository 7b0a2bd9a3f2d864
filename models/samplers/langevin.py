"""Unadjusted Langevin dynamics.

x <- x + eta s(x) + sqrt(2 eta) z
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Generator

from ..field import Field
from ..laws import NoLaw
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Chain, Info, Sampler
from .laws import Stationary


class Langevin(Sampler):
    """Follow the score and add noise; no step is ever refused.

    Units: eta in unit^2; on a Gaussian of variance v the chain's own stationary variance is v / (1 - eta / (2 v)).
    Fails: chains do not cross empty regions, so mode weights stay what the start made them; eta above 2 v explodes.
    """

    title = "Langevin (unadjusted)"
    equation = r"x_{k+1} = x_k + \eta\, s(x_k) + \sqrt{2\eta}\, z_k \\ z_k \sim \mathcal{N}(0, I)"
    explanation = (
        "Follows the score and adds noise, and refuses no step. Chains do not cross empty regions, so mode weights "
        "stay what the start made them, and a large step size spreads the samples or explodes."
    )
    source = "Roberts & Tweedie 1996, eq. 3; Song & Ermon 2019 write alpha = 2 eta."

    step_size: float = setting(
        0.02, gt=0, le=10, scale="log", title="step size", unit="unit^2",
        description="eta: how far one step follows the score, and the variance of its noise halved.",
    )  # fmt: skip
    noise_scale: float = setting(
        1.0, ge=0, le=2, title="noise", advanced=True,
        description="Factor on the noise: 1 samples the density, 0 climbs to the nearest mode.",
    )  # fmt: skip

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        z = torch.randn(chain.x.shape, generator=generator, dtype=chain.x.dtype)
        x = torch.add(chain.x, field.score(chain.x), alpha=self.step_size)
        x.add_(z, alpha=self.noise_scale * math.sqrt(2 * self.step_size))
        return Chain(x, chain.step + 1), Info(evaluations=1)

    def law(self, variance: float) -> Stationary | NoLaw:
        share = self.step_size / variance
        if share >= 2:
            return NoLaw("A step size of twice the variance or more explodes.")
        return Stationary(self.noise_scale**2 * variance / (1 - share / 2), correlation=1 - share)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        return {"step_size": float(f"{0.1 * mixture.narrowest_scale**2:.2g}")}
