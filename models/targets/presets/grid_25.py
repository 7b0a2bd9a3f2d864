"""Grid of 25."""

from __future__ import annotations

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import blob, mixture_of


class Grid25(Preset):
    """Twenty-five narrow modes: the test of a network's resolution."""

    title = "Grid of 25"
    description = "Twenty-five narrow modes: the test of a network's resolution."

    def mixture(self) -> GaussianMixture:
        ticks = [-3.0, -1.5, 0.0, 1.5, 3.0]
        return mixture_of([blob(x, y, 0.15) for y in ticks for x in ticks])
