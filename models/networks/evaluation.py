"""The perceptron when nothing is learnt: its value, and its gradient in x, as fast as a core can.

Points pass through all layers in parts whose activations stay in the cache, in memory that is used again for every
part: what is allocated anew is handed out cold, and large pieces of it are given back and cleared each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from .activations import IN_PLACE
from .spec import Activation
from .tangents import Layer

# points that pass through the layers together
PART = 512

# a(z) into memory that is there already
ACTIVATE: dict[Activation, Callable[[Tensor, Tensor], Tensor]] = {
    "silu": lambda z, out: torch.ops.aten.silu.out(z, out=out),
    "softplus": lambda z, out: torch.ops.aten.softplus.out(z, out=out),
    "tanh": lambda z, out: torch.tanh(z, out=out),
}
# p a'(z) in z's place
PULLS: dict[Activation, Callable[[Tensor, Tensor], Tensor]] = {
    "silu": lambda p, z: torch.ops.aten.silu_backward.grad_input(p, z, grad_input=z),
    "softplus": lambda p, z: z.sigmoid_().mul_(p),
    "tanh": lambda p, z: z.copy_(torch.ops.aten.tanh_backward(p, z.tanh_())),
}


@torch.no_grad()
def value(layers: Sequence[Layer], h: Tensor, activation: Activation) -> Tensor:
    """h (B, n_in) -> (B, n_out)."""
    act = IN_PLACE[activation]
    *hidden, (last_weight, last_bias) = _transposed(layers)
    room = _room(h, last_weight, 2)
    out = torch.empty(len(h), len(last_bias), dtype=h.dtype)
    for part, place in zip(torch.split(h, PART), torch.split(out, PART), strict=True):
        n = len(part)
        for layer, (weight, bias) in enumerate(hidden):
            part = act(torch.addmm(bias, part, weight, out=room[layer % 2][:n]))
        torch.addmm(last_bias, part, last_weight, out=place)
    return out


@torch.no_grad()
def value_and_gradient(layers: Sequence[Layer], h: Tensor, activation: Activation) -> tuple[Tensor, Tensor]:
    """For n_out = 1: h (B, n_in) -> f (B,) and its gradient in h (B, n_in)."""
    act, pull = ACTIVATE[activation], PULLS[activation]
    *hidden, (last_weight, last_bias) = _transposed(layers)
    back = [weight for weight, _ in layers[:-1]]
    room = _room(h, last_weight, len(hidden) + 1)
    value, gradient = torch.empty(len(h), dtype=h.dtype), torch.empty_like(h)
    parts = (torch.split(each, PART) for each in (h, value, gradient))
    for part, of_value, of_gradient in zip(*parts, strict=True):
        *before, spare = room if len(part) == room.shape[1] else room[:, : len(part)]
        for (weight, bias), z in zip(hidden, before, strict=True):
            part = act(torch.addmm(bias, part, weight, out=z), spare)
        torch.addmv(last_bias, part, last_weight[:, 0], out=of_value)
        p = last_weight.T.expand_as(part)
        for weight, z in zip(reversed(back[1:]), reversed(before[1:]), strict=True):
            p = torch.mm(pull(p, z), weight, out=spare)
        torch.mm(pull(p, before[0]), back[0], out=of_gradient)
    return value, gradient


def _transposed(layers: Sequence[Layer]) -> list[Layer]:
    return [(weight.T, bias) for weight, bias in layers]


def _room(h: Tensor, last_weight: Tensor, n: int) -> Tensor:
    """(n, rows, width) memory for the activations of a part."""
    return torch.empty(n, min(PART, len(h)), len(last_weight), dtype=h.dtype)
