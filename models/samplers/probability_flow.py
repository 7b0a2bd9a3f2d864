"""The probability-flow ODE of the variance-exploding diffusion, by Heun's rule.

dx / dsigma = -sigma s(x, sigma)
log p_0(x_0) = log p_max(x_max) + integral of div(dx/dsigma) dsigma from 0 to sigma_max
"""

from __future__ import annotations

import math
from itertools import pairwise

import torch
from torch import Generator, Tensor

from ..field import Field
from ..noise_levels.ladders import karras
from ..settings import setting
from .base import Chain, Info
from .descent import Descent


class ProbabilityFlow(Descent):
    """The deterministic flow with the same densities as the diffusion at every noise level.

    Units: sigma in world units. The last step goes from sigma_min to 0 by Euler's rule (the posterior mean).
    Source: Song et al. 2021, eq. 13; Heun's rule: Karras et al. 2022, alg. 1.
    Fails: a smooth map leaves stragglers on the lines between modes.
    """

    title = "Probability flow (ODE, Heun)"
    equation = r"\frac{dx}{d\sigma} = -\sigma\, s(x, \sigma) \\ \sigma: \sigma_{\max} \to 0"
    explanation = (
        "Follows the smooth flow that has the diffusion's densities at every noise level, without any noise of its "
        "own. A smooth map cannot tear, so it leaves stragglers on the lines between modes."
    )

    n_levels: int = setting(25, ge=2, le=1000, title="levels", unit="steps", description="Steps down the ladder.")

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        levels = [*karras(*self.ends(field), self.n_levels), 0.0]
        i = min(chain.step, self.n_levels - 1)
        sigma, below = levels[i], levels[i + 1]
        x = chain.x
        slope = -sigma * field.smoothed_score(x, sigma)
        ahead = x + (below - sigma) * slope
        if below == 0:
            return Chain(ahead, chain.step + 1), Info(1, sigma=sigma)
        slope_ahead = -below * field.smoothed_score(ahead, below)
        x = x + (below - sigma) * 0.5 * (slope + slope_ahead)
        return Chain(x, chain.step + 1), Info(2, sigma=sigma)

    def duration(self) -> int:
        return self.n_levels


def log_likelihood(
    field: Field, x: Tensor, center: Tensor, spread: float, sigma_min: float, sigma_max: float, n: int = 200
) -> Tensor:
    """(N,) log density, nats, of the target smoothed by sigma_min, by flowing each x up to sigma_max.

    The divergence is exact. The prior at sigma_max is N(center, (sigma_max^2 + spread^2) I), the Gaussian with
    the target's mean and its rms deviation `spread`.
    Source: Song et al. 2021, eq. 39 with the exact trace.
    """
    levels = karras(sigma_max, sigma_min, n)[::-1]
    change = torch.zeros(len(x), dtype=x.dtype)
    for sigma, above in pairwise(levels):
        score, divergence = field.smoothed_score_and_divergence(x, sigma)
        ahead = x - (above - sigma) * sigma * score
        score_ahead, divergence_ahead = field.smoothed_score_and_divergence(ahead, above)
        x = x - (above - sigma) * 0.5 * (sigma * score + above * score_ahead)
        change = change - (above - sigma) * 0.5 * (sigma * divergence + above * divergence_ahead)
    variance = sigma_max**2 + spread**2
    prior = -((x - center) ** 2).sum(1) / (2 * variance) - math.log(2 * math.pi * variance)
    return prior + change
