"""Denoising score matching at one noise level.

J = 1/2 E_p E_z | s(x + sigma z) + z / sigma |^2
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Generator, Tensor

from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Objective
from .denoised import denoised

TERM = r"\tfrac{1}{2}\bigl\lVert s_\theta(\tilde{x}) + \tfrac{z}{\sigma} \bigr\rVert^2"


class DenoisingScoreMatching(Objective[None]):
    """Antithetic pairs x + sigma z and x - sigma z share one x: their 1/sigma noise cancels to first order, which
    lets sigma be halved at the same cost.
    Shapes: x (B, 2) -> scalar. Units: 1/unit^2.
    Fails: a large sigma blurs the target; at a small one the variance of the loss grows as 1/sigma^2.
    """

    title = "Denoising score matching"
    short = "DSM"
    summary = (
        "Match the score of the data smoothed by Gaussian noise: its minimiser is grad log p_sigma, not grad log p."
    )
    equation = (
        r"J(\theta) = \tfrac{1}{2}\,\mathbb{E}_{p(x)}\,\mathbb{E}_{z \sim \mathcal{N}(0, I)}\Bigl\lVert s_\theta(x + "
        r"\sigma z) + \tfrac{z}{\sigma} \Bigr\rVert^2"
    )
    explanation = (
        "Adds Gaussian noise to the data and learns to point back, which is the score of the target smoothed by that "
        "noise. A large noise level blurs the target, and at a small one the variance of the loss grows as one over "
        "its square."
    )
    source = "Vincent 2011 (Neural Computation 23), eq. 11; control variates: Wang et al. 2020 (arXiv 2006.11604)."
    loss_unit = "1/unit^2"
    batch = 640

    sigma: float = setting(
        0.1, gt=0, le=4, scale="log", title="noise level", unit="world units",
        description="Standard deviation of the noise; the field learnt is that of the target smoothed by it.",
    )  # fmt: skip
    antithetic: bool = setting(
        True, title="antithetic pairs", description="Use each noise draw with both signs; costs the same per step."
    )

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        if self.antithetic:
            # half of the batch, each with both signs: as many network rows as without
            x, z = x[: (len(x) + 1) // 2], z[: (len(x) + 1) // 2]
            x, z = torch.cat([x, x]), torch.cat([z, -z])
        noised = x + self.sigma * z
        score = model.score(noised)
        residual = score + z / self.sigma
        terms = 0.5 * (residual**2).sum(1)
        denoised(x, noised, z, self.sigma, score, TERM, terms)
        return terms.mean(), state

    def smoothing(self) -> float | None:
        return self.sigma

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        return {"sigma": float(f"{0.2 * mixture.narrowest_scale:.3g}")}

    def minimiser_precision(self, variance: float) -> float:
        return 1 / (variance + self.sigma**2)
