"""The gradient in x of a perceptron with one output, by one reverse pass written out, and the gradient of that.

    forward    z_l = W_l h_{l-1} + b_l,   h_l = a(z_l),   f = w h_L + b
    back       p_L = w,   p_{l-1} = (p_l a'(z_l)) W_l,    grad f = p_0

Training differentiates f and p_0 in the weights: first along `back` from p_0 up to p_L, then along `forward` down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from .activations import ACTIVATIONS
from .spec import Activation
from .tangents import Context, Layer


class _Deep(Context, Protocol):
    depth: int


class _Gradient(torch.autograd.Function):
    """h (B, n_in) -> f (B,) and grad f (B, n_in)."""

    @staticmethod
    def forward(ctx: _Deep, h: Tensor, activation: Activation, *parameters: Tensor) -> tuple[Tensor, Tensor]:
        weights, biases = parameters[::2], parameters[1::2]
        inputs, slopes, bends = [h], [], []
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            h, slope, bend = ACTIVATIONS[activation](torch.addmm(bias, h, weight.T), 2, None)
            inputs.append(h)
            slopes.append(slope)
            bends.append(bend)
        value = torch.addmv(biases[-1], h, weights[-1][0])
        p = weights[-1].expand_as(h)
        passed, bent = [], []
        for weight, slope in zip(reversed(weights[:-1]), reversed(slopes), strict=True):
            passed.append(p)
            q = p * slope
            bent.append(q)
            p = q @ weight
        ctx.depth = len(slopes)
        ctx.save_for_backward(*weights, *inputs, *slopes, *bends, *reversed(passed), *reversed(bent))
        return value, p

    @staticmethod
    @once_differentiable
    def backward(ctx: _Deep, grad_value: Tensor, grad_p: Tensor) -> tuple[Tensor | None, ...]:
        d, saved = ctx.depth, ctx.saved_tensors
        weights, inputs, rest = saved[: d + 1], saved[d + 1 : 2 * d + 2], saved[2 * d + 2 :]
        slopes, bends, passed, bent = (rest[i * d : (i + 1) * d] for i in range(4))
        of_p, of_z = [grad_p], []
        for layer in range(d):
            of_q = of_p[-1] @ weights[layer].T
            of_z.append((of_q * passed[layer]).mul_(bends[layer]))
            of_p.append(of_q.mul_(slopes[layer]))
        of_h = torch.outer(grad_value, weights[-1][0])
        last = torch.addmv(of_p[-1].sum(0), inputs[-1].T, grad_value)[None]
        grads = [last, grad_value.sum()[None]]
        for layer in reversed(range(d)):
            grad_z = of_z[layer].addcmul_(of_h, slopes[layer])
            of_weight = torch.addmm(bent[layer].T @ of_p[layer], grad_z.T, inputs[layer])
            grads = [of_weight, grad_z.sum(0), *grads]
            if layer or ctx.needs_input_grad[0]:
                of_h = grad_z @ weights[layer]
        return (of_h if ctx.needs_input_grad[0] else None, None, *grads)


def value_and_gradient(layers: Sequence[Layer], h: Tensor, activation: Activation) -> tuple[Tensor, Tensor]:
    """f (B,) and its gradient in h (B, n_in), both differentiable once in the weights."""
    parameters = [parameter for layer in layers for parameter in layer]
    value, gradient = _Gradient.apply(h, activation, *parameters)  # type: ignore[no-untyped-call]
    return value, gradient
