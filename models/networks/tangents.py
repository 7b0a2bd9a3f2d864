"""Derivatives in x carried forward beside the value, through one nonlinear layer at a time.

With z = W h + b, tangents t_j = W dh_j and a second-order stream l = W lh, an activation a maps

    z   ->  a(z)
    t_j ->  a'(z) t_j
    l   ->  a'(z) l + a''(z) sum_j t_j^2        (over the directions that count)

so one pass gives the value, the directional derivatives and the sum of second directional derivatives (the
Laplacian when the directions are the axes). The backward passes are written out: no graph of a graph is built.
Source: the forward Laplacian of Li et al. 2023 (arXiv 2307.08214), eqs. 5-7.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from .activations import ACTIVATIONS
from .spec import Activation


class _First(torch.autograd.Function):
    """(z, t) -> (a(z), a'(z) t); z (B, W), t (T, B, W)."""

    @staticmethod
    def forward(ctx: Any, z: Tensor, t: Tensor, activation: Activation) -> tuple[Tensor, Tensor]:
        value, first, second = ACTIVATIONS[activation](z, 2)
        ctx.save_for_backward(t, first, second)
        return value, t * first

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None]:
        grad_value, grad_t = grads
        t, first, second = ctx.saved_tensors
        grad_z = torch.addcmul(grad_value * first, (grad_t * t).sum(0), second)
        return grad_z, grad_t * first, None


class _Second(torch.autograd.Function):
    """(z, t, l) -> (a, a' t, a' l + a'' sum_{j < n} t_j^2); z, l (B, W), t (T, B, W)."""

    @staticmethod
    def forward(
        ctx: Any, z: Tensor, t: Tensor, second_order: Tensor, n: int, activation: Activation
    ) -> tuple[Tensor, Tensor, Tensor]:
        value, first, second, third = ACTIVATIONS[activation](z, 3)
        squares = (t[:n] ** 2).sum(0)
        ctx.save_for_backward(t, second_order, first, second, third, squares)
        ctx.n = n
        return value, t * first, torch.addcmul(second_order * first, squares, second)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None, None]:
        grad_value, grad_t, grad_l = grads
        t, second_order, first, second, third, squares = ctx.saved_tensors
        inner = (grad_t * t).sum(0).addcmul_(grad_l, second_order)
        grad_z = (grad_value * first).addcmul_(inner, second).addcmul_(grad_l * squares, third)
        grad_tangents = grad_t * first
        grad_tangents[: ctx.n] += 2 * (grad_l * second) * t[: ctx.n]
        return grad_z, grad_tangents, grad_l * first, None, None


class _Rise(torch.autograd.Function):
    """z -> (a(z), a'(z)): the value, and the factor that a hand-written reverse pass multiplies by."""

    @staticmethod
    def forward(ctx: Any, z: Tensor, activation: Activation) -> tuple[Tensor, Tensor]:
        value, first, second = ACTIVATIONS[activation](z, 2)
        ctx.save_for_backward(first, second)
        return value, first

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None]:
        first, second = ctx.saved_tensors
        return (grads[0] * first).addcmul_(grads[1], second), None


def lift_first(z: Tensor, t: Tensor, activation: Activation) -> tuple[Tensor, Tensor]:
    """Value (B, W) and tangents (T, B, W) after the activation."""
    value, tangents = _First.apply(z, t, activation)  # type: ignore[no-untyped-call]
    return value, tangents


def lift_second(
    z: Tensor, t: Tensor, second_order: Tensor, n: int, activation: Activation
) -> tuple[Tensor, Tensor, Tensor]:
    """Value, tangents and the sum over the first n directions of the second derivatives, after the activation."""
    value, tangents, curved = _Second.apply(z, t, second_order, n, activation)  # type: ignore[no-untyped-call]
    return value, tangents, curved


def rise(z: Tensor, activation: Activation) -> tuple[Tensor, Tensor]:
    """a(z) and a'(z), both differentiable in z."""
    if not torch.is_grad_enabled():
        value, first = ACTIVATIONS[activation](z, 1)
        return value, first
    value, first = _Rise.apply(z, activation)  # type: ignore[no-untyped-call]
    return value, first
