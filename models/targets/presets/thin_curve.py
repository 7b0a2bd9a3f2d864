"""Thin curve."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import band, mixture_of


class ThinCurve(Preset):
    """Almost a manifold: the score grows as the inverse square of the thickness."""

    title = "Thin curve"
    description = "Almost a manifold: the score grows as the inverse square of the thickness."

    def mixture(self) -> GaussianMixture:
        def loop(t: Tensor) -> Tensor:
            angle = 2 * math.pi * t
            radius = 2.6 + 0.6 * torch.cos(3 * angle)
            return torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], dim=1)

        return mixture_of([band(loop, scale=0.055)])
