"""A score network that knows the noise level; its formula is in noise_conditional.py."""

from __future__ import annotations

from torch import Generator, Tensor

from .base import Scaling
from .noise_conditional import NoiseConditional, column
from .score import AXES
from .spec import NetworkSpec


class NoiseConditionalScore(NoiseConditional):
    """(x, sigma) -> score of the smoothed target."""

    title = "Noise-conditional score network"
    parameterisation = "score"

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
        score, derivatives = self._derivatives(x, column(sigma, x), AXES[:, None].to(x.dtype))
        return score, derivatives[0, :, 0] + derivatives[1, :, 1]

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        score, derivatives = self._derivatives(x, column(self.noise_range[0], x), v[None])
        return score, (derivatives[0] * v).sum(1)

    def _derivatives(self, x: Tensor, level: Tensor, directions: Tensor) -> tuple[Tensor, Tensor]:
        r, spread, point, noise = self._levels(x, level)
        out = self.net.push(self._jet(point, noise, r, directions))
        derivatives = (out[1:] / r - directions) / (spread * self.scaling.scale) ** 2
        return self._combine(point, out[0], r, spread), derivatives
