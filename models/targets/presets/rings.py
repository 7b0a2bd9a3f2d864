"""Rings."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import band, mixture_of


class Rings(Preset):
    """Two closed curves, one inside the other: the inner one is easily lost."""

    title = "Rings"
    description = "Two closed curves, one inside the other: the inner one is easily lost."

    def mixture(self) -> GaussianMixture:
        def circle(radius: float) -> Callable[[Tensor], Tensor]:
            def at(t: Tensor) -> Tensor:
                return radius * torch.stack([torch.cos(2 * math.pi * t), torch.sin(2 * math.pi * t)], dim=1)

            return at

        return mixture_of([band(circle(r), scale=0.2, mass=r) for r in (1.2, 3.0)])
