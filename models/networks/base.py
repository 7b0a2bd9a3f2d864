"""What every network promises: it is a Field, trainable, whose derivatives in x can be trained on.

Inside, coordinates are standardised by one scalar (`Scaling`); outside everything is in world units.
Every method is differentiable with respect to the parameters unless called under torch.no_grad().
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from ..errors import InvalidInput
from ..field import Field
from ..settings import Scalar
from ..targets.gaussian_mixture import GaussianMixture
from .by_autograd import value_and_gradient, with_curvature, with_divergence
from .spec import ModelSpec, NetworkSpec, Parameterisation


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
    """A trainable field in world units over layers in standardised ones; a registered subclass is final.

    A subclass says in `parameterisation` what it is: a score, which defines `score`, or an energy, which defines
    `energy` and gets -grad E by reverse mode. Derivatives come by reverse mode too; writing them is faster.
    It is built as `Kind(spec, scaling, generator)`, a noise-conditional one as `Kind(spec, scaling, noise_range,
    generator)`; whatever it draws from torch's own generator is seeded from the run's.
    """

    title: ClassVar[str]
    parameterisation: ClassVar[Parameterisation]
    noise_conditional: ClassVar[bool] = False
    """Whether `smoothed_score` answers at every noise level of `noise_range`."""
    spec_type: ClassVar[type[ModelSpec]] = NetworkSpec
    """The record of its settings: NetworkSpec, a subclass with more of them, or one of its own."""
    taught_by: ClassVar[str] = ""
    """The objective that teaches it unless one is named; empty for the specification's own default."""

    spec: ModelSpec
    scaling: Scaling
    taught_at: Tensor | None = None
    """(K, 2) where the target has its mass that this network has been taught, if whoever taught it says so."""

    def __init_subclass__(cls, **more: Any) -> None:
        """Errors: InvalidInput if what a parameterisation is asked for is not defined."""
        super().__init_subclass__(**more)
        if "parameterisation" not in vars(cls):
            return
        if cls.parameterisation not in ("score", "energy"):
            raise InvalidInput("network", f"{cls.__name__}.parameterisation must be score or energy.")
        cls.has_energy = cls.parameterisation == "energy"
        if cls.has_energy and cls.energy is Field.energy:
            raise InvalidInput("network", f"{cls.__name__} is an energy; define energy(x), (B, 2) -> (B,).")
        if not cls.has_energy and cls.score is Network.score:
            raise InvalidInput("network", f"{cls.__name__} is a score; define score(x), (B, 2) -> (B, 2).")

    def score(self, x: Tensor) -> Tensor:
        """-grad E (B, 2), for an energy."""
        return self.energy_and_score(x)[1]

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        energy, slope = value_and_gradient(self.energy, x, self._recorded(x))
        return energy, -slope

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return with_divergence(self.score, x, self._recorded(x))

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        """The score (B, 2) and v^T (grad_x score) v (B,) for directions v (B, 2)."""
        return with_curvature(self.score, x, v, self._recorded(x))

    def slope_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        """v^T score (B,) and v^T (grad_x score) v (B,): all that plain slices need."""
        score, curvature = self.score_and_curvature(x, v)
        return (score * v).sum(1), curvature

    smooth: ClassVar[Mapping[str, Scalar]] = MappingProxyType({})
    """What to set for a score without jumps, if its own defaults have some."""

    @classmethod
    def kinks(cls, spec: Any) -> str:
        """Why its score has jumps under these settings, in a sentence that says what to set; empty if it has none.

        An objective that integrates by parts does not see a jump, so that one could hide any curvature in it.
        """
        return ""

    def readings(self) -> dict[str, float]:
        """Figures of its own that are worth showing."""
        return {}

    def landmarks(self) -> Tensor:
        return super().landmarks() if self.taught_at is None else self.taught_at

    def _recorded(self, x: Tensor) -> bool:
        """Whether anybody may differentiate what is computed now."""
        return torch.is_grad_enabled() and (x.requires_grad or any(each.requires_grad for each in self.parameters()))

    def prepare(self, x: Tensor) -> Tensor:
        """u = (x - center) / scale, the coordinates the layers see."""
        return self.scaling.standardised(x)
