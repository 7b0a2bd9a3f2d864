"""Unequal three."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import band, blob, mixture_of


class UnequalThree(Preset):
    """A stroke of 60 %, a blob of 30 % and a speck of 10 %: what a hand would draw."""

    title = "Unequal three"
    description = "A stroke of 60 %, a blob of 30 % and a speck of 10 %: what a hand would draw."

    def mixture(self) -> GaussianMixture:
        def bow(t: Tensor) -> Tensor:
            x = -3 + 4.2 * t
            return torch.stack([x, 1.4 + 1.1 * torch.sin(math.pi * t)], dim=1)

        return mixture_of(
            [
                band(bow, scale=0.24, mass=0.6),
                blob(2.2, -1.8, 0.45, mass=0.3),
                blob(-2.4, -2.3, 0.24, mass=0.1),
            ]
        )
