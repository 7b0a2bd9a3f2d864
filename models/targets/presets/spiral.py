"""Spiral."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import band, mixture_of

TURNS = 2.25


class Spiral(Preset):
    """One long thin arm: neighbouring turns must not bleed into each other."""

    title = "Spiral"
    description = "One long thin arm: neighbouring turns must not bleed into each other."

    def mixture(self) -> GaussianMixture:
        def arm(u: Tensor) -> Tensor:
            angle = TURNS * 2 * math.pi * (0.14 + 0.86 * u)
            radius = 3.3 * angle / (TURNS * 2 * math.pi)
            return torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], dim=1)

        return mixture_of([band(arm, scale=0.13)])
