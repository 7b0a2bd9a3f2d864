"""Smiley."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import band, blob, mixture_of


class Smiley(Preset):
    """A face, two eyes and a mouth: small modes inside a large one."""

    title = "Smiley"
    description = "A face, two eyes and a mouth: small modes inside a large one."

    def mixture(self) -> GaussianMixture:
        def arc(radius: float, start: float, stop: float) -> Callable[[Tensor], Tensor]:
            def at(t: Tensor) -> Tensor:
                angle = math.pi * (start + (stop - start) * t)
                return radius * torch.stack([torch.cos(angle), torch.sin(angle)], dim=1)

            return at

        return mixture_of(
            [
                band(arc(3.2, 0.0, 2.0), scale=0.16, mass=0.55),
                band(arc(1.8, 1.15, 1.85), scale=0.16, mass=0.25),
                blob(-1.15, 1.0, 0.28, mass=0.1),
                blob(1.15, 1.0, 0.28, mass=0.1),
            ]
        )
