"""Fewer parts for one mixture: the least are dropped, then those of one cell become one, by their moments.

Parts of about one scale that lie in one cell are replaced by a Gaussian of their mass, mean and variance,
    v = sum_k w_k (v_k + |m_k - m|^2 / 2) / sum_k w_k,
where the cell's edge is a share of their scale: the smallest at which few enough parts are left.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .parts import LogParts, Outlook

# shares of the parts' own scale that a cell's edge takes, each in turn
FIRST_EDGE, NEXT_EDGE, LAST_EDGE = 0.1, 1.1, 8.0
# parts of one class have scales within a factor of sqrt(2)
CLASSES = 2.0


def reduced(parts: LogParts, most: int, share: float, outlook: Outlook | None = None) -> tuple[LogParts, float]:
    """At most `most` parts, and the share of the mass that was dropped: no more than `share`.

    With an `outlook` the least are those that hold least after it. Nothing is touched where few enough parts are there.
    """
    if len(parts) <= most:
        return parts, 0.0
    held = parts.log_weights if outlook is None else parts.log_weights + outlook(parts)
    weights = (held - held.logsumexp(0)).exp()
    rising = weights.argsort()
    cumulative = weights[rising].cumsum(0)
    n_dropped = min(int((cumulative <= share).sum()), len(parts) - 1)
    kept = parts[rising[n_dropped:].sort().values]
    return merged(kept, most), float(cumulative[n_dropped - 1]) if n_dropped else 0.0


def merged(parts: LogParts, most: int) -> LogParts:
    """At most `most` parts with the moments that they had, cell by cell."""
    if len(parts) <= most:
        return parts
    edge = FIRST_EDGE
    while edge < LAST_EDGE:
        cells = _cells(parts, edge)
        if int(cells.max()) < most:
            return _joined(parts, cells)
        edge *= NEXT_EDGE
    return parts[parts.log_weights.argsort(descending=True)[:most]]  # no cell holds enough: the heaviest stand for all


def _kind(parts: LogParts) -> Tensor:
    """(K,) the class of each part's scale."""
    classes: Tensor = torch.round(CLASSES * 0.5 * parts.variances.log2())
    return classes


def _cells(parts: LogParts, edge: float) -> Tensor:
    """(K,) the cell of each part, numbered from 0."""
    kind = _kind(parts)
    size = edge * 2 ** (kind / CLASSES)
    keys = torch.cat([kind[:, None], (parts.means / size[:, None]).floor()], 1).long()
    cells: Tensor = torch.unique(keys, dim=0, return_inverse=True)[1]
    return cells


def _joined(parts: LogParts, cells: Tensor) -> LogParts:
    n = int(cells.max()) + 1
    top = float(parts.log_weights.max())
    weights = (parts.log_weights - top).exp().clamp(min=math.exp(-300))
    total = torch.zeros(n, dtype=torch.float64).index_add_(0, cells, weights)
    means = torch.zeros(n, 2, dtype=torch.float64).index_add_(0, cells, weights[:, None] * parts.means)
    means /= total[:, None]
    spread = parts.variances + ((parts.means - means[cells]) ** 2).sum(1) / 2
    variances = torch.zeros(n, dtype=torch.float64).index_add_(0, cells, weights * spread) / total
    return LogParts(total.log() + top, means, variances)
