"""Reverse diffusion with weights, for products of experts whose noisy scores are added (Feynman-Kac).

step:    x <- x + d S + sqrt(d) z,   S = sum_i a_i s_i(x, sigma),   d = sigma^2 - sigma'^2
weight:  log w <- log w + (|S|^2 - sum_i a_i |s_i|^2) d / 2
then a few steps that keep prod_i p_i,sigma'^a_i (MALA where its energy is known), and particles are drawn anew by
weight whenever they are worth fewer than half of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import torch
from torch import Generator, Tensor

from ..field import Field
from ..laws import NoLaw
from ..noise_levels.ladders import geometric
from ..settings import setting
from .base import Chain, Info, Rung
from .descent import Descent
from .laws import Passage, passage
from .mala import log_proposal
from .metropolis import choose, log_ratio, tried
from .parts import Parts, Push, Term
from .resampling import effective, systematic

# of the particles: worth fewer, they are drawn anew
FEWEST_EFFECTIVE = 0.5
WEIGHT = "log_weight"
PULL = Term("pull of all experts", "drift", r"d", r"\textstyle\sum_i a_i s_i(x, \sigma)")
NOISE = Term("noise", "noise", r"\sqrt{d}", r"z")
CORRECTION = Term("correction", "flow", "", r"x' - x")
DRAWN = Term("drawn anew by weight", "noise", "", r"x_j - x_i")


class FeynmanKac(Descent):
    """The product of smoothed experts, followed exactly from the largest noise to none, as weighted particles.

    Units: sigma in world units, weights in nats. On a field of one expert all weights stay equal.
    Fails: with few particles their lineages run out; without the steps in between (correction) even more so.
    """

    title = "Feynman-Kac (weighted reverse diffusion)"
    equation = (
        r"x \leftarrow x + d\, S + \sqrt{d}\, z, \quad S = \textstyle\sum_i a_i s_i(x, \sigma) \\ "
        r"\log w \leftarrow \log w + \tfrac{d}{2}\bigl(|S|^2 - \textstyle\sum_i a_i |s_i|^2\bigr) \\ "
        r"d = \sigma^2 - \sigma'^2"
    )
    explanation = (
        "Runs added noisy scores backwards and weighs each particle by what adding leaves out, so that a product of "
        "experts keeps its mode weights. With few particles, or without steps between the levels, few lineages are "
        "left and the weights scatter."
    )
    source = "Skreta et al. 2025, Feynman-Kac correctors, prop. 3.2; resampling: Del Moral et al. 2006, section 3.4."

    n_levels: int = setting(200, ge=2, le=2000, title="levels", unit="steps", description="Steps down the ladder.")
    correction_steps: int = setting(
        1, ge=0, le=20, title="correction", unit="steps", description="Steps at each level that keep its product."
    )
    step_ratio: float = setting(
        0.15, gt=0, lt=1, title="step ratio", description="Their step size as a share of sigma squared.", advanced=True
    )

    def init(self, field: Field, x: Tensor, generator: Generator) -> Chain:
        chain = super().init(field, x, generator)
        return replace(chain, state={WEIGHT: torch.zeros(len(chain.x), dtype=chain.x.dtype)})

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        levels = [*geometric(*self.ends(field), self.n_levels), 0.0]
        i = min(chain.step, self.n_levels - 1)
        x, sigma, below = chain.x, levels[i], levels[i + 1]
        d, experts = sigma**2 - below**2, field.experts(x, sigma)
        pull = experts.total
        squares = torch.einsum("e,ebd->b", experts.powers, experts.scores**2)
        before = chain.state.get(WEIGHT, torch.zeros(len(x), dtype=x.dtype))
        weight = before + d / 2 * ((pull**2).sum(1) - squares)
        pushes = [Push(PULL, d, pull)]
        x = x + pushes[-1].value
        accepted, evaluations = None, 1
        if below > 0:
            pushes.append(Push(NOISE, math.sqrt(d), _noise(x, generator)))
            x = x + pushes[-1].value
            for _ in range(self.correction_steps):
                corrected, accepted = self._correct(field, x, below, generator)
                pushes.append(Push(CORRECTION, 1.0, corrected - x))
                x = corrected
            evaluations += self.correction_steps * (2 if field.has_smoothed_energy else 1)
        if below == 0 or effective(weight) < FEWEST_EFFECTIVE * len(x):
            drawn = x[systematic(weight, generator)]
            pushes.append(Push(DRAWN, 1.0, drawn - x))
            x, weight = drawn, torch.zeros_like(weight)
        info = Info(evaluations, accepted, sigma, lambda: Parts(tuple(pushes)))
        return Chain(x, chain.step + 1, state={WEIGHT: weight}), info

    def _correct(self, field: Field, x: Tensor, sigma: float, generator: Generator) -> tuple[Tensor, Tensor | None]:
        """A Langevin step at one level, tested where the energy is known: MALA."""
        eta = self.step_ratio * sigma**2
        if not field.has_smoothed_energy:
            return x + eta * field.smoothed_score(x, sigma) + math.sqrt(2 * eta) * _noise(x, generator), None
        energy, score = field.smoothed_energy_and_score(x, sigma)
        proposed = x + eta * score + math.sqrt(2 * eta) * _noise(x, generator)
        new_energy, new_score = field.smoothed_energy_and_score(proposed, sigma)
        there, back = log_proposal(proposed, x, score, eta), log_proposal(x, proposed, new_score, eta)
        _, accepted = tried(log_ratio(energy, new_energy, there, back), generator)
        return choose(accepted, proposed, x), accepted

    def rungs(self, field: Field) -> list[Rung]:
        return [(sigma, 1) for sigma in geometric(*self.ends(field), self.n_levels)]

    def law(self, variance: float) -> Passage | NoLaw:
        if self.correction_steps:
            return NoLaw(
                "Its correction steps refuse moves, after which what is Gaussian is so no more; without it has one."
            )
        return passage(variance + self.sigma_max**2, self._linear_steps(variance))

    def _linear_steps(self, variance: float) -> Iterator[tuple[float, float]]:
        """(a, b^2) of every step x <- a x + b z on N(0, variance I), where all weights are equal."""
        for sigma, below in pairwise([*geometric(self.sigma_max, self.sigma_min, self.n_levels), 0.0]):
            d = sigma**2 - below**2
            yield 1 - d / (variance + sigma**2), d if below else 0.0

    def duration(self) -> int:
        return self.n_levels


def _noise(x: Tensor, generator: Generator) -> Tensor:
    return torch.randn(x.shape, generator=generator, dtype=x.dtype)
