"""What every network promises: it is a Field, trainable, with derivatives in x carried forward beside the value.

Inside, coordinates are standardised by one scalar (`Scaling`); outside everything is in world units.
Every method is differentiable with respect to the parameters unless called under torch.no_grad().
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..field import Field
from ..targets.gaussian_mixture import GaussianMixture
from .spec import NetworkSpec


@dataclass(frozen=True)
class Scaling:
    """u = (x - center) / scale, and the narrowest standard deviation of the target in units of `scale`."""

    center: tuple[float, float]
    scale: float
    detail: float

    @staticmethod
    def of(mixture: GaussianMixture) -> Scaling:
        x, y = mixture.mean().tolist()
        scale = float(mixture.rms_deviation())
        return Scaling((x, y), scale, float(mixture.narrowest_scale) / scale)

    def standardised(self, x: Tensor) -> Tensor:
        """World points (..., 2) in standardised units."""
        return (x - torch.tensor(self.center, dtype=x.dtype)) / self.scale

    def in_world(self, u: Tensor) -> Tensor:
        """Standardised points (..., 2) in world units."""
        return torch.tensor(self.center, dtype=u.dtype) + self.scale * u


class Network(nn.Module, Field):
    """A trainable field in world units over a perceptron in standardised ones."""

    spec: NetworkSpec
    scaling: Scaling

    @abstractmethod
    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        """The score (B, 2) and v^T (grad_x score) v (B,) for directions v (B, 2), by forward tangents."""

    def slope_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        """v^T score (B,) and v^T (grad_x score) v (B,): all that plain slices need."""
        score, curvature = self.score_and_curvature(x, v)
        return (score * v).sum(1), curvature

    def prepare(self, x: Tensor) -> Tensor:
        """u = (x - center) / scale, the coordinates the layers see."""
        return self.scaling.standardised(x)
