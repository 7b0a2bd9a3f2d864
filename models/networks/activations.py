"""Smooth activations with their first three derivatives, written by hand.

Score matching differentiates the network twice in x and once more in its weights, so three are needed.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from .spec import Activation


def _silu(z: Tensor, order: int, out: Tensor | None) -> tuple[Tensor, ...]:
    # few passes over memory, most in place: on a core these layers are bound by it, not by arithmetic; sums are scaled
    # by alpha, as a number added to a tensor would first be made a tensor itself
    s = torch.sigmoid(z)
    value = torch.mul(z, s, out=out)
    ds = torch.addcmul(s, s, s, value=-1)  # s (1 - s)
    if order < 2:
        return value, s.addcmul_(z, ds)
    y = z * ds
    second = torch.add(y, ds, alpha=2).addcmul_(s, y, value=-2)  # 2 ds + z ds (1 - 2 s)
    first = s.add_(y)
    if order < 3:
        return value, first, second
    third = y.add_(ds, alpha=3).addcmul_(ds, first, value=-6)  # 3 ds (1 - 2 s) + z ds (1 - 6 ds)
    return value, first, second, third


def _softplus(z: Tensor, order: int, out: Tensor | None) -> tuple[Tensor, ...]:
    s = torch.sigmoid(z)
    ds = s * (1 - s)
    return (_into(out, F.softplus(z)), s, ds, ds * (1 - 2 * s))[: order + 1]


def _tanh(z: Tensor, order: int, out: Tensor | None) -> tuple[Tensor, ...]:
    t = torch.tanh(z)
    first = 1 - t * t
    return (_into(out, t), first, -2 * t * first, first * (6 * t * t - 2))[: order + 1]


def _into(out: Tensor | None, value: Tensor) -> Tensor:
    return value if out is None else out.copy_(value)


# the activation and its derivatives at z up to an order of at most 3, all of z's shape; the value into `out` if given
ACTIVATIONS: dict[Activation, Callable[[Tensor, int, Tensor | None], tuple[Tensor, ...]]] = {
    "silu": _silu,
    "softplus": _softplus,
    "tanh": _tanh,
}

PLAIN: dict[Activation, Callable[[Tensor], Tensor]] = {"silu": F.silu, "softplus": F.softplus, "tanh": torch.tanh}

IN_PLACE: dict[Activation, Callable[[Tensor], Tensor]] = {
    "silu": lambda z: F.silu(z, inplace=True),
    "softplus": F.softplus,
    "tanh": torch.tanh_,
}
