"""The same quantities in float64, from their formulas, with NumPy and SciPy alone.

Nothing here imports the program: an error that both have would have to be made twice.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import integrate, special

Array = NDArray[np.float64]


class Mixture:
    """sum_k w_k N(m_k, s_k^2 I) on the plane."""

    def __init__(self, parts: list[tuple[float, float, float, float]]) -> None:
        table = np.array(parts, dtype=np.float64)
        self.weights: Array = table[:, 0] / table[:, 0].sum()
        self.means: Array = table[:, 1:3]
        self.scales: Array = table[:, 3]

    def smoothed(self, sigma: float) -> Mixture:
        """Under noise of deviation sigma."""
        scales = np.sqrt(self.scales**2 + sigma**2)
        rows = zip(self.weights, self.means[:, 0], self.means[:, 1], scales, strict=True)
        return Mixture([(float(w), float(x), float(y), float(s)) for w, x, y, s in rows])

    def _shares(self, x: Array) -> tuple[Array, Array, Array]:
        """Log density (N,), each part's share of it (N, K) and the way to each part's middle (N, K, 2)."""
        way = self.means[None] - x[:, None]
        variances = self.scales**2
        logs = np.log(self.weights / (2 * np.pi * variances)) - (way**2).sum(2) / (2 * variances)
        total = special.logsumexp(logs, axis=1)
        return total, np.exp(logs - total[:, None]), way

    def log_density(self, x: Array) -> Array:
        """(N,) nats."""
        return self._shares(x)[0]

    def score(self, x: Array) -> Array:
        """(N, 2)."""
        _, share, way = self._shares(x)
        return np.asarray(((share / self.scales**2)[:, :, None] * way).sum(1))

    def divergence(self, x: Array) -> Array:
        """(N,) of the score: sum_k r_k (|way|^2 / s^4 - 2 / s^2) - |score|^2."""
        _, share, way = self._shares(x)
        curvature = (way**2).sum(2) / self.scales**4 - 2 / self.scales**2
        return np.asarray((share * curvature).sum(1) - (self.score(x) ** 2).sum(1))

    def draw(self, n: int, seed: int = 0) -> Array:
        """(n, 2) samples."""
        rng = np.random.default_rng(seed)
        part = rng.choice(len(self.weights), n, p=self.weights)
        return np.asarray(self.means[part] + self.scales[part, None] * rng.standard_normal((n, 2)))

    def mass_between(self, left: float, right: float, bottom: float, top: float) -> float:
        """Of a rectangle, by differences of the normal distribution."""
        along = [
            special.ndtr((high - self.means[:, axis]) / self.scales)
            - special.ndtr((low - self.means[:, axis]) / self.scales)
            for axis, (low, high) in enumerate(((left, right), (bottom, top)))
        ]
        return float((self.weights * along[0] * along[1]).sum())

    def mass_off_the_box(self) -> float:
        """Of all that is not in [-4, 4]^2, from the tails: 1 minus the rest would lose small ones."""
        below, above = (special.ndtr((sign * self.means - 4) / self.scales[:, None]) for sign in (-1, 1))
        x, y = (below + above).T
        return float((self.weights * (x + y - x * y)).sum())


def sliced_wasserstein(x: Array, y: Array, n: int = 720) -> float:
    """Root of the mean square of sorted projections on n directions over half a circle."""
    angle = np.pi * (np.arange(n) + 0.5) / n
    gaps = [
        ((np.sort(x @ [math.cos(a), math.sin(a)]) - np.sort(y @ [math.cos(a), math.sin(a)])) ** 2).mean() for a in angle
    ]
    return float(np.sqrt(np.mean(gaps)))


def wilson(share: float, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Where the score test turns: the two roots of (p - share)^2 = z^2 p (1 - p) / n."""
    z = float(special.ndtri(0.5 + confidence / 2))
    roots = np.roots([1 + z * z / n, -(2 * share + z * z / n), share * share])
    return float(min(roots.real)), float(max(roots.real))


def acceptance_of_a_random_walk(delta: float) -> float:
    """Of x' = x + delta z on N(0, I) in the plane, at rest: E 2 Phi(-delta |z| / 2), |z| as Rayleigh has it."""
    found = integrate.quad(lambda r: 2 * special.ndtr(-delta * r / 2) * r * math.exp(-r * r / 2), 0, math.inf)
    return float(found[0])


def gaussian_kl(precision: float, variance: float) -> float:
    """KL of N(0, variance I) from exp(-precision |x|^2 / 2) / Z, in the plane."""
    return precision * variance - 1 - math.log(precision * variance)


def crossings(path: Array) -> float:
    """A particle's moves over x = 0 per 1,000 steps; path (T + 1, N, 2), all of it in the box."""
    right = path[:, :, 0] > 0
    return float(1000 * (right[1:] != right[:-1]).sum() / ((len(path) - 1) * path.shape[1]))


def floor_of_total_variation(shares: Any, n: int) -> float:
    """E 1/2 sum |multinomial / n - p|, mode by mode from the binomial law itself."""
    total = 0.0
    for p in shares:
        k = np.arange(n + 1)
        log = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
        chance = np.exp(log + special.xlogy(k, p) + special.xlog1py(n - k, -p))
        total += float((chance * np.abs(k / n - p)).sum())
    return total / 2
