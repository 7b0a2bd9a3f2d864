"""The highest point of a density: uphill from many places by steps along the score, longer while they climb."""

from __future__ import annotations

import torch
from torch import Tensor

from .densities import Density

STARTS, STEPS = 24, 200


def log_peak(density: Density, places: Tensor, scale: float) -> float:
    """max log p, nats, uphill from the best of `places` (K, 2); `scale` is the narrowest, world units."""
    start = places.double()
    log_p = density.log_prob_and_score(start)[0]
    best = log_p.argsort(descending=True)[:STARTS]
    x, step = start[best], torch.full((len(best), 1), 0.5 * scale**2, dtype=torch.float64)
    log_p, score = density.log_prob_and_score(x)
    for _ in range(STEPS):
        to = x + step * score
        new, slope = density.log_prob_and_score(to)
        climbs = (new > log_p)[:, None]
        x, score = torch.where(climbs, to, x), torch.where(climbs, slope, score)
        log_p = torch.maximum(log_p, new)
        step = torch.where(climbs, step * 1.3, step / 2)
    return float(log_p.max())
