"""What the samplers that come down a ladder of noise levels share: its ends, and where a walk begins."""

from __future__ import annotations

from typing import Any, Self

from pydantic import model_validator
from torch import Generator, Tensor

from ..field import Field
from ..noise_levels.ladders import check_ladder, clipped_range
from ..noise_levels.prior import prior_points
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Chain, Sampler


class Descent(Sampler):
    """From the target smoothed by the largest noise to the target itself. Units: sigma in world units."""

    needs = frozenset({"noise_levels"})

    sigma_max: float = setting(
        8.0, gt=0, le=20, scale="log", title="largest noise", unit="world units", description="Where the walk begins."
    )
    sigma_min: float = setting(
        0.05, gt=0, le=4, scale="log", title="smallest noise", unit="world units",
        description="The last level before the data.",
    )  # fmt: skip

    @model_validator(mode="after")
    def _rising(self) -> Self:
        check_ladder(self.sigma_min, self.sigma_max)
        return self

    def ends(self, field: Field) -> tuple[float, float]:
        """The largest and the smallest sigma, cut to what the field knows."""
        return clipped_range(field, self.sigma_max, self.sigma_min)

    def init(self, field: Field, x: Tensor, generator: Generator) -> Chain:
        """Starts from the target smoothed by the largest noise, as a Gaussian, wherever the start points were."""
        return Chain(prior_points(field, len(x), self.ends(field)[0], generator))

    def evaluations_to_begin(self) -> int:
        """The one that asks the field where its prior lies."""
        return 1

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        """From five standard deviations of the target down to a quarter of its narrowest scale."""
        largest = min(20.0, max(1.0, 5 * mixture.rms_deviation()))
        smallest = min(4.0, 0.25 * mixture.narrowest_scale)
        return {"sigma_max": float(f"{largest:.2g}"), "sigma_min": float(f"{smallest:.2g}")}
