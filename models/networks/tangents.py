"""Derivatives in x carried forward beside the value, through the whole perceptron at once.

With z = W h + b, tangents t_j = W dh_j and a second-order stream l = W lh, an activation a maps

    z   ->  a(z)
    t_j ->  a'(z) t_j
    l   ->  a'(z) l + a''(z) sum_j t_j^2        (over the directions that count)

so one pass gives the value, the directional derivatives and the sum of second directional derivatives (the
Laplacian when the directions are the axes). The streams [h; t_1; ...; t_T; l] of all points are one tensor, a jet
(S, B, n), so that a layer is one matrix product; the backward passes are written out: no graph of a graph is built,
and none of a layer's twenty small steps is recorded.
Source: the forward Laplacian of Li et al. 2023 (arXiv 2307.08214), eqs. 5-7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from .activations import ACTIVATIONS
from .spec import Activation

Layer = tuple[Tensor, Tensor]
"""Weight (n_out, n_in) and bias (n_out,)."""


class _First(torch.autograd.Function):
    """A jet [h; t_1; ...; t_T] as rows (S B, n_in) -> the same streams (S B, n_out), S = 1 + T."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, n: int, activation: Activation, keep: bool, *parameters: Tensor) -> Tensor:
        weights, biases = parameters[::2], parameters[1::2]
        kept: list[Tensor] = []
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            product = rows @ weight.T
            z, t = product[:n].add_(bias), product[n:].view(-1, n, product.shape[1])
            moved = torch.empty_like(product)
            _, first, *more = ACTIVATIONS[activation](z, 2 if keep else 1, moved[:n])
            torch.mul(t, first, out=moved[n:].view_as(t))
            if keep:
                kept += [rows, t, first, *more]
            rows = moved
        out = rows @ weights[-1].T
        out[:n].add_(biases[-1])
        ctx.n = n
        if keep:
            ctx.save_for_backward(*weights, *kept, rows)
        return out

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:
        n, saved = ctx.n, list(ctx.saved_tensors)
        weights, kept = _unpacked(saved, 4)
        grads = [*_of_layer(grad, saved[-1], n)]
        grad = grad @ weights[-1]
        for weight, (rows, t, first, second) in zip(reversed(weights[:-1]), reversed(kept), strict=True):
            inner = _dot(grad[n:].view_as(t), t)
            grad.view(-1, *first.shape).mul_(first)
            grad[:n].addcmul_(inner, second)
            grads = [*_of_layer(grad, rows, n), *grads]
            grad = grad @ weight if rows is not kept[0][0] or ctx.needs_input_grad[0] else grad
        return (grad if ctx.needs_input_grad[0] else None, None, None, None, *grads)


class _Second(torch.autograd.Function):
    """A jet [h; t_1; ...; t_T; l] as rows (S B, n_in) -> the same streams (S B, n_out), S = 2 + T; m of the tangents
    count."""

    @staticmethod
    def forward(
        ctx: Any, rows: Tensor, n: int, m: int, activation: Activation, keep: bool, *parameters: Tensor
    ) -> Tensor:
        weights, biases = parameters[::2], parameters[1::2]
        kept: list[Tensor] = []
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            product = rows @ weight.T
            z, streams = product[:n].add_(bias), product[n:].view(-1, n, product.shape[1])
            moved = torch.empty_like(product)
            _, first, second, *more = ACTIVATIONS[activation](z, 3 if keep else 2, moved[:n])
            squares = _dot(streams[:m], streams[:m])
            torch.mul(streams, first, out=moved[n:].view_as(streams))
            moved[-n:].addcmul_(squares, second)
            if keep:
                kept += [rows, streams, first, second, more[0].mul_(squares)]
            rows = moved
        out = rows @ weights[-1].T
        out[:n].add_(biases[-1])
        ctx.n, ctx.m = n, m
        if keep:
            ctx.save_for_backward(*weights, *kept, rows)
        return out

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:
        n, m, saved = ctx.n, ctx.m, list(ctx.saved_tensors)
        weights, kept = _unpacked(saved, 5)
        grads = [*_of_layer(grad, saved[-1], n)]
        grad = grad @ weights[-1]
        for weight, (rows, streams, first, second, bend) in zip(reversed(weights[:-1]), reversed(kept), strict=True):
            of_streams, of_curved = grad[n:].view_as(streams), grad[-n:]
            # what z owes to its part in a' and a'', before a' scales every stream's gradient where it stands
            inner = _dot(of_streams, streams).mul_(second).addcmul_(bend, of_curved)
            bow = of_curved * second
            grad.view(-1, *first.shape).mul_(first)
            grad[:n].add_(inner)
            of_streams[:m].addcmul_(bow, streams[:m], value=2)
            grads = [*_of_layer(grad, rows, n), *grads]
            grad = grad @ weight if rows is not kept[0][0] or ctx.needs_input_grad[0] else grad
        return (grad if ctx.needs_input_grad[0] else None, None, None, None, None, *grads)


def push_once(layers: Sequence[Layer], jet: Tensor, activation: Activation) -> Tensor:
    """The value and its derivatives (1 + T, B, n_out) from a jet (1 + T, B, n_in)."""
    n, parameters = jet.shape[1], [parameter for layer in layers for parameter in layer]
    rows = jet.reshape(-1, jet.shape[2])
    out: Tensor = _First.apply(rows, n, activation, torch.is_grad_enabled(), *parameters)  # type: ignore[no-untyped-call]
    return out.view(len(jet), n, -1)


def push_twice(layers: Sequence[Layer], jet: Tensor, m: int, activation: Activation) -> Tensor:
    """As `push_once` for jets (2 + T, B, n_in) whose last stream is the sum of second derivatives along the first m
    tangents."""
    n, parameters = jet.shape[1], [parameter for layer in layers for parameter in layer]
    rows = jet.reshape(-1, jet.shape[2])
    keep = torch.is_grad_enabled()
    out: Tensor = _Second.apply(rows, n, m, activation, keep, *parameters)  # type: ignore[no-untyped-call]
    return out.view(len(jet), n, -1)


def _dot(a: Tensor, b: Tensor) -> Tensor:
    """sum_j a_j b_j of (T, B, W) streams, (B, W), without their product in memory."""
    total = a[0] * b[0]
    for j in range(1, len(a)):
        total.addcmul_(a[j], b[j])
    return total


def _of_layer(grad: Tensor, rows: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Gradients of a layer's weight and bias from those of its output; only the value's rows carry the bias."""
    return grad.T @ rows, grad[:n].sum(0)


def _unpacked(saved: list[Tensor], per_layer: int) -> tuple[list[Tensor], list[list[Tensor]]]:
    """The weights, and what was kept of each hidden layer, from [*weights, *kept, rows]."""
    hidden = (len(saved) - 2) // (per_layer + 1)
    kept = saved[hidden + 1 : -1]
    return saved[: hidden + 1], [kept[i * per_layer : (i + 1) * per_layer] for i in range(hidden)]
