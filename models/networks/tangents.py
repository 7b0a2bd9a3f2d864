"""Derivatives in x carried forward beside the value, through the whole perceptron at once.

With z = W h + b, tangents t_j = W dh_j and a second-order stream l = W lh, an activation a maps

    z   ->  a(z)
    t_j ->  a'(z) t_j
    l   ->  a'(z) l + a''(z) sum_j t_j^2        (over the directions that count)

so one pass gives the value, the directional derivatives and the sum of second directional derivatives (the
Laplacian when the directions are the axes). The streams [h; t_1; ...; t_T; l] of all points are one tensor, a jet
(S, B, n), so that a layer is one matrix product; the backward passes are written out: no graph of a graph is built,
and none of a layer's twenty small steps is recorded. Calls are few, as they cost a good part of a small step.
Source: the forward Laplacian of Li et al. 2023 (arXiv 2307.08214), eqs. 5-7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.autograd.function import once_differentiable

from .activations import ACTIVATIONS
from .spec import Activation

Layer = tuple[Tensor, Tensor]
"""Weight (n_out, n_in) and bias (n_out,)."""


class Context(Protocol):
    """What torch hands from a function's forward to its backward pass."""

    saved_tensors: tuple[Tensor, ...]
    needs_input_grad: tuple[bool, ...]

    def save_for_backward(self, *tensors: Tensor) -> None: ...


class _Counted(Context, Protocol):
    m: int


class _First(torch.autograd.Function):
    """A jet [h; t_1; ...; t_T], (S, B, n_in) -> (S, B, n_out), S = 1 + T."""

    @staticmethod
    def forward(ctx: Context, jet: Tensor, activation: Activation, keep: bool, *parameters: Tensor) -> Tensor:
        weights, biases = parameters[::2], parameters[1::2]
        kept: list[Tensor] = []
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            streams = F.linear(jet, weight)
            moved = torch.empty_like(streams)
            _, first, *more = ACTIVATIONS[activation](streams[0].add_(bias), 2 if keep else 1, moved[0])
            torch.mul(streams[1:], first, out=moved[1:])
            if keep:
                kept += [jet, streams, first, *more]
            jet = moved
        return _ended(ctx, weights, biases, jet, kept)

    @staticmethod
    @once_differentiable
    def backward(ctx: Context, grad: Tensor) -> tuple[Tensor | None, ...]:
        weights, last, kept = _unpacked(ctx.saved_tensors, 4)
        grads = [*_of_layer(grad, last)]
        grad = grad @ weights[-1]
        for weight, (jet, streams, first, second) in zip(reversed(weights[:-1]), reversed(kept), strict=True):
            of_value, *of_along = grad.unbind()
            inner = _dot(of_along, streams.unbind()[1:])
            grad.mul_(first)
            of_value.addcmul_(inner, second)
            grads = [*_of_layer(grad, jet), *grads]
            grad = grad @ weight if jet is not kept[0][0] or ctx.needs_input_grad[0] else grad
        return (grad if ctx.needs_input_grad[0] else None, None, None, *grads)


class _Second(torch.autograd.Function):
    """A jet [h; t_1; ...; t_T; l], (S, B, n_in) -> (S, B, n_out), S = 2 + T; the first m tangents count."""

    @staticmethod
    def forward(ctx: _Counted, jet: Tensor, m: int, activation: Activation, keep: bool, *parameters: Tensor) -> Tensor:
        weights, biases = parameters[::2], parameters[1::2]
        kept: list[Tensor] = []
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            streams = F.linear(jet, weight)
            moved = torch.empty_like(streams)
            z, *along, _ = streams.unbind()
            _, first, second, *more = ACTIVATIONS[activation](z.add_(bias), 3 if keep else 2, moved[0])
            squares = _dot(along[:m], along[:m])
            torch.mul(streams[1:], first, out=moved[1:])
            moved[-1].addcmul_(squares, second)
            if keep:
                kept += [jet, streams, first, second, more[0].mul_(squares)]
            jet = moved
        ctx.m = m
        return _ended(ctx, weights, biases, jet, kept)

    @staticmethod
    @once_differentiable
    def backward(ctx: _Counted, grad: Tensor) -> tuple[Tensor | None, ...]:
        weights, last, kept = _unpacked(ctx.saved_tensors, 5)
        grads = [*_of_layer(grad, last)]
        grad = grad @ weights[-1]
        for weight, (jet, streams, first, second, bend) in zip(reversed(weights[:-1]), reversed(kept), strict=True):
            of_value, *of_rest = grad.unbind()
            rest = streams.unbind()[1:]
            # what z owes to its part in a' and a'', before a' scales every stream's gradient where it stands
            inner = _dot(of_rest, rest).mul_(second).addcmul_(bend, of_rest[-1])
            bow = of_rest[-1] * second
            grad.mul_(first)
            of_value.add_(inner)
            for of_along, along in zip(of_rest[: ctx.m], rest[: ctx.m], strict=True):
                of_along.addcmul_(bow, along, value=2)
            grads = [*_of_layer(grad, jet), *grads]
            grad = grad @ weight if jet is not kept[0][0] or ctx.needs_input_grad[0] else grad
        return (grad if ctx.needs_input_grad[0] else None, None, None, None, *grads)


def push_once(layers: Sequence[Layer], jet: Tensor, activation: Activation) -> Tensor:
    """The value and its derivatives (1 + T, B, n_out) from a jet (1 + T, B, n_in)."""
    parameters = [parameter for layer in layers for parameter in layer]
    out: Tensor = _First.apply(jet, activation, torch.is_grad_enabled(), *parameters)  # type: ignore[no-untyped-call]
    return out


def push_twice(layers: Sequence[Layer], jet: Tensor, m: int, activation: Activation) -> Tensor:
    """As `push_once` for jets (2 + T, B, n_in) whose last stream is the sum of second derivatives along the first m
    tangents."""
    parameters = [parameter for layer in layers for parameter in layer]
    keep = torch.is_grad_enabled()
    out: Tensor = _Second.apply(jet, m, activation, keep, *parameters)  # type: ignore[no-untyped-call]
    return out


def _ended(
    ctx: Context, weights: Sequence[Tensor], biases: Sequence[Tensor], jet: Tensor, kept: Sequence[Tensor]
) -> Tensor:
    """Through the last layer, which is linear; remembers what the backward pass needs."""
    out = F.linear(jet, weights[-1])
    out[0].add_(biases[-1])
    if kept:
        ctx.save_for_backward(*weights, jet, *kept)
    return out


def _dot(a: Sequence[Tensor], b: Sequence[Tensor]) -> Tensor:
    """sum_j a_j b_j of streams (B, W), without their products in memory."""
    total = a[0] * b[0]
    for one, other in zip(a[1:], b[1:], strict=True):
        total.addcmul_(one, other)
    return total


def _of_layer(grad: Tensor, jet: Tensor) -> tuple[Tensor, Tensor]:
    """Gradients of a layer's weight and bias from that of its output; only the value's stream carries the bias."""
    return grad.flatten(0, 1).T @ jet.flatten(0, 1), grad[0].sum(0)


def _unpacked(saved: Sequence[Tensor], per_layer: int) -> tuple[Sequence[Tensor], Tensor, list[Sequence[Tensor]]]:
    """The weights, what enters the last layer, and what was kept of each hidden one, as `_ended` saved them."""
    hidden = (len(saved) - 2) // (per_layer + 1)
    weights, last, kept = saved[: hidden + 1], saved[hidden + 1], saved[hidden + 2 :]
    return weights, last, [kept[i * per_layer : (i + 1) * per_layer] for i in range(hidden)]
