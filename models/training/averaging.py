"""A running average of the weights: what is shown and sampled is smoother than what is trained."""

from __future__ import annotations

import copy

import torch
from torch import Tensor
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from ..networks.base import Network


class Averaged:
    """theta_bar <- d theta_bar + (1 - d) theta, with d = min(decay, (1 + k) / (10 + k)) after k steps.

    Source: Polyak & Juditsky 1992; the ramp is that of TensorFlow's ExponentialMovingAverage.
    """

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.network = copy.deepcopy(network).requires_grad_(False)
        self._live: list[Tensor] = list(network.parameters())
        self._mean: list[Tensor] = list(self.network.parameters())

    @property
    def nbytes(self) -> int:
        """What `weights` takes."""
        return sum(mean.nbytes for mean in self._mean)

    def weights(self) -> Tensor:
        """A copy of all averaged parameters as one vector (P,), for `with_weights`."""
        return parameters_to_vector(self._mean)

    def with_weights(self, weights: Tensor) -> Network:
        """The network as it was when its parameters were this vector."""
        network = copy.deepcopy(self.network)
        vector_to_parameters(weights, network.parameters())
        return network

    def update(self, k: int) -> None:
        """Take in the weights after step k (counted from 0)."""
        decay = min(self.decay, (1 + k) / (10 + k))
        with torch.no_grad():
            torch._foreach_lerp_(self._mean, self._live, 1 - decay)
        self.network.version += 1
