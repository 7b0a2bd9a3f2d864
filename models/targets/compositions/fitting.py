"""Parts fitted to a density by expectation maximisation over the cells of a grid.

With shares r_kn of part k at cell n and masses m_n:  w_k = sum_n r_kn m_n,  mu_k = sum_n r_kn m_n x_n / w_k,
v_k = sum_n r_kn m_n |x_n - mu_k|^2 / (2 w_k). Each round lowers KL(p || q). Source: Dempster, Laird & Rubin 1977.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ...domain import Grid
from .densities import Density, log_density
from .parts import LogParts

CELLS_A_SCALE = 1.5
FEWEST_SIDE, FINEST_SIDE = 96, 768
# shares of the largest cell's mass that count
COUNTED = 1e-7
REACH = 4.0
CHUNK = 1 << 11


def cells_of(density: Density, parts: LogParts) -> tuple[Tensor, Tensor]:
    """Centres (n, 2) of the cells that hold the density's mass, and their shares (n,); as fine as the parts need."""
    scales = parts.variances.sqrt()
    half_width = float((parts.means.abs().amax(1) + REACH * scales).max())
    side = math.ceil(2 * half_width * CELLS_A_SCALE / float(scales.min()))
    grid = Grid(min(FINEST_SIDE, max(FEWEST_SIDE, side)), half_width)
    points = grid.points(torch.float64)
    log_p = log_density(density, points)
    live = log_p > log_p.max() + math.log(COUNTED)
    return points[live], (log_p[live] - log_p[live].logsumexp(0)).exp()


def fitted(parts: LogParts, x: Tensor, mass: Tensor, rounds: int) -> LogParts:
    """As many parts, after so many rounds."""
    for _ in range(rounds):
        parts = _round(parts, x, mass)
    return parts


def _round(parts: LogParts, x: Tensor, mass: Tensor) -> LogParts:
    total = torch.zeros(len(parts), 4, dtype=torch.float64)
    constant = (parts.log_weights - parts.log_weights.max() - parts.variances.log()).float()
    half_precision = (0.5 / parts.variances).float()
    means = parts.means.float()
    moments = torch.cat([torch.ones(len(x), 1).double(), x, (x**2).sum(1, keepdim=True)], 1) * mass[:, None]
    for first in range(0, len(x), CHUNK):
        at, held = x[first : first + CHUNK], moments[first : first + CHUNK]
        gap = torch.cdist(at.float(), means, compute_mode="donot_use_mm_for_euclid_dist") ** 2
        shares = (constant - gap * half_precision).softmax(1)
        total += (shares.T @ held.float()).double()
    weights = total[:, 0].clamp(min=1e-300)
    centres = total[:, 1:3] / weights[:, None]
    variances = (total[:, 3] / weights - (centres**2).sum(1)) / 2
    # what rounding has left of a part that holds next to nothing keeps its width
    sound = variances > 0.1 * parts.variances
    return LogParts(weights.log(), centres, torch.where(sound, variances, parts.variances))
