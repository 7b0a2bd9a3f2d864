"""Networks that know the noise level: one posterior mean D(x, sigma) serves noise-conditional score matching,
diffusion and flow matching, which differ only in how they weigh and draw sigma.

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
from .score import AXES
from .spec import NetworkSpec

N_LEVEL_FEATURES = 4


class NoiseConditional(Network):
    """What both parameterisations share. Without a sigma, every question is answered at sigma_min.

    Shapes: x (B, 2), sigma a float or (B,), in world units.
    """

    noise_range: tuple[float, float]

    def __init__(
        self, n_out: int, spec: NetworkSpec, scaling: Scaling, noise_range: tuple[float, float], generator: Generator
    ) -> None:
        super().__init__()
        self.spec, self.scaling, self.noise_range = spec, scaling, noise_range
        self.features = Features(spec.fourier_features, spec.fourier_scale, generator)
        self.net = Perceptron(self.features.size + 2 * N_LEVEL_FEATURES, n_out, spec, generator)

    def denoise(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """The posterior mean D(x, sigma) = x + sigma^2 score_sigma(x), (B, 2)."""
        return x + _column(sigma, x) ** 2 * self.smoothed_score(x, sigma)

    def score(self, x: Tensor) -> Tensor:
        return self.smoothed_score(x, self.noise_range[0])

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.smoothed_score_and_divergence(x, self.noise_range[0])

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return self._smoothed(x, _column(sigma, x))

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


class NoiseConditionalScore(NoiseConditional):
    """(x, sigma) -> score of the smoothed target."""

    def __init__(
        self, spec: NetworkSpec, scaling: Scaling, noise_range: tuple[float, float], generator: Generator
    ) -> None:
        super().__init__(2, spec, scaling, noise_range, generator)

    def _smoothed(self, x: Tensor, level: Tensor) -> Tensor:
        r, spread, point, noise = self._levels(x, level)
        return self._combine(point, self.net(self._inputs(point, noise, r)), r, spread)

    def _combine(self, point: Tensor, out: Tensor, r: Tensor, spread: Tensor) -> Tensor:
        return (out / r - point) / (spread * self.scaling.scale)

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        score, derivatives = self._derivatives(x, _column(sigma, x), AXES[:, None].to(x.dtype))
        return score, derivatives[0, :, 0] + derivatives[1, :, 1]

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        score, derivatives = self._derivatives(x, _column(self.noise_range[0], x), v[None])
        return score, (derivatives[0] * v).sum(1)

    def _derivatives(self, x: Tensor, level: Tensor, directions: Tensor) -> tuple[Tensor, Tensor]:
        r, spread, point, noise = self._levels(x, level)
        out = self.net.push(self._jet(point, noise, r, directions))
        derivatives = (out[1:] / r - directions) / (spread * self.scaling.scale) ** 2
        return self._combine(point, out[0], r, spread), derivatives


class NoiseConditionalEnergy(NoiseConditional):
    """(x, sigma) -> energy of the smoothed target, up to a constant at each sigma."""

    has_energy = True

    def __init__(
        self, spec: NetworkSpec, scaling: Scaling, noise_range: tuple[float, float], generator: Generator
    ) -> None:
        super().__init__(1, spec, scaling, noise_range, generator)

    def energy(self, x: Tensor) -> Tensor:
        return self.smoothed_energy(x, self.noise_range[0])

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.energy(x), self.score(x)

    def smoothed_energy(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """E(x, sigma) in nats, (B,)."""
        r, _, point, noise = self._levels(x, _column(sigma, x))
        out: Tensor = self.net(self._inputs(point, noise, r))
        return (point**2).sum(1) / 2 - out[:, 0] / r[:, 0]

    def _smoothed(self, x: Tensor, level: Tensor) -> Tensor:
        r, spread, point, noise = self._levels(x, level)
        inputs = self._inputs(point, noise, r)
        slope = self.features.pull(inputs, self.net.gradient(inputs)[1])
        return (slope / r - point) / (spread * self.scaling.scale)

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        slopes, curved = self._second(x, _column(sigma, x), AXES[:, None].to(x.dtype), n=2)
        return slopes.T, curved

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        length = torch.linalg.vector_norm(v, dim=1, keepdim=True)
        along = v / length
        across = torch.stack([-along[:, 1], along[:, 0]], dim=1)
        slopes, curved = self._second(x, _column(self.noise_range[0], x), torch.stack([along, across]), n=1)
        return slopes[0, :, None] * along + slopes[1, :, None] * across, curved * length[:, 0] ** 2

    def _second(self, x: Tensor, level: Tensor, directions: Tensor, n: int) -> tuple[Tensor, Tensor]:
        """The score (T, B) along orthonormal directions and the sum of its first n derivatives along themselves."""
        r, spread, point, noise = self._levels(x, level)
        out = self.net.push_twice(self._jet(point, noise, r, directions, n), n)[:, :, 0]
        unit = (spread * self.scaling.scale)[:, 0]
        score = (out[1:-1] / r[:, 0] - (directions * point).sum(2)) / unit
        return score, (out[-1] / r[:, 0] - n) / unit**2


def level_features(r: Tensor) -> Tensor:
    """(B, 1) noise levels -> (B, 8): log r and smooth waves of it, each of order 1 over four decades."""
    log_r = r.log()
    waves = [torch.sin(log_r * k) for k in (0.5, 1.0, 2.0)] + [torch.cos(log_r * k) for k in (0.5, 1.0, 2.0)]
    return torch.cat([log_r / 2, (log_r / 2) ** 2 / 2, *waves], dim=1)


def _column(sigma: Tensor | float, x: Tensor) -> Tensor:
    """(B, 1) noise levels in x's dtype."""
    if isinstance(sigma, Tensor) and sigma.ndim == 1:
        return sigma[:, None].to(x.dtype)
    return torch.full((len(x), 1), float(sigma), dtype=x.dtype)
