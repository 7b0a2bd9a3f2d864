"""Denoising score matching at many noise levels with one network (NCSN).

J = E_sigma (sigma^2 + c^2) 1/2 E_p E_z | s(x + sigma z, sigma) + z / sigma |^2
"""

from __future__ import annotations

from typing import Any, Literal

import torch
from torch import Generator, Tensor

from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..noise_levels.draws import log_uniform, log_uniform_halves, pick, stratified
from ..noise_levels.ladders import geometric
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .denoised import denoised
from .noise_conditional import NoiseConditional, fine_levels

TERM = r"\tfrac{\sigma^2 + c^2}{2}\bigl\lVert s_\theta(\tilde{x}, \sigma) + \tfrac{z}{\sigma} \bigr\rVert^2"


class NoiseConditionalScoreMatching(NoiseConditional[None]):
    """The weight sigma^2 makes every level's share of J of one size, between 0 and 1 (half the dimension). Where c is
    not 0 the levels below c count for more: those at which the narrowest parts are learnt.
    In halves, one half of the levels is log-uniform below the middle noise and the other above it: what is finest gets
    as many as all the rest.
    Shapes: x (B, 2) -> scalar; sigma (B,). Units: 1. Sigma in world units.
    Fails: geometric levels set too far apart leave gaps that a sampler falls into.
    """

    title = "Score matching at many noise levels"
    short = "NCSN"
    summary = "Learn the scores of the target under every amount of noise, from nearly none to more than its own size."
    equation = (
        r"J(\theta) = \mathbb{E}_{\sigma}\,\tfrac{\sigma^2 + c^2}{2}\,\mathbb{E}_{p(x)}\,\mathbb{E}_{z}\Bigl\lVert "
        r"s_\theta(x + \sigma z,\, \sigma) + \tfrac{z}{\sigma} \Bigr\rVert^2"
    )
    explanation = (
        "Learns the scores of the target under every amount of noise with one network, so that some level has data "
        "everywhere. It needs a largest level above the target's own size and no gaps between the levels, else a "
        "sampler falls into them."
    )
    source = "Song & Ermon 2019 (arXiv 1907.05600), eqs. 5-6; the largest level: Song & Ermon 2020, technique 1."
    loss_unit = "1"

    sigma_max: float = setting(
        10.0, gt=0, le=100, scale="log", title="largest noise", unit="world units",
        description="The largest noise level trained; it should exceed the target's size.",
    )  # fmt: skip
    levels: Literal["continuous", "halves", "geometric"] = setting(
        "continuous", title="levels",
        description="continuous draws log sigma uniformly; halves too, half below the middle noise and half above; "
        "geometric trains a fixed ladder with a constant ratio.",
    )  # fmt: skip
    sigma_middle: float = setting(
        1.0, gt=0, le=100, scale="log", title="middle noise", unit="world units", advanced=True,
        description="Half of the levels lie below it where levels are in halves.",
    )  # fmt: skip
    fine_weight: float = setting(
        0.0, ge=0, le=100, title="weight near the data", unit="world units", advanced=True,
        description="c of the weight sigma^2 + c^2: levels below it count for more; 0 leaves sigma^2 alone.",
    )  # fmt: skip
    n_levels: int = setting(
        10, ge=2, le=1000, title="number of levels", unit="levels", advanced=True,
        description="Rungs of the geometric ladder; unused where levels are continuous.",
    )  # fmt: skip
    antithetic: bool = setting(
        True, title="antithetic pairs", advanced=True,
        description="Use each noise draw with both signs; costs the same per step.",
    )  # fmt: skip

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        if self.antithetic:
            # half of the batch, each with both signs: as many network rows as without
            x = x[: (len(x) + 1) // 2]
        sigma = self.draw_levels(len(x), generator).to(x.dtype)
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        if self.antithetic:
            x, sigma, z = torch.cat([x, x]), torch.cat([sigma, sigma]), torch.cat([z, -z])
        return self.terms(model, x, sigma, z).mean(), state

    def terms(self, model: Network, x: Tensor, sigma: Tensor, z: Tensor) -> Tensor:
        """(B,) (sigma^2 + c^2) / 2 | s(x + sigma z, sigma) + z / sigma |^2 for levels sigma (B,)."""
        level = sigma[:, None]
        noised = x + level * z
        score = model.smoothed_score(noised, sigma)
        errors = 0.5 * ((level * score + z) ** 2).sum(1)
        terms = errors * (1 + (self.fine_weight / sigma) ** 2) if self.fine_weight else errors
        denoised(x, noised, z, sigma, score, TERM, terms)
        return terms

    def draw_levels(self, n: int, generator: Generator) -> Tensor:
        """(n,) float64 noise levels, world units."""
        u = stratified(n, generator)
        if self.levels == "geometric":
            return pick(u, geometric(self.sigma_max, self.sigma_min, self.n_levels))
        if self.levels == "halves":
            return log_uniform_halves(u, self.sigma_min, self.sigma_middle, self.sigma_max)
        return log_uniform(u, self.sigma_min, self.sigma_max)

    def largest_noise(self, mixture: GaussianMixture) -> float:
        return self.sigma_max

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        """The largest level is five times the target's deviation: modes of it overlap wholly."""
        largest = float(f"{5 * mixture.rms_deviation():.3g}")
        ends = super().defaults_for(mixture, model) | {"sigma_max": min(100.0, max(1.0, largest))}
        return ends | {"levels": "halves"} | fine_levels(mixture)
