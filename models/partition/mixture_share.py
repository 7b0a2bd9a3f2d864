r"""The exact share of a Gaussian mixture inside a polygon, by Green's theorem along its edges.

In units of one component, u = (x - mu) / s, a share is a sum over the edges of the counter-clockwise polygon,

    integral over the inside of phi(u) phi(v) du dv  =  sum over edges of  integral Phi(u) phi(v) dv
                                                     =  sum over edges of  [Phi(u) Phi(v)] - integral phi(u) Phi(v) du,

the first on steep edges and the second on flat ones, so that what is integrated along an edge changes no faster than
phi itself. Gauss and Legendre's rule then is right to 1e-9. Source: Green's theorem for F = Phi(u) phi(v).
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from ..targets.gaussian_mixture import GaussianMixture
from .polygon import AT_ONCE, area, edges

# standard deviations beyond which phi counts for nothing
FAR = 7.5
# up to this many of them a short rule is enough
SHORT = 1.0
NODES, FEW_NODES = 40, 8


def mixture_share(mixture: GaussianMixture, corners: Tensor) -> float:
    """The probability that a point of the mixture falls inside the polygon (C, 2)."""
    start, end = edges(corners if area(corners) > 0 else corners.flip(0))
    exact = mixture.to(torch.float64)
    total = 0.0
    for part in torch.split(torch.arange(exact.n_components), max(1, AT_ONCE // (NODES * len(corners)))):
        scales, means = exact.scales[part, None, None], exact.means[part, None]
        total += float(exact.weights[part] @ _along((start - means) / scales, (end - means) / scales).sum(1))
    return min(1.0, max(0.0, total))


def _along(start: Tensor, end: Tensor) -> Tensor:
    """(K, C) what each edge adds, its ends (K, C, 2) in units of each component."""
    delta = (end - start).abs()
    steep = delta[..., 1] >= delta[..., 0]
    # with the axes exchanged a flat edge is a steep one
    from_, to = (torch.where(steep[..., None], p, p.flip(-1)) for p in (start, end))
    found = torch.zeros_like(from_[..., 0])
    short = (to[..., 1] - from_[..., 1]).abs() <= SHORT
    for which, n in ((short, FEW_NODES), (~short, NODES)):
        found[which] = _steep(from_[which], to[which], n)
    corner = _below(end).prod(-1) - _below(start).prod(-1)
    return torch.where(steep, found, corner - found)


def _steep(start: Tensor, end: Tensor, n: int) -> Tensor:
    """(M,) integral of Phi(u) phi(v) dv along edges from start to end (M, 2) that rise faster than they run."""
    nodes, weights = (torch.from_numpy(each) for each in np.polynomial.legendre.leggauss(n))
    low, high = start[:, 1].clamp(-FAR, FAR), end[:, 1].clamp(-FAR, FAR)
    v = (low + high)[:, None] / 2 + (high - low)[:, None] / 2 * nodes
    rise = end[:, 1] - start[:, 1]
    slope = (end[:, 0] - start[:, 0]) / torch.where(rise == 0, 1.0, rise)
    u = start[:, :1] + slope[:, None] * (v - start[:, 1:])
    density = (-(v**2) / 2).exp() / math.sqrt(2 * math.pi)
    return (_below(u) * density) @ weights * (high - low) / 2


def _below(u: Tensor) -> Tensor:
    """Phi(u), the normal distribution function."""
    below: Tensor = torch.special.ndtr(u)
    return below
