"""Variance-preserving paths: the data shrinks as the noise grows, so that unit variance stays unit variance.

    dx = -beta(t)/2 x dt + sqrt(beta(t)) dw        x_t = sqrt(abar(t)) x_0 + sqrt(1 - abar(t)) eps
    abar(t) = exp(-integral of beta from 0 to t)   sigma(t) = sqrt((1 - abar) / abar), the noise of x_t / sqrt(abar)

Shapes: t (B,) in [0, end], float64. Units: none, for x is standardised.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

import torch
from torch import Tensor

COSINE_OFFSET = 0.008
# the cosine path reaches infinite noise at t = 1; it ends where abar = 1e-4, as the linear one does (4e-5)
COSINE_END_SIGMA = 100.0


class VariancePreserving(ABC):
    """One schedule of beta."""

    @abstractmethod
    def beta(self, t: Tensor) -> Tensor:
        """The rate of the forward diffusion at t."""

    @abstractmethod
    def log_abar(self, t: Tensor) -> Tensor:
        """Minus the integral of beta from 0 to t."""

    @abstractmethod
    def time_of(self, sigma: Tensor) -> Tensor:
        """The t at which sigma(t) = sigma."""

    @abstractmethod
    def end(self) -> float:
        """The last time of the path."""

    def abar(self, t: Tensor) -> Tensor:
        return self.log_abar(t).exp()

    def sigma(self, t: Tensor) -> Tensor:
        return torch.expm1(-self.log_abar(t)).sqrt()

    def log_sigma_rate(self, t: Tensor) -> Tensor:
        """d log sigma / dt = beta / (2 (1 - abar))."""
        return self.beta(t) / (-2 * torch.expm1(self.log_abar(t)))

    def largest_sigma(self) -> float:
        return float(self.sigma(torch.tensor(self.end(), dtype=torch.float64)))

    def first_time(self, sigma: float) -> float:
        """Where a path begins whose smallest noise is sigma."""
        return float(self.time_of(torch.tensor(sigma, dtype=torch.float64)))


@dataclass(frozen=True)
class LinearBeta(VariancePreserving):
    """beta(t) = beta_min + t (beta_max - beta_min). Source: Song et al. 2021, eqs. 32-33."""

    beta_min: float
    beta_max: float

    def beta(self, t: Tensor) -> Tensor:
        return self.beta_min + t * (self.beta_max - self.beta_min)

    def log_abar(self, t: Tensor) -> Tensor:
        return -t * (self.beta_min + t * (self.beta_max - self.beta_min) / 2)

    def time_of(self, sigma: Tensor) -> Tensor:
        # the root of slope/2 t^2 + beta_min t = log(1 + sigma^2), written so that a zero slope divides nothing
        area, slope = torch.log1p(sigma**2), self.beta_max - self.beta_min
        return 2 * area / (self.beta_min + (self.beta_min**2 + 2 * slope * area).sqrt())

    def end(self) -> float:
        return 1.0


@dataclass(frozen=True)
class Cosine(VariancePreserving):
    """abar(t) = cos^2(a(t)) / cos^2(a(0)), a(t) = pi/2 (t + s) / (1 + s). Source: Nichol & Dhariwal 2021, eq. 17."""

    offset: float = COSINE_OFFSET

    def _angle(self, t: Tensor) -> Tensor:
        return math.pi / 2 * (t + self.offset) / (1 + self.offset)

    def beta(self, t: Tensor) -> Tensor:
        return math.pi / (1 + self.offset) * self._angle(t).tan()

    def log_abar(self, t: Tensor) -> Tensor:
        return 2 * (self._angle(t).cos().log() - self._angle(torch.zeros_like(t)).cos().log())

    def time_of(self, sigma: Tensor) -> Tensor:
        start = math.cos(math.pi / 2 * self.offset / (1 + self.offset))
        angle = torch.acos(start / (1 + sigma**2).sqrt())
        return angle * 2 / math.pi * (1 + self.offset) - self.offset

    def end(self) -> float:
        return self.first_time(COSINE_END_SIGMA)
