"""What every network promises: it is a Field, trainable, with derivatives in x carried forward beside the value.

Inside, coordinates are standardised by one scalar (`Scaling`); outside everything is in world units.
Every method is differentiable with respect to the parameters unless called under torch.no_grad().
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

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


class Network(nn.Module, Field):
    """A trainable field. `sigma` is None for plain networks; noise-conditional ones default it to sigma_min."""

    spec: NetworkSpec
    scaling: Scaling

    @abstractmethod
    def score_and_curvature(self, x: Tensor, v: Tensor, sigma: Tensor | float | None = None) -> tuple[Tensor, Tensor]:
        """The score (B, 2) and v^T (grad_x score) v (B,) for directions v (B, 2), by one forward tangent."""

    def denoise(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """The posterior mean D(x, sigma) = x + sigma^2 score_sigma(x), (B, 2), of noise-conditional networks."""
        sigma_squared = sigma**2 if isinstance(sigma, float | int) else sigma[:, None] ** 2
        return x + sigma_squared * self.smoothed_score(x, sigma)
