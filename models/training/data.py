"""Where batches come from: an endless stream of exact samples, or a finite set drawn once."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .spec import DataSpec

# points an objective may look at before training when the stream is endless
PREVIEW_POINTS = 4_096
HELD_OUT_POINTS = 2_048


class Data:
    """Batches (B, 2) float32 in world units; runs with one seed see the same ones."""

    def __init__(self, mixture: GaussianMixture, spec: DataSpec, seed: int) -> None:
        self._mixture = mixture.to(torch.float32)
        self.generator: Generator = stream(seed, "data")
        count = spec.n_points or PREVIEW_POINTS
        self.points: Tensor = self._mixture.sample(count, stream(seed, "points"))
        self.finite = spec.n_points is not None
        """Whether `points` are all there are; if not, they are only the first an objective may look at."""
        self.held_out: Tensor | None = (
            self._mixture.sample(HELD_OUT_POINTS, stream(seed, "held-out")) if self.finite else None
        )

    def batch(self, size: int) -> Tensor:
        if not self.finite:
            return self._mixture.sample(size, self.generator)
        return self.points[torch.randint(len(self.points), (size,), generator=self.generator)]
