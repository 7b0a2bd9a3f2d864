"""A score network: any vector field, s(x) = gain / scale * net(u)."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from .base import Network, Scaling
from .features import Features
from .perceptron import Perceptron
from .spec import NetworkSpec

AXES = torch.eye(2)


class ScoreNetwork(Network):
    """R^2 -> R^2 with no constraint: it need not be a gradient, and its curl is a diagnostic.

    Shapes: x (B, 2), score (B, 2), divergence (B,). Units: 1/unit and 1/unit^2.
    """

    title = "Score network"
    parameterisation = "score"

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        self.spec, self.scaling = spec, scaling
        self.features = Features.of(spec, generator)
        self.net = Perceptron(self.features.size, 2, spec, generator)
        gain = spec.output_scale or 1 / (2 * scaling.detail)
        self.gain = gain / scaling.scale

    def score(self, x: Tensor) -> Tensor:
        out: Tensor = self.net(self.features(self.prepare(x)))
        return self.gain * out

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        score, derivatives = self._push(x, AXES[:, None].to(x.dtype))
        return score, derivatives[0, :, 0] + derivatives[1, :, 1]

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        score, derivatives = self._push(x, v[None])
        return score, (derivatives[0] * v).sum(1)

    def jacobian(self, x: Tensor) -> Tensor:
        _, derivatives = self._push(x, AXES[:, None].to(x.dtype))
        return derivatives.permute(1, 2, 0)

    def _push(self, x: Tensor, directions: Tensor) -> tuple[Tensor, Tensor]:
        """The score and its derivatives (T, B, 2) along world directions (T, B or 1, 2)."""
        out = self.net.push(self.features.jet(self.prepare(x), directions))
        return self.gain * out[0], self.gain / self.scaling.scale * out[1:]
