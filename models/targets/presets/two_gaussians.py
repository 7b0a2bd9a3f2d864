"""Two Gaussians, 20 % and 80 %."""

from __future__ import annotations

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import blob, mixture_of


class TwoGaussians(Preset):
    """Plain Langevin gives both modes half: the score does not carry the weights."""

    title = "Two Gaussians, 20 % and 80 %"
    description = "Plain Langevin gives both modes half: the score does not carry the weights."

    def mixture(self) -> GaussianMixture:
        return mixture_of([blob(-2.5, -2.5, 0.5, mass=0.2), blob(2.5, 2.5, 0.5, mass=0.8)])
