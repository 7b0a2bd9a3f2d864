"""Annealed Langevin dynamics.

for sigma_1 > ... > sigma_L:  T times  x <- x + eta_i s(x, sigma_i) + sqrt(2 eta_i) z,   eta_i = r sigma_i^2
then once  x <- x + sigma_L^2 s(x, sigma_L)
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Generator

from ..field import Field
from ..noise_levels.ladders import geometric
from ..settings import setting
from .base import Chain, Info, Rung
from .descent import Descent
from .laws import Passage, passage
from .parts import Parts, Push, Term

DRIFT = Term("drift", "drift", r"\eta_i", r"s(x, \sigma_i)")
NOISE = Term("noise", "noise", r"\sqrt{2\eta_i}", "z")
DENOISED = Term("last pull to the data", "drift", r"\sigma_L^2", r"s(x, \sigma_L)")


class AnnealedLangevin(Descent):
    """Walk on the target smoothed by a noise that shrinks: weights are settled while the modes still overlap.

    Units: sigma in world units; r is the ratio of step to variance (Song & Ermon's epsilon / sigma_L^2, halved).
    Fails: too few steps where the modes part leave their weights between wrong and right.
    """

    title = "Annealed Langevin"
    equation = (
        r"x \leftarrow x + \eta_i\, s(x, \sigma_i) + \sqrt{2\eta_i}\, z \\ \eta_i = r\,\sigma_i^2 \\ \sigma_1 > \dots "
        r"> \sigma_L"
    )
    explanation = (
        "Walks on the target under a noise that shrinks, so that mode weights are settled while the modes still "
        "overlap. Too few steps at the levels where the modes part leave their weights between wrong and right."
    )
    source = "Song & Ermon 2019, alg. 1; the last denoising step: Jolicoeur-Martineau et al. 2021, section 3.1."

    n_levels: int = setting(20, ge=1, le=200, title="levels", unit="levels", description="Rungs of the noise ladder.")
    steps_per_level: int = setting(
        20, ge=1, le=1000, title="steps per level", unit="steps", description="Langevin steps on each rung."
    )
    step_ratio: float = setting(
        0.3, gt=0, lt=1, title="step ratio", description="r: the step size as a share of sigma squared."
    )

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        ladder = geometric(*self.ends(field), self.n_levels)
        if chain.step >= self.n_levels * self.steps_per_level:
            sigma = ladder[-1]
            last = Push(DENOISED, sigma**2, field.smoothed_score(chain.x, sigma))
            return Chain(chain.x + last.value, chain.step + 1), Info(1, sigma=sigma, parts=lambda: Parts((last,)))
        sigma = ladder[chain.step // self.steps_per_level]
        eta = self.step_ratio * sigma**2
        z = torch.randn(chain.x.shape, generator=generator, dtype=chain.x.dtype)
        scale, score = math.sqrt(2 * eta), field.smoothed_score(chain.x, sigma)
        x = chain.x + eta * score + scale * z
        return Chain(x, chain.step + 1), Info(
            1, sigma=sigma, parts=lambda: Parts((Push(DRIFT, eta, score), Push(NOISE, scale, z)))
        )

    def rungs(self, field: Field) -> list[Rung]:
        ladder = geometric(*self.ends(field), self.n_levels)
        return [*((sigma, self.steps_per_level) for sigma in ladder), (ladder[-1], 1)]

    def law(self, variance: float) -> Passage:
        return passage(variance + self.sigma_max**2, self._linear_steps(variance))

    def _linear_steps(self, variance: float) -> Iterator[tuple[float, float]]:
        """(a, b^2) of every step x <- a x + b z on N(0, variance I)."""
        for sigma in geometric(self.sigma_max, self.sigma_min, self.n_levels):
            eta = self.step_ratio * sigma**2
            for _ in range(self.steps_per_level):
                yield 1 - eta / (variance + sigma**2), 2 * eta
        yield variance / (variance + self.sigma_min**2), 0.0

    def duration(self) -> int:
        return self.n_levels * self.steps_per_level + 1
