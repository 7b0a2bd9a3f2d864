"""Two moons."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import band, mixture_of

SCALE = 0.18


class TwoMoons(Preset):
    """Two interleaved arcs: curved modes that face each other."""

    title = "Two moons"
    description = "Two interleaved arcs: curved modes that face each other."

    def mixture(self) -> GaussianMixture:
        def upper(t: Tensor) -> Tensor:
            return torch.stack([2 * torch.cos(math.pi * t) - 1, 2 * torch.sin(math.pi * t) - 0.5], dim=1)

        masses, means, scales = band(upper, scale=SCALE)
        # the lower moon is the upper one turned by half a turn about the origin
        return mixture_of([(masses, means, scales), (masses, -means, scales)])
