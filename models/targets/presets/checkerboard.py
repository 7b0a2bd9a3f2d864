"""Checkerboard."""

from __future__ import annotations

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import mixture_of, square


class Checkerboard(Preset):
    """Flat squares with sharp edges: the score is zero inside and steep at the rim."""

    title = "Checkerboard"
    description = "Flat squares with sharp edges: the score is zero inside and steep at the rim."

    def mixture(self) -> GaussianMixture:
        squares = [(i, j) for i in range(4) for j in range(4) if (i + j) % 2 == 0]
        return mixture_of([square(1.75 * (i - 1.5), 1.75 * (j - 1.5), 1.75, 0.11) for i, j in squares])
