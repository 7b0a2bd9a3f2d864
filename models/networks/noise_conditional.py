"""What networks that know the noise level share.

One posterior mean D(x, sigma) serves noise-conditional score matching, diffusion and flow matching, which differ only
in how they weigh and draw sigma.

In standardised units (target variance 1, r = sigma / scale):

    score network    s = -u / (1 + r^2) + net(u / sqrt(1 + r^2), r) / (r sqrt(1 + r^2))
    energy network   E = |u|^2 / (2 (1 + r^2)) - net(u / sqrt(1 + r^2), r) / r,   s = -grad E

The first term is the score of a Gaussian of the target's variance, right at large sigma by itself; the second is
well scaled at every sigma: its net has outputs (gradients) of order 1.
Source: the preconditioning is Karras et al. 2022 (arXiv 2206.00364), eqs. 7-8 with sigma_data = 1.
"""

from __future__ import annotations

from abc import abstractmethod

import torch
from torch import Generator, Tensor

from .base import Network, Scaling
from .features import Features
from .perceptron import Perceptron
from .spec import NetworkSpec

N_LEVEL_FEATURES = 4


class NoiseConditional(Network):
    """What both parameterisations share. Without a sigma, every question is answered at sigma_min.

    Shapes: x (B, 2), sigma a float or (B,), in world units.
    """

    noise_range: tuple[float, float]

    noise_conditional = True

    def __init__(
        self, n_out: int, spec: NetworkSpec, scaling: Scaling, noise_range: tuple[float, float], generator: Generator
    ) -> None:
        super().__init__()
        self.spec, self.scaling, self.noise_range = spec, scaling, noise_range
        self.features = Features.of(spec, generator)
        self.net = Perceptron(self.features.size + 2 * N_LEVEL_FEATURES, n_out, spec, generator)

    def score(self, x: Tensor) -> Tensor:
        return self.smoothed_score(x, self.noise_range[0])

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.smoothed_score_and_divergence(x, self.noise_range[0])

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return self._smoothed(x, column(sigma, x))

    @abstractmethod
    def _smoothed(self, x: Tensor, level: Tensor) -> Tensor:
        """The score (B, 2) at noise levels (B, 1)."""

    def _levels(self, x: Tensor, level: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """r (B, 1), sqrt(1 + r^2) (B, 1), the net's input point (B, 2) and the noise it carries (B,)."""
        r = level / self.scaling.scale
        spread = (1 + r * r).sqrt()
        return r, spread, self.prepare(x) / spread, (r / spread)[:, 0]

    def _inputs(self, point: Tensor, noise: Tensor, r: Tensor) -> Tensor:
        return torch.cat([self.features(point, noise), level_features(r)], dim=1)

    def _jet(self, point: Tensor, noise: Tensor, r: Tensor, directions: Tensor, n: int = 0) -> Tensor:
        jet, level = self.features.jet(point, directions, n, noise), level_features(r)
        still = torch.zeros(len(jet) - 1, *level.shape, dtype=level.dtype)
        return torch.cat([jet, torch.cat([level[None], still])], dim=2)


def level_features(r: Tensor) -> Tensor:
    """(B, 1) noise levels -> (B, 8): log r and smooth waves of it, each of order 1 over four decades."""
    log_r = r.log()
    waves = [torch.sin(log_r * k) for k in (0.5, 1.0, 2.0)] + [torch.cos(log_r * k) for k in (0.5, 1.0, 2.0)]
    return torch.cat([log_r / 2, (log_r / 2) ** 2 / 2, *waves], dim=1)


def column(sigma: Tensor | float, x: Tensor) -> Tensor:
    """(B, 1) noise levels in x's dtype."""
    if isinstance(sigma, Tensor) and sigma.ndim == 1:
        return sigma[:, None].to(x.dtype)
    return torch.full((len(x), 1), float(sigma), dtype=x.dtype)
