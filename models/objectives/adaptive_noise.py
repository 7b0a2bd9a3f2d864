"""Noise of known density that lies where the data lies, narrow at its strokes and wide in its clouds.

q(x) = 1/2 U(x) + 1/2 sum_j N(x; m_j, w_j^2 I) / n,   U uniform on a box

The n kernels stand at data points, each as wide as WIDER times the way to its NEIGHBOUR-th neighbour among AMONG of
them, so that no one looks at the density. With rows a_j = (m_j, -1/2) / w_j^2, log N = a_j . [x, |x|^2] + c_j: one
matrix product.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from ..domain import uniform_points

WIDER, NEIGHBOUR, AMONG = 2.0, 16, 4_096
# world units: points that were drawn many times over have no distance
NARROWEST = 1e-3


@dataclass(frozen=True)
class AdaptiveNoise:
    """Shapes: means (n, 2), widths (n,), in world units and the data's dtype. Half of the mass is the box's."""

    means: Tensor
    widths: Tensor
    half_width: float

    @staticmethod
    def fitted(data: Tensor, n: int, half_width: float, generator: Generator) -> AdaptiveNoise:
        """Kernels at n of the data points (N, 2), or at all of them if they are fewer."""
        data = data[torch.randperm(len(data), generator=generator)[:AMONG]]
        chosen = data[:n]
        # by differences, not by products: neighbours are close and far from the origin
        away = torch.cdist(chosen, data, compute_mode="donot_use_mm_for_euclid_dist").sort(dim=1).values
        widths = WIDER * away[:, min(NEIGHBOUR, len(data) - 1)]
        return AdaptiveNoise(chosen, widths.clamp(min=NARROWEST), half_width)

    def sample(self, n: int, generator: Generator) -> Tensor:
        """(n, 2): half uniform in the box, the rest from the kernels."""
        dtype = self.means.dtype
        # of an odd number the last is either's by chance
        in_box = (n + int(torch.randint(2, (1,), generator=generator))) // 2
        k = torch.randint(len(self.means), (n - in_box,), generator=generator)
        z = torch.randn(len(k), 2, generator=generator, dtype=dtype)
        near = self.means[k] + self.widths[k, None] * z
        return torch.cat([uniform_points(in_box, generator, dtype, self.half_width), near])

    def log_prob(self, x: Tensor) -> Tensor:
        """(N,) nats; outside the box its density is continued, so that it is finite everywhere."""
        means, precision = self.means.to(x.dtype), self.widths.to(x.dtype) ** -2
        # about their middle, where the squares are least: they are subtracted from each other
        middle = means.mean(0)
        means, x = means - middle, x - middle
        rows = torch.cat([means * precision[:, None], -precision[:, None] / 2], dim=1)
        constants = (precision / (4 * math.pi * len(means))).log() - precision * (means**2).sum(1) / 2
        of_kernels = torch.addmm(constants, torch.cat([x, (x**2).sum(1, keepdim=True)], dim=1), rows.T)
        of_box = torch.full((len(x), 1), -math.log(2 * (2 * self.half_width) ** 2), dtype=x.dtype)
        return torch.cat([of_kernels, of_box], dim=1).logsumexp(1)
