"""An energy network that knows the noise level; its formula is in noise_conditional.py."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from .base import Scaling
from .noise_conditional import NoiseConditional, column
from .score import AXES
from .spec import NetworkSpec


class NoiseConditionalEnergy(NoiseConditional):
    """(x, sigma) -> energy of the smoothed target, up to a constant at each sigma."""

    title = "Noise-conditional energy network"
    parameterisation = "energy"

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
        r, _, point, noise = self._levels(x, column(sigma, x))
        out: Tensor = self.net(self._inputs(point, noise, r))
        return (point**2).sum(1) / 2 - out[:, 0] / r[:, 0]

    def _smoothed(self, x: Tensor, level: Tensor) -> Tensor:
        r, spread, point, noise = self._levels(x, level)
        inputs = self._inputs(point, noise, r)
        slope = self.features.pull(inputs, self.net.gradient(inputs)[1])
        return (slope / r - point) / (spread * self.scaling.scale)

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        slopes, curved = self._second(x, column(sigma, x), AXES[:, None].to(x.dtype), n=2)
        return slopes.T, curved

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        length = torch.linalg.vector_norm(v, dim=1, keepdim=True)
        along = v / length
        across = torch.stack([-along[:, 1], along[:, 0]], dim=1)
        slopes, curved = self._second(x, column(self.noise_range[0], x), torch.stack([along, across]), n=1)
        return slopes[0, :, None] * along + slopes[1, :, None] * across, curved * length[:, 0] ** 2

    def _second(self, x: Tensor, level: Tensor, directions: Tensor, n: int) -> tuple[Tensor, Tensor]:
        """The score (T, B) along orthonormal directions and the sum of its first n derivatives along themselves."""
        r, spread, point, noise = self._levels(x, level)
        out = self.net.push_twice(self._jet(point, noise, r, directions, n), n)[:, :, 0]
        unit = (spread * self.scaling.scale)[:, 0]
        score = (out[1:-1] / r[:, 0] - (directions * point).sum(2)) / unit
        return score, (out[-1] / r[:, 0] - n) / unit**2
