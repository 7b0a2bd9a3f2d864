"""The reverse of the variance-exploding diffusion, with optional corrector steps.

predictor:  x <- x + d s(x, sigma_i) + sqrt(d) sigma_{i+1} / sigma_i z,   d = sigma_i^2 - sigma_{i+1}^2
corrector:  x <- x + eta s(x, sigma) + sqrt(2 eta) z,   eta = snr^2 sigma^2
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

PREDICTED = Term("drift", "drift", "d_i", r"s(x, \sigma_i)")
NOISE = Term("noise", "noise", r"\sqrt{d_i}\,\tfrac{\sigma_{i+1}}{\sigma_i}", "z")
CORRECTED = Term("corrector's drift", "drift", r"\eta", r"s(x, \sigma_i)", stage="corrector")
CORRECTOR_NOISE = Term("corrector's noise", "noise", r"\sqrt{2\eta}", "z", stage="corrector")


class ReverseSde(Descent):
    """Run the noising backwards in time, one level at a time, from pure noise to the data.

    Units: sigma in world units. The last step goes to sigma = 0, which is the posterior mean.
    Fails: few levels blur what is narrow.
    """

    title = "Reverse SDE (predictor-corrector)"
    equation = (
        r"x_{i+1} = x_i + d_i\, s(x_i, \sigma_i) + \sqrt{d_i}\;\tfrac{\sigma_{i+1}}{\sigma_i}\, z_i \\ d_i = "
        r"\sigma_i^2 - \sigma_{i+1}^2"
    )
    explanation = (
        "Runs the noising backwards, one noise level at a time, from pure noise to the data. Few levels blur what is "
        "narrow, and an error of the field at any level is carried down to the end."
    )
    source = "Song et al. 2021, eq. 6 and appendix F (ancestral sampling, VE); levels: Karras et al. 2022, eq. 5."

    n_levels: int = setting(100, ge=2, le=2000, title="levels", unit="steps", description="Steps down the ladder.")
    corrector_steps: int = setting(
        0, ge=0, le=20, title="corrector steps", unit="steps", description="Langevin steps at each level."
    )
    snr: float = setting(
        0.4, gt=0, lt=1, title="corrector strength", advanced=True,
        description="Root of the corrector's step size over sigma squared.",
    )  # fmt: skip

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        levels = [*karras(*self.ends(field), self.n_levels), 0.0]
        i = min(chain.step, self.n_levels - 1)
        x, sigma, below = chain.x, levels[i], levels[i + 1]
        pushes: list[Push] = []
        for _ in range(self.corrector_steps):
            eta = (self.snr * sigma) ** 2
            pushes.append(Push(CORRECTED, eta, field.smoothed_score(x, sigma)))
            pushes.append(Push(CORRECTOR_NOISE, math.sqrt(2 * eta), _noise(x, generator)))
            x = x + pushes[-2].value + pushes[-1].value
        fall = sigma**2 - below**2
        pushes.append(Push(PREDICTED, fall, field.smoothed_score(x, sigma)))
        x = x + pushes[-1].value
        if below > 0:
            pushes.append(Push(NOISE, math.sqrt(fall) * below / sigma, _noise(x, generator)))
            x = x + pushes[-1].value
        info = Info(1 + self.corrector_steps, sigma=sigma, parts=lambda: Parts(tuple(pushes)))
        return Chain(x, chain.step + 1), info

    def rungs(self, field: Field) -> list[Rung]:
        return [(sigma, 1) for sigma in karras(*self.ends(field), self.n_levels)]

    def law(self, variance: float) -> Passage:
        return passage(variance + self.sigma_max**2, self._linear_steps(variance))

    def _linear_steps(self, variance: float) -> Iterator[tuple[float, float]]:
        """(a, b^2) of every step x <- a x + b z on N(0, variance I)."""
        for sigma, below in pairwise([*karras(self.sigma_max, self.sigma_min, self.n_levels), 0.0]):
            smoothed, eta, fall = variance + sigma**2, (self.snr * sigma) ** 2, sigma**2 - below**2
            for _ in range(self.corrector_steps):
                yield 1 - eta / smoothed, 2 * eta
            yield 1 - fall / smoothed, fall * (below / sigma) ** 2

    def duration(self) -> int:
        return self.n_levels


def _noise(x: Tensor, generator: Generator) -> Tensor:
    return torch.randn(x.shape, generator=generator, dtype=x.dtype)
