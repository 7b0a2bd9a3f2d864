"""Pinwheel."""

from __future__ import annotations

import math

import torch

from ..gaussian_mixture import GaussianMixture
from ..preset import Preset
from ..shapes import Parts, mixture_of


class Pinwheel(Preset):
    """Five curved arms that thin out towards the centre."""

    title = "Pinwheel"
    description = "Five curved arms that thin out towards the centre."

    def mixture(self) -> GaussianMixture:
        return mixture_of([_arm(2 * math.pi * k / 5) for k in range(5)])


def _arm(turn: float) -> Parts:
    """Components along one arm: wider, heavier and more turned the farther out."""
    radius = torch.linspace(0.9, 3.3, 24, dtype=torch.float64)
    angle = turn + 0.32 * (radius - 0.9)
    means = torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], dim=1)
    profile = torch.exp(-((radius - 2.1) ** 2) / (2 * 0.6**2))
    return profile, means, 0.09 + 0.07 * (radius - 0.9)
