"""Hamiltonian Monte Carlo.

H(x, m) = E(x) + |m|^2 / 2;  leapfrog for n_leapfrog steps, accepted with probability min(1, exp(H - H'))
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
from .laws import Stationary, metropolis
from .metropolis import choose, log_ratio, tried
from .pace import narrow_scale, rounded
from .parts import Parts, Push, Term, Test

MOMENTUM = Term("momentum", "noise", "h", "m")
ROLL = Term("roll", "flow", "h", "m_j", stage="roll")
RATIO = "H(x, m) - H(x', m')"


class Hmc(Sampler):
    """Give every particle a random momentum and let it roll on the energy's landscape.

    Units: step in world units (unit mass).
    Fails: energy is conserved, so high barriers are not crossed either.
    """

    title = "HMC (Hamiltonian Monte Carlo)"
    equation = (
        r"H(x, m) = E(x) + \tfrac{1}{2}\lVert m \rVert^2 \\ (x, m) \xrightarrow{\ \text{leapfrog}\ } (x', m') \\ "
        r"\alpha = \min\bigl(1,\ e^{H(x, m) - H(x', m')}\bigr)"
    )
    explanation = (
        "Gives every particle a random momentum and lets it roll over the energy, so that one proposal goes far. "
        "Rolling conserves energy, so high barriers between modes are not crossed either."
    )
    source = "Duane et al. 1987; Neal 2011 (arXiv 1206.1901), section 5.2."
    needs = frozenset({"energy"})
    pace = "leapfrog_step"

    leapfrog_step: float = setting(
        0.1, gt=0, le=4, scale="log", title="leapfrog step", unit="world units",
        description="How far a particle rolls between two kicks of the score.",
    )  # fmt: skip
    n_leapfrog: int = setting(
        8, ge=1, le=100, title="leapfrog steps", unit="steps", description="Kicks per proposal; each costs one score."
    )

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        x, known = chain.x, chain.cache
        momentum = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        energy, score = (known["energy"], known["score"]) if known else field.energy_and_score(x)
        rolls: list[Push] = []
        proposed, new_momentum, new_energy, new_score = self.leapfrog(field, x, momentum, score, rolls)
        before = energy + 0.5 * (momentum**2).sum(1)
        after = new_energy + 0.5 * (new_momentum**2).sum(1)
        ratio = log_ratio(before, after)
        uniform, accepted = tried(ratio, generator)
        cache = {"energy": choose(accepted, new_energy, energy), "score": choose(accepted, new_score, score)}
        there = Chain(choose(accepted, proposed, x), chain.step + 1, cache=cache)

        def parts() -> Parts:
            numbers = {"H(x, m)": before, "H(x', m')": after}
            test = Test(RATIO, numbers, ratio, uniform, accepted)
            return Parts(tuple(rolls), test, Push(MOMENTUM, self.leapfrog_step, momentum))

        return there, Info(self.n_leapfrog + (0 if known else 1), accepted, parts=parts)

    def leapfrog(
        self, field: Field, x: Tensor, momentum: Tensor, score: Tensor, rolls: list[Push] | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Position, momentum, energy and score after n_leapfrog steps from x with its score; `rolls` gets each way."""
        h = self.leapfrog_step
        energy = torch.zeros(len(x), dtype=x.dtype)
        for _ in range(self.n_leapfrog):
            momentum = momentum + 0.5 * h * score
            roll = Push(ROLL, h, momentum)
            if rolls is not None:
                rolls.append(roll)
            x = x + roll.value
            energy, score = field.energy_and_score(x)
            momentum = momentum + 0.5 * h * score
        return x, momentum, energy, score

    def law(self, variance: float) -> Stationary:
        """Leapfrog is linear in u = (x / sqrt(v), m), with k = step / sqrt(v): kick, drift, kick. The log of the ratio
        is the fall of |u|^2 / 2."""
        k = self.leapfrog_step / math.sqrt(variance)
        kick = torch.tensor([[1.0, 0.0], [-k / 2, 1.0]], dtype=torch.float64)
        drift = torch.tensor([[1.0, k], [0.0, 1.0]], dtype=torch.float64)
        roll = torch.linalg.matrix_power(kick @ drift @ kick, self.n_leapfrog)
        still = torch.eye(2, dtype=torch.float64)
        return metropolis(variance, roll.T @ roll - still, (roll - still)[0])

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        return {"leapfrog_step": rounded(0.5 * narrow_scale(mixture))}
