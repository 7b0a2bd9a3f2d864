"""Random-walk Metropolis-Hastings.

x' = x + delta z,  accepted with probability min(1, exp(E(x) - E(x')))
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Generator

from ..field import Field
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Chain, Info, Sampler
from .laws import Stationary, metropolis
from .metropolis import choose, log_ratio, tried
from .pace import narrow_scale, rounded
from .parts import Parts, Push, Term, Test

NOISE = Term("proposal", "noise", r"\delta", "z")
RATIO = "E(x) - E(x')"


class MetropolisHastings(Sampler):
    """Propose a Gaussian step and accept it by the energy alone; exact at every proposal scale.

    Units: delta in world units.
    Fails: small proposals never cross between modes, large ones are almost always refused.
    """

    title = "Metropolis-Hastings (random walk)"
    equation = r"x' = x + \delta z \\ \alpha = \min\bigl(1,\ e^{E(x) - E(x')}\bigr) \\ z \sim \mathcal{N}(0, I)"
    explanation = (
        "Proposes a Gaussian step and accepts it by the energy alone, without any gradient. Small proposals never "
        "cross between modes, and large ones are almost always refused."
    )
    source = "Metropolis et al. 1953; Hastings 1970, eq. 3."
    needs = frozenset({"energy"})
    pace = "proposal_scale"

    proposal_scale: float = setting(
        0.3, gt=0, le=8, scale="log", title="proposal scale", unit="world units",
        description="Standard deviation of the proposed step.",
    )  # fmt: skip

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        known = chain.cache
        energy = known["energy"] if known else field.energy(chain.x)
        z = torch.randn(chain.x.shape, generator=generator, dtype=chain.x.dtype)
        proposed = chain.x + self.proposal_scale * z
        new_energy = field.energy(proposed)
        ratio = log_ratio(energy, new_energy)
        uniform, accepted = tried(ratio, generator)
        cache = {"energy": choose(accepted, new_energy, energy)}
        x = choose(accepted, proposed, chain.x)

        def parts() -> Parts:
            numbers = {"E(x)": energy, "E(x')": new_energy}
            return Parts((Push(NOISE, self.proposal_scale, z),), Test(RATIO, numbers, ratio, uniform, accepted))

        info = Info(1 if known else 2, accepted, parts=parts)
        return Chain(x, chain.step + 1, cache=cache), info

    def law(self, variance: float) -> Stationary:
        """x' = x + delta z, and log of the ratio is -(|x'|^2 - |x|^2) / (2 v)."""
        there = torch.tensor([1.0, self.proposal_scale / math.sqrt(variance)], dtype=torch.float64)
        here = torch.tensor([1.0, 0.0], dtype=torch.float64)
        return metropolis(variance, torch.outer(there, there) - torch.outer(here, here), there - here)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        return {"proposal_scale": rounded(1.5 * narrow_scale(mixture))}
