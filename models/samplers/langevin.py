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
from .pace import narrow_scale, rounded
from .parts import Parts, Push, Term

# of the narrowest variance: from a uniform start a tenth of it takes thousands of steps across the void
PACE = 0.5
# what settling leaves of the step size: of half a variance a tenth
SETTLED = 0.2
# of the narrowest variance: beyond it widths are 41 % off or more
DOUBTFUL = 1.0


DRIFT = Term("drift", "drift", r"\eta", "s(x)")
NOISE = Term("noise", "noise", r"\sqrt{2\eta}", "z")
SCALED_NOISE = Term("noise", "noise", r"c\sqrt{2\eta}", "z")


class Langevin(Sampler):
    """Follow the score and add noise; no step is ever refused.

    Units: eta in unit^2; on a Gaussian of variance v the chain's own stationary variance is v / (1 - eta / (2 v)): with
    the default, eta = v / 2, the narrowest part is 15 % too wide, with eta = v / 10 it is 2.6 %.
    Fails: chains do not cross empty regions, so mode weights stay what the start made them; eta above 2 v explodes.
    """

    title = "Langevin (unadjusted)"
    equation = r"x_{k+1} = x_k + \eta\, s(x_k) + \sqrt{2\eta}\, z_k \\ z_k \sim \mathcal{N}(0, I)"
    explanation = (
        "Follows the score and adds noise, and refuses no step. Chains do not cross empty regions, so mode weights "
        "stay what the start made them, and a large step size spreads the samples or explodes."
    )
    source = "Roberts & Tweedie 1996, eq. 3; Song & Ermon 2019 write alpha = 2 eta."
    pace = "step_size"

    step_size: float = setting(
        0.02, gt=0, le=10, scale="log", title="step size", unit="unit^2",
        description="eta: how far one step follows the score, and the variance of its noise halved. Half of the "
        "narrowest variance, the default, makes the narrowest part 15 % too wide; a tenth of it 2.6 %.",
    )  # fmt: skip
    settling: int = setting(
        0, ge=0, le=100_000, title="settling", unit="steps", advanced=True,
        description="Steps over which the step size falls to a fifth, so that widths come right; 0 keeps it as it is.",
    )  # fmt: skip
    noise_scale: float = setting(
        1.0, ge=0, le=2, title="noise", advanced=True,
        description="Factor on the noise: 1 samples the density, 0 climbs to the nearest mode.",
    )  # fmt: skip

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        eta = self.step_size * self._fallen(chain.step)
        z = torch.randn(chain.x.shape, generator=generator, dtype=chain.x.dtype)
        scale = self.noise_scale * math.sqrt(2 * eta)
        score = field.score(chain.x)
        x = torch.add(chain.x, score, alpha=eta)
        x.add_(z, alpha=scale)

        def parts() -> Parts:
            return Parts((Push(DRIFT, eta, score), Push(NOISE if self.noise_scale == 1 else SCALED_NOISE, scale, z)))

        return Chain(x, chain.step + 1), Info(1, parts=parts)

    def _fallen(self, step: int) -> float:
        """The share of the step size that is left: from 1 down to SETTLED, by equal ratios."""
        return float(SETTLED ** min(1.0, step / self.settling)) if self.settling else 1.0

    @property
    def wanders(self) -> bool:
        return self.noise_scale > 0

    def doubt(self, mixture: GaussianMixture) -> str:
        variance = narrow_scale(mixture) ** 2
        share = self.step_size * (SETTLED if self.settling else 1.0) / variance
        if share <= DOUBTFUL or (self.noise_scale == 0 and share < 2):
            return ""
        wrong = f"{1 / math.sqrt(1 - share / 2):.2g} times too wide" if share < 2 else "unstable"
        return (
            f"A step size of {self.step_size:.2g} unit^2 makes the target's narrowest parts, of variance "
            f"{variance:.2g}, {wrong}; try {rounded(PACE * variance):g}, or MALA."
        )

    def law(self, variance: float) -> Stationary | NoLaw:
        if self.settling:
            return NoLaw("Its step size falls, and each has a stationary law of its own.")
        share = self.step_size / variance
        if share >= 2:
            return NoLaw("A step size of twice the variance or more explodes.")
        return Stationary(self.noise_scale**2 * variance / (1 - share / 2), correlation=1 - share)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        return {"step_size": rounded(PACE * narrow_scale(mixture) ** 2)}
