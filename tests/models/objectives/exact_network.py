"""The exact smoothed score of a mixture in the place of a network, with directions to push it along."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from scorescape.models.networks.base import Network
from scorescape.models.targets.gaussian_mixture import GaussianMixture


class ExactNetwork(Network):
    """s(x, sigma) = stretch grad log p_sigma(x) + theta_j h_j(x, sigma).

    h_j pulls towards the origin at noise levels of bin j only, sized 1/sigma: where J has no slope in any theta_j, the
    field is J's minimiser at every level. stretch other than 1 is a wrong field.
    """

    def __init__(self, mixture: GaussianMixture, edges: list[float], stretch: float = 1.0) -> None:
        super().__init__()
        self.mixture, self.stretch, self.noise_range = mixture, stretch, (edges[0], edges[-1])
        self.inner = torch.tensor(edges[1:-1], dtype=torch.float64)
        self.theta = nn.Parameter(torch.zeros(len(edges) - 1, dtype=torch.float64))

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        level = torch.as_tensor(sigma, dtype=x.dtype).expand(len(x))
        pull = -x / torch.linalg.vector_norm(x, dim=1, keepdim=True) / level[:, None]
        theta = self.theta[torch.bucketize(level.double(), self.inner)]
        return self.stretch * self.mixture.smoothed_score(x, level) + theta[:, None] * pull

    def score(self, x: Tensor) -> Tensor:
        raise NotImplementedError("a noise-conditional objective asks at a level")

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("a noise-conditional objective needs no divergence")

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("a noise-conditional objective needs no curvature")
