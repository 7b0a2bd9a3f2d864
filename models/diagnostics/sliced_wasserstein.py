"""Sliced Wasserstein-2 distance between two clouds, and what two exact clouds of that size score.

SW2^2 = mean over directions theta of  W2^2(theta . x, theta . y),  in one dimension by sorting
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture

N_DIRECTIONS = 64


def sliced_wasserstein(x: Tensor, y: Tensor, n_directions: int = N_DIRECTIONS) -> float:
    """World units; x and y (N, 2) of equal size, finite. Directions are evenly spaced: in the plane none need chance.

    Source: Rabin et al. 2011; Bonneel et al. 2015, definition 7.
    """
    angle = math.pi * (torch.arange(n_directions, dtype=torch.float64) + 0.5) / n_directions
    directions = torch.stack([angle.cos(), angle.sin()]).to(x.dtype)
    gaps = (x @ directions).sort(dim=0).values - (y @ directions).sort(dim=0).values
    return float((gaps**2).mean().sqrt())


class SlicedWasserstein:
    """Distance of particles to one target, with the floor: exact samples against exact samples of the same size."""

    def __init__(self, mixture: GaussianMixture, n: int, seed: int = 0) -> None:
        exact = mixture.to(torch.float32)
        self._reference = exact.sample(n, stream(seed, "reference"))
        self.floor = sliced_wasserstein(exact.sample(n, stream(seed, "floor")), self._reference)

    def distance(self, particles: Tensor) -> float:
        """World units; NaN if any particle is not finite."""
        if not bool(torch.isfinite(particles).all()):
            return math.nan
        return sliced_wasserstein(particles, self._reference[: len(particles)])
