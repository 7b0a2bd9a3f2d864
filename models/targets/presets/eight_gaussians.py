"""Eight Gaussians."""

from __future__ import annotations

import math

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import blob, mixture_of


class EightGaussians(Preset):
    """Equal modes on a ring: easy to weigh, hard to travel between."""

    title = "Eight Gaussians"
    description = "Equal modes on a ring: easy to weigh, hard to travel between."

    def mixture(self) -> GaussianMixture:
        angles = [2 * math.pi * k / 8 for k in range(8)]
        return mixture_of([blob(3 * math.cos(a), 3 * math.sin(a), 0.3) for a in angles])
