"""The box by density: where the data is, and where nearly none of it is.

q(x) = mass of the points whose density is below p(x), in [0, 1]
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture

SAMPLE = 8_192


class DensityQuantiles:
    """Ranks densities against those of exact samples; a rank's error is below 1 / sqrt(SAMPLE)."""

    def __init__(self, mixture: GaussianMixture, n: int = SAMPLE) -> None:
        self._exact = mixture.to(torch.float32)
        sample = self._exact.sample(n, stream(0, "density-quantiles"))
        self._known = self._exact.log_prob(sample).sort().values

    def rank(self, x: Tensor) -> Tensor:
        """(N,) the quantile of each x's density: 0 where no data lies lower, uniform for exact samples."""
        return torch.searchsorted(self._known, self._exact.log_prob(x)) / len(self._known)


def by_emptiness(density: Tensor, values: Tensor, n_bins: int) -> Tensor:
    """(n_bins,) means of values (N,) over equal shares of the box, from its emptiest share to its fullest."""
    order = density.argsort()
    return torch.stack([values[part].mean() for part in torch.tensor_split(order, n_bins)])
