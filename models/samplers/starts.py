"""Where particles start."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..domain import uniform_points
from ..errors import InvalidInput
from ..targets.gaussian_mixture import GaussianMixture
from .spec import SamplerSpec

# spread of particles that start at clicked points, world units
POINT_SPREAD = 0.02


def start_points(spec: SamplerSpec, mixture: GaussianMixture, generator: Generator) -> Tensor:
    """(n_particles, 2) float32. Errors: InvalidInput if start = points without points."""
    n = spec.n_particles
    if spec.init == "uniform":
        return uniform_points(n, generator)
    if spec.init == "gaussian":
        return torch.randn(n, 2, generator=generator)
    if spec.init == "data":
        return mixture.to(torch.float32).sample(n, generator)
    if not spec.points:
        raise InvalidInput("points", "start = points needs at least one point [x, y] in the box.")
    points = torch.tensor(spec.points, dtype=torch.float32)
    spread = POINT_SPREAD * torch.randn(n, 2, generator=generator)
    return points[torch.arange(n) % len(points)] + spread
