"""A mixture of Gaussians on a line whose settings move with a number t, and its derivatives in both, by hand.

log p(y; t) = logsumexp_k g_k,   g_k = log w_k - z_k^2 / 2 - log s_k - log(2 pi) / 2,   z_k = (y - m_k) / s_k
w = softmax(a),   s = exp(l) + least,   with (a, m, l) and their derivatives in t given

With ' for d/dt: z' = -(m' + z s') / s,  z'' = -(m'' + 2 z' s' + z s'') / s,  and under r = softmax(g)

    d log p = E_r[dg],   d_i d_j log p = E_r[d_i d_j g + d_i g d_j g] - E_r[d_i g] E_r[d_j g]
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

LOG_2_PI_HALF = math.log(2 * math.pi) / 2


@dataclass(frozen=True)
class Derived:
    """(B,) each: the value, and what of its derivatives was asked for; zeros for the rest."""

    value: Tensor
    slope: Tensor
    bend: Tensor
    slope_of_settings: Tensor
    bend_of_settings: Tensor
    mixed: Tensor


def derived(y: Tensor, settings: Tensor, least: float) -> Derived:
    """At y (B, 1); settings (S, B, 3, K): a, m, l, then their first and second derivatives in t, as many as are known.

    Settings that do not move (S = 1) have the bend in y alone; with S = 2 there are slopes alone.
    """
    logits, means, logs = settings[0].unbind(1)
    wide = logs.exp()
    scale = wide + least
    z = (y - means) / scale
    g = logits.log_softmax(1) - z**2 / 2 - scale.log() - LOG_2_PI_HALF
    shares, in_y = g.softmax(1), -z / scale
    value, slope = g.logsumexp(1), (shares * in_y).sum(1)
    none = torch.zeros_like(value)
    if len(settings) == 2:
        *_, in_t = _moved(settings, wide, scale, z)
        return Derived(value, slope, none, (shares * in_t).sum(1), none, none)
    bend = (shares * (in_y**2 - scale**-2)).sum(1) - slope**2
    if len(settings) == 1:
        return Derived(value, slope, bend, none, none, none)
    turned, grown, in_t = _moved(settings, wide, scale, z)
    slope_t = (shares * in_t).sum(1)
    bend_t = (shares * (_bent(settings, wide, scale, z, turned, grown) + in_t**2)).sum(1) - slope_t**2
    across = (z * grown / scale - turned) / scale
    mixed = (shares * (across + in_t * in_y)).sum(1) - slope_t * slope
    return Derived(value, slope, bend, slope_t, bend_t, mixed)


def _moved(settings: Tensor, wide: Tensor, scale: Tensor, z: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """(B, K) z', s' and g'."""
    of_logits, of_means, of_logs = settings[1].unbind(1)
    weights = settings[0, :, 0].softmax(1)
    grown = wide * of_logs
    turned = -(of_means + z * grown) / scale
    of_weights = of_logits - (weights * of_logits).sum(1, keepdim=True)
    return turned, grown, of_weights - z * turned - grown / scale


def _bent(settings: Tensor, wide: Tensor, scale: Tensor, z: Tensor, turned: Tensor, grown: Tensor) -> Tensor:
    """(B, K) g''."""
    of_logits, _, of_logs = settings[1].unbind(1)
    on_logits, on_means, on_logs = settings[2].unbind(1)
    weights = settings[0, :, 0].softmax(1)
    bowed = wide * (of_logs**2 + on_logs)
    mean = (weights * of_logits).sum(1, keepdim=True)
    of_weights = on_logits - (weights * (on_logits + of_logits**2)).sum(1, keepdim=True) + mean**2
    turned_twice = -(on_means + 2 * turned * grown + z * bowed) / scale
    return of_weights - turned**2 - z * turned_twice - bowed / scale + (grown / scale) ** 2
