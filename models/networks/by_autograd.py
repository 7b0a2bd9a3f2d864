"""Derivatives in x by reverse mode, for networks that write none of their own.

With `keep` they stay differentiable in the parameters, and in x where somebody differentiates in it; without,
nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

Values = Callable[[Tensor], Tensor]


def value_and_gradient(energy: Values, x: Tensor, keep: bool) -> tuple[Tensor, Tensor]:
    """E (B,) and grad_x E (B, 2) of an energy (B, 2) -> (B,)."""
    with torch.enable_grad():
        at = _leaf(x)
        value = energy(at)
        (slope,) = torch.autograd.grad(value.sum(), at, create_graph=keep)
    return (value, slope) if keep else (value.detach(), slope)


def with_divergence(score: Values, x: Tensor, keep: bool) -> tuple[Tensor, Tensor]:
    """s (B, 2) and tr(grad_x s) (B,) of a score (B, 2) -> (B, 2)."""
    with torch.enable_grad():
        at = _leaf(x)
        value = score(at)
        rows = [_row(value[:, i], at, keep)[:, i] for i in (0, 1)]
    return _kept(value, rows[0] + rows[1], keep)


def with_curvature(score: Values, x: Tensor, v: Tensor, keep: bool) -> tuple[Tensor, Tensor]:
    """s (B, 2) and v^T (grad_x s) v (B,) along directions v (B, 2)."""
    with torch.enable_grad():
        at = _leaf(x)
        value = score(at)
        along = _row((value * v).sum(1), at, keep)
    return _kept(value, (along * v).sum(1), keep)


def _leaf(x: Tensor) -> Tensor:
    """x itself where somebody differentiates in it, else a copy that can be differentiated in."""
    return x if x.requires_grad else x.detach().requires_grad_(True)


def _row(component: Tensor, at: Tensor, keep: bool) -> Tensor:
    """grad_x of a sum over the batch, (B, 2); zero for a component that x does not move."""
    if not component.requires_grad:
        return torch.zeros_like(at)
    (slope,) = torch.autograd.grad(
        component.sum(), at, create_graph=keep, retain_graph=True, allow_unused=True, materialize_grads=True
    )
    return slope


def _kept(value: Tensor, derivative: Tensor, keep: bool) -> tuple[Tensor, Tensor]:
    return (value, derivative) if keep else (value.detach(), derivative.detach())
