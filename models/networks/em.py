"""Expectation and maximisation for Gaussians with full covariances.

E: r_ik = w_k N(u_i; m_k, S_k) / sum_j w_j N(u_i; m_j, S_j)
M: w_k = mean_i r_ik,  m_k = E_r[u],  S_k = E_r[(u - m_k)(u - m_k)^T] + floor I,  E_r[v] = sum_i r_ik v_i / sum_i r_ik

No step lowers the likelihood (but for the floor). Source: Dempster, Laird & Rubin 1977, section 4.3. The start is
greedy k-means++ (Arthur & Vassilvitskii 2007) and a few rounds of k-means.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

# added to every variance, standardised units squared: likelihood alone would shrink a Gaussian onto a point
FLOOR = 1e-6
ROUNDS = 10


@dataclass(frozen=True)
class Parts:
    """float64: weights (K,), means (K, 2), covariances (K, 2, 2)."""

    weights: Tensor
    means: Tensor
    covariances: Tensor


def moments(u: Tensor) -> Parts:
    """One Gaussian with the moments of points (N, 2)."""
    return maximised(u, torch.ones(len(u), 1, dtype=u.dtype))


def started(u: Tensor, k: int, generator: Generator) -> Parts:
    """k Gaussians of the clusters of points (N, 2) that k-means finds."""
    centres = _seeds(u, k, generator)
    for _ in range(ROUNDS):
        shares = torch.nn.functional.one_hot(torch.cdist(u, centres).argmin(1), k).to(u.dtype)
        counts = shares.sum(0)[:, None]
        centres = torch.where(counts > 0, shares.T @ u / counts.clamp_min(1), centres)
    # nobody is left empty: each Gaussian has a little of everything
    return maximised(u, 0.999 * shares + 0.001 / k)


def expected(u: Tensor, parts: Parts) -> tuple[Tensor, float]:
    """The shares (N, K) of Gaussians in points, and the mean log-likelihood, nats a point."""
    a, b, d = parts.covariances[:, 0, 0], parts.covariances[:, 0, 1], parts.covariances[:, 1, 1]
    determinant = a * d - b**2
    x, y = (u[:, None] - parts.means).unbind(2)
    distance = (d * x**2 - 2 * b * x * y + a * y**2) / determinant
    g = parts.weights.log() - distance / 2 - determinant.log() / 2 - math.log(2 * math.pi)
    total = g.logsumexp(1)
    return (g - total[:, None]).exp_(), float(total.mean())


def maximised(u: Tensor, shares: Tensor) -> Parts:
    """The Gaussians that shares (N, K) of points make."""
    counts = shares.sum(0).clamp_min(1e-9)
    means = shares.T @ u / counts[:, None]
    x, y = (u[:, None] - means).unbind(2)
    a, b, d = ((shares * each).sum(0) / counts for each in (x * x, x * y, y * y))
    covariances = torch.stack([torch.stack([a + FLOOR, b], dim=1), torch.stack([b, d + FLOOR], dim=1)], dim=1)
    return Parts(counts / counts.sum(), means, covariances)


def information_criterion(n: int, k: int, log_likelihood: float) -> float:
    """BIC = -2 log L + (6 k - 1) log n for k Gaussians on n points of this mean log-likelihood: Schwarz 1978."""
    return -2 * n * log_likelihood + (6 * k - 1) * math.log(n)


def _seeds(u: Tensor, k: int, generator: Generator) -> Tensor:
    """(k, 2) points far apart: of a few drawn by their squared distance from those taken, the one that helps most."""
    n, tries = len(u), 2 + int(math.log(k))
    taken = u[torch.randint(n, (1,), generator=generator)]
    nearest = ((u - taken) ** 2).sum(1)
    for _ in range(k - 1):
        drawn = torch.multinomial(nearest.clamp_min(1e-12), tries, replacement=True, generator=generator)
        left = torch.minimum(nearest[:, None], torch.cdist(u, u[drawn]) ** 2)
        best = int(left.sum(0).argmin())
        taken, nearest = torch.cat([taken, u[drawn[best], None].reshape(1, 2)]), left[:, best]
    return taken
