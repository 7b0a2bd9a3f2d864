"""The exact field of a target: the truth every learnt field is held against, and the oracle samplers may walk on."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from .field import Field
from .targets.gaussian_mixture import GaussianMixture

EXACT_NOISE_RANGE = (1e-3, 20.0)


class ExactField(Field):
    """Score, energy and every noise level of a Gaussian mixture, in closed form, in the dtype of the question."""

    has_energy = True
    can_draw = True
    noise_range: tuple[float, float] | None = EXACT_NOISE_RANGE
    precision = torch.float64

    def __init__(self, mixture: GaussianMixture) -> None:
        # as it was made, in float64: its own parts are rounded once for every dtype of a question
        self._mixture = mixture
        self.no_noise_levels = mixture.no_noise_levels or Field.no_noise_levels
        self.has_smoothed_energy = not mixture.no_noise_levels
        if mixture.no_noise_levels:
            self.noise_range = None

    def score(self, x: Tensor) -> Tensor:
        return self._mixture.score(x)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self._mixture.score_and_divergence(x)

    def energy(self, x: Tensor) -> Tensor:
        return -self._mixture.log_prob(x)

    def draw(self, n: int, generator: Generator) -> Tensor:
        return self._mixture.sample(n, generator).float()

    def landmarks(self) -> Tensor:
        return self._mixture.means.double()

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_prob, score = self._mixture.log_prob_and_score(x)
        return -log_prob, score

    def smoothed_energy_and_score(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        log_prob, score = self._mixture.smoothed(sigma).log_prob_and_score(x)
        return -log_prob, score

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return self._mixture.smoothed_score(x, sigma)

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        return self._mixture.smoothed_score_and_divergence(x, sigma)

    def jacobian(self, x: Tensor) -> Tensor:
        return self._mixture.hessian(x)
