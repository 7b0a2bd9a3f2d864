"""The multilayer perceptron behind every network, run forward, forward with tangents, or backward by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Generator, Tensor, nn

from . import evaluation
from .activations import PLAIN
from .reverse import value_and_gradient
from .spec import NetworkSpec
from .tangents import Layer, push_once, push_twice


class Perceptron(nn.Module):
    """n_in -> width x depth -> n_out with one smooth activation; the last layer is linear.

    Shapes: h (B, n_in) -> (B, n_out); jets (S, B, n_in) -> (S, B, n_out), see tangents.py.
    """

    def __init__(self, n_in: int, n_out: int, spec: NetworkSpec, generator: Generator) -> None:
        super().__init__()
        sizes = [n_in, *[spec.width] * spec.depth, n_out]
        self.activation = spec.activation
        self.weights = nn.ParameterList()
        self.biases = nn.ParameterList()
        for fan_in, fan_out in pairwise(sizes):
            bound = 1 / math.sqrt(fan_in)
            self.weights.append(nn.Parameter(_uniform((fan_out, fan_in), bound, generator)))
            self.biases.append(nn.Parameter(_uniform((fan_out,), bound, generator)))

    def forward(self, h: Tensor) -> Tensor:
        if torch.is_grad_enabled():
            act = PLAIN[self.activation]
            *hidden, last = self._layers()
            for weight, bias in hidden:
                h = act(F.linear(h, weight, bias))
            return F.linear(h, *last)
        return evaluation.value(self._layers(), h, self.activation)

    def push(self, jet: Tensor) -> Tensor:
        """The output and its derivatives, (1 + T, B, n_out), from those of the input, (1 + T, B, n_in)."""
        return push_once(self._layers(), jet, self.activation)

    def push_twice(self, jet: Tensor, n: int) -> Tensor:
        """As `push`, with the sum of second derivatives along the first n tangents as one stream more at the end."""
        return push_twice(self._layers(), jet, n, self.activation)

    def gradient(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """For n_out = 1: the output (B,) and its gradient in h (B, n_in)."""
        way = value_and_gradient if torch.is_grad_enabled() else evaluation.value_and_gradient
        return way(self._layers(), h, self.activation)

    def _layers(self) -> list[Layer]:
        return list(zip(self.weights, self.biases, strict=True))


def _uniform(shape: tuple[int, ...], bound: float, generator: Generator) -> Tensor:
    return (2 * torch.rand(shape, generator=generator) - 1) * bound
