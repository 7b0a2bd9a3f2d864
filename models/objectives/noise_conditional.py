"""What the objectives that train at many noise levels share.

One network of (x, sigma) serves them all, the score of p_sigma or, the same thing, the posterior mean
D(x, sigma) = x + sigma^2 grad log p_sigma(x); they differ in how sigma is drawn and how errors are weighed.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic

from ..networks.spec import Parameterisation
from ..noise_levels.ladders import check_ladder
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Objective, State, fine_scale

# of the fine scale: below which noise half of the levels lie, and where the weight turns
MIDDLE, TURN = 2.0, 0.5


def fine_levels(mixture: GaussianMixture) -> dict[str, Any]:
    """Settings that spend half of the levels on the target's narrowest parts and weigh them somewhat more."""
    fine = fine_scale(mixture)
    return {"sigma_middle": float(f"{MIDDLE * fine:.3g}"), "fine_weight": float(f"{TURN * fine:.3g}")}


class NoiseConditional(Objective[State], Generic[State]):
    """Noise levels from sigma_min up. The field without a sigma answers at sigma_min, and is judged there.

    Units: sigma_min in world units.
    """

    noise_conditional = True
    batch = 896

    sigma_min: float = setting(
        0.1, gt=0, le=4, scale="log", title="smallest noise", unit="world units",
        description="The smallest noise level trained; the field shown is that of the target smoothed by it.",
    )  # fmt: skip

    @abstractmethod
    def largest_noise(self, mixture: GaussianMixture) -> float:
        """The largest sigma trained on, world units."""

    def noise_range(self, mixture: GaussianMixture) -> tuple[float, float]:
        """Errors: InvalidInput if the levels would not rise."""
        largest = self.largest_noise(mixture)
        check_ladder(self.sigma_min, largest)
        return self.sigma_min, largest

    def smoothing(self) -> float:
        return self.sigma_min

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        """A quarter of the narrowest scale: its variance hides 1/17 of the narrowest part's precision."""
        return {"sigma_min": float(f"{min(4.0, 0.25 * mixture.narrowest_scale):.3g}")}

    def minimiser_precision(self, variance: float) -> float:
        """Of the field without a sigma; at any other level it is 1 / (variance + sigma^2)."""
        return 1 / (variance + self.sigma_min**2)
