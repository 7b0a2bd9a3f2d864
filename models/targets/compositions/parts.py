"""Parts of a product of mixtures, unnormalised and in logs: what two of them make, pair by pair.

For parts i of A and j of B with variances v, V = v_i + v_j:
    log c_ij = log w_i + log w_j - |m_i - m_j|^2 / (2 V) - log(2 pi V)
    m_ij = (m_i v_j + m_j v_i) / V,    v_ij = v_i v_j / V
Source: the product of two normal densities, e.g. Petersen & Pedersen 2012, The Matrix Cookbook, section 8.1.8.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from ..gaussian_mixture import GaussianMixture

# pairs held at once
CHUNK = 1 << 20
# candidates that are looked at one by one
MOST_CANDIDATES = 120_000
# nats under the heaviest pair: what lies lower can become nothing any more
HOPELESS = 60.0


@dataclass(frozen=True, eq=False)
class LogParts:
    """exp(log_weight_k) N(mean_k, variance_k I): (K,), (K, 2), (K,), float64."""

    log_weights: Tensor
    means: Tensor
    variances: Tensor

    @staticmethod
    def of(mixture: GaussianMixture) -> LogParts:
        return LogParts(mixture.weights.double().log(), mixture.means.double(), mixture.scales.double() ** 2)

    def __len__(self) -> int:
        return len(self.log_weights)

    def __getitem__(self, kept: Tensor) -> LogParts:
        return LogParts(self.log_weights[kept], self.means[kept], self.variances[kept])

    @property
    def log_total(self) -> float:
        """log of what all parts hold together, nats."""
        return float(self.log_weights.logsumexp(0))

    def normalised(self) -> tuple[Tensor, Tensor, Tensor]:
        """Weights that sum to 1, means and scales."""
        return (self.log_weights - self.log_total).exp(), self.means, self.variances.sqrt()


@dataclass(frozen=True)
class Pairs:
    """The pairs that may matter, and what all of them hold, nats."""

    parts: LogParts
    log_total: float
    n_pairs: int


def multiplied(a: LogParts, b: LogParts) -> Pairs:
    """A times B: at most MOST_CANDIDATES pairs, the heaviest; `log_total` counts all of them."""
    totals, heaviest = [], []
    for _, log_c in _chunks(a, b):
        totals.append(log_c.logsumexp((0, 1)))
        heaviest.append(log_c.max())
    log_total = float(torch.stack(totals).logsumexp(0))
    cut = float(torch.stack(heaviest).max()) - HOPELESS
    pairs, log_c = _above(a, b, cut)
    i, j = pairs // len(b), pairs % len(b)
    v_i, v_j = a.variances[i], b.variances[j]
    both = v_i + v_j
    means = (a.means[i] * v_j[:, None] + b.means[j] * v_i[:, None]) / both[:, None]
    return Pairs(LogParts(log_c, means, v_i * v_j / both), log_total, len(a) * len(b))


def _above(a: LogParts, b: LogParts, cut: float) -> tuple[Tensor, Tensor]:
    """Numbers i K_b + j of the pairs above `cut`, and their log c; never many more at once than are wanted."""
    numbers, values = [torch.empty(0, dtype=torch.long)], [torch.empty(0, dtype=torch.float64)]
    for first, log_c in _chunks(a, b):
        flat = log_c.reshape(-1)
        found = (flat >= cut).nonzero()[:, 0]
        numbers.append(found + first * len(b))
        values.append(flat[found])
        if sum(map(len, numbers)) > 8 * MOST_CANDIDATES:
            few, their_values = _heaviest(torch.cat(numbers), torch.cat(values))
            numbers, values, cut = [few], [their_values], float(their_values.min())
    return _heaviest(torch.cat(numbers), torch.cat(values))


def _heaviest(numbers: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
    if len(numbers) <= MOST_CANDIDATES:
        return numbers, values
    order = values.argsort(descending=True)[:MOST_CANDIDATES]
    return numbers[order], values[order]


def _chunks(a: LogParts, b: LogParts) -> Iterator[tuple[int, Tensor]]:
    rows = max(1, CHUNK // len(b))
    for first in range(0, len(a), rows):
        part = slice(first, first + rows)
        both = a.variances[part, None] + b.variances[None]
        apart = ((a.means[part, None] - b.means[None]) ** 2).sum(2)
        held = a.log_weights[part, None] + b.log_weights[None]
        yield first, held - apart / (2 * both) - torch.log(2 * math.pi * both)


def overlaps(parts: LogParts, other: LogParts) -> Tensor:
    """(K,) log of the integral of each part's own Gaussian times the other mixture, nats."""
    ones = LogParts(torch.zeros_like(parts.log_weights), parts.means, parts.variances)
    return torch.cat([log_c.logsumexp(1) for _, log_c in _chunks(ones, other)])


Outlook = Callable[[LogParts], Tensor]
"""(K,) nats: how much each part is going to be multiplied by what is still to come."""
