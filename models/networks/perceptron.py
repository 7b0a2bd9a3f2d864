"""The multilayer perceptron behind every network, run forward, forward with tangents, or backward by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Generator, Tensor, nn

from .activations import PLAIN
from .spec import NetworkSpec
from .tangents import lift_first, lift_second, rise


class Perceptron(nn.Module):
    """n_in -> width x depth -> n_out with one smooth activation; the last layer is linear.

    Shapes: h (B, n_in) -> (B, n_out); tangents (T, B, n_in) -> (T, B, n_out).
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
        act = PLAIN[self.activation]
        *hidden, last = zip(self.weights, self.biases, strict=True)
        for weight, bias in hidden:
            h = act(F.linear(h, weight, bias))
        return F.linear(h, *last)

    def push(self, h: Tensor, tangents: Tensor) -> tuple[Tensor, Tensor]:
        """The output and its derivatives along the tangents, in one batch."""
        *hidden, last = zip(self.weights, self.biases, strict=True)
        for weight, bias in hidden:
            z, t = _linear(weight, bias, h, tangents)
            h, tangents = lift_first(z, t, self.activation)
        return _linear(*last, h, tangents)

    def push_twice(self, h: Tensor, tangents: Tensor, curved: Tensor, n: int) -> tuple[Tensor, Tensor, Tensor]:
        """As `push`, with the sum of second derivatives along the first n tangents; `curved` is the input's."""
        *hidden, last = zip(self.weights, self.biases, strict=True)
        for weight, bias in hidden:
            z, t = _linear(weight, bias, h, torch.cat([tangents, curved[None]]))
            h, tangents, curved = lift_second(z, t[:-1], t[-1], n, self.activation)
        value, t = _linear(*last, h, torch.cat([tangents, curved[None]]))
        return value, t[:-1], t[-1]

    def gradient(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """For n_out = 1: the output (B,) and its gradient in h (B, n_in), by one reverse pass written out.

        Both are ordinary differentiable expressions in the weights: training needs no graph of a graph.
        """
        slopes = []
        *hidden, (last_weight, last_bias) = zip(self.weights, self.biases, strict=True)
        for weight, bias in hidden:
            h, slope = rise(F.linear(h, weight, bias), self.activation)
            slopes.append(slope)
        value = F.linear(h, last_weight, last_bias)[:, 0]
        back = last_weight
        for (weight, _), factor in zip(reversed(hidden), reversed(slopes), strict=True):
            back = (back * factor) @ weight
        return value, back


def _linear(weight: Tensor, bias: Tensor, h: Tensor, tangents: Tensor) -> tuple[Tensor, Tensor]:
    """The affine map of the value and the linear map of the tangents, as one matrix product."""
    n, rows = tangents.shape[0], h.shape[0]
    product = torch.cat([h, tangents.reshape(n * rows, -1)]) @ weight.T
    return product[:rows] + bias, product[rows:].reshape(n, rows, -1)


def _uniform(shape: tuple[int, ...], bound: float, generator: Generator) -> Tensor:
    return (2 * torch.rand(shape, generator=generator) - 1) * bound
