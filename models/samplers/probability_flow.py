"""The probability-flow ODE of the variance-exploding diffusion: walked by Heun's rule, its likelihood by Runge-Kutta's.

dx / dsigma = -sigma s(x, sigma)
log p_0(x_0) = log p_max(x_max) + integral of div(dx/dsigma) dsigma from 0 to sigma_max
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import torch
from torch import Generator, Tensor

from ..field import Field
from ..noise_levels.ladders import karras
from ..settings import setting
from .base import Chain, Info, Rung
from .descent import Descent
from .laws import Passage, passage
from .parts import Parts, Push, Term

FALL = r"(\sigma_i - \sigma_{i+1})"
EULER = Term("flow", "drift", rf"{FALL}\,\sigma_i", r"s(x, \sigma_i)")
HERE = Term("half by the slope here", "drift", rf"\tfrac{{1}}{{2}}{FALL}\,\sigma_i", r"s(x, \sigma_i)")
AHEAD = Term(
    "half by the slope ahead", "drift", rf"\tfrac{{1}}{{2}}{FALL}\,\sigma_{{i+1}}", r"s(\hat{x}, \sigma_{i+1})"
)


class ProbabilityFlow(Descent):
    """The deterministic flow with the same densities as the diffusion at every noise level.

    Units: sigma in world units. The last step goes from sigma_min to 0 by Euler's rule (the posterior mean).
    Fails: a smooth map leaves stragglers on the lines between modes.
    """

    title = "Probability flow (ODE, Heun)"
    equation = r"\frac{dx}{d\sigma} = -\sigma\, s(x, \sigma) \\ \sigma: \sigma_{\max} \to 0"
    explanation = (
        "Follows the smooth flow that has the diffusion's densities at every noise level, without any noise of its "
        "own. A smooth map cannot tear, so it leaves stragglers on the lines between modes."
    )
    source = "Song et al. 2021, eq. 13; Heun's rule: Karras et al. 2022, alg. 1."

    n_levels: int = setting(25, ge=2, le=1000, title="levels", unit="steps", description="Steps down the ladder.")

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        levels = [*karras(*self.ends(field), self.n_levels), 0.0]
        i = min(chain.step, self.n_levels - 1)
        sigma, below = levels[i], levels[i + 1]
        x = chain.x
        fall, score = sigma - below, field.smoothed_score(x, sigma)
        euler = Push(EULER, fall * sigma, score)
        guess = x + euler.value
        if below == 0:
            return Chain(guess, chain.step + 1), Info(1, sigma=sigma, parts=lambda: Parts((euler,)))
        here = Push(HERE, 0.5 * fall * sigma, score)
        ahead = Push(AHEAD, 0.5 * fall * below, field.smoothed_score(guess, below))
        x = x + here.value + ahead.value
        return Chain(x, chain.step + 1), Info(2, sigma=sigma, parts=lambda: Parts((here, ahead)))

    def rungs(self, field: Field) -> list[Rung]:
        return [(sigma, 1) for sigma in karras(*self.ends(field), self.n_levels)]

    def law(self, variance: float) -> Passage:
        return passage(variance + self.sigma_max**2, self._linear_steps(variance))

    def _linear_steps(self, variance: float) -> Iterator[tuple[float, float]]:
        """(a, 0) of every step x <- a x on N(0, variance I), where dx / dsigma = sigma x / (variance + sigma^2)."""
        for sigma, below in pairwise([*karras(self.sigma_max, self.sigma_min, self.n_levels), 0.0]):
            h, here, there = below - sigma, sigma / (variance + sigma**2), below / (variance + below**2)
            yield (1 + h / 2 * (here + there * (1 + h * here)) if below else 1 + h * here), 0.0

    def duration(self) -> int:
        return self.n_levels


def log_likelihood(
    field: Field, x: Tensor, center: Tensor, spread: float, sigma_min: float, sigma_max: float, n: int = 100
) -> Tensor:
    """(N,) log density, nats, of the target smoothed by sigma_min, by flowing each x up to sigma_max.

    The divergence is exact; n - 1 steps of the classical rule of fourth order, four evaluations each. On a Gaussian of
    deviation 0.7, from 0.01 to 20, 50 levels are right to 4e-5 nats. The prior at sigma_max is
    N(center, (sigma_max^2 + spread^2) I), the Gaussian with the target's mean and its rms deviation `spread`.
    Source: Song et al. 2021, eq. 39 with the exact trace; the rule: Hairer, Norsett & Wanner 1993, table II.1.2.
    """

    def slope(x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        score, divergence = field.smoothed_score_and_divergence(x, sigma)
        return -sigma * score, -sigma * divergence

    levels = karras(sigma_max, sigma_min, n)[::-1]
    change = torch.zeros(len(x), dtype=x.dtype)
    for sigma, above in pairwise(levels):
        h, middle = above - sigma, 0.5 * (sigma + above)
        v1, d1 = slope(x, sigma)
        v2, d2 = slope(x + 0.5 * h * v1, middle)
        v3, d3 = slope(x + 0.5 * h * v2, middle)
        v4, d4 = slope(x + h * v3, above)
        x = x + h / 6 * (v1 + 2 * v2 + 2 * v3 + v4)
        change = change + h / 6 * (d1 + 2 * d2 + 2 * d3 + d4)
    variance = sigma_max**2 + spread**2
    prior = -((x - center) ** 2).sum(1) / (2 * variance) - math.log(2 * math.pi * variance)
    return prior + change
