"""The exact target: an isotropic Gaussian mixture, with everything about it in closed form.

log p(x) = logsumexp_k [ log w_k - |x - mu_k|^2 / (2 s_k^2) - log(2 pi s_k^2) ]
grad log p(x) = sum_k r_k(x) (mu_k - x) / s_k^2,   r = softmax_k of the bracket
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import torch
from torch import Generator, Tensor

from ..domain import HALF_WIDTH, Grid
from ..errors import InvalidInput
from .brackets import Parts, curvature, density, evaluated, recorded, slope

MAX_COMPONENTS = 5_000
MIN_SCALE, MAX_SCALE = 1e-3, 4.0


@dataclass(frozen=True, eq=False)
class GaussianMixture:
    """sum_k w_k N(mu_k, s_k^2 I) on the plane.

    Shapes: weights (K,), means (K, 2), scales (K,); float64 unless `to` says otherwise.
    Units: means and scales in world units, log-densities in nats, scores in 1/unit.
    Source: the identities are standard; Tweedie's formula is Efron 2011, eq. 1.1.
    """

    weights: Tensor
    means: Tensor
    scales: Tensor
    origin: Origin | None = field(default=None, kw_only=True)
    """What it was composed of; None of a target that was not, and of what is computed from one."""

    @staticmethod
    def create(
        weights: Tensor | Sequence[float], means: Tensor | Sequence[Sequence[float]], scales: Tensor | Sequence[float]
    ) -> GaussianMixture:
        """Check and normalise. Errors: InvalidInput that names weights, means or scales and the allowed range."""
        w, m, s = (torch.as_tensor(value, dtype=torch.float64) for value in (weights, means, scales))
        if not 1 <= w.numel() <= MAX_COMPONENTS:
            raise InvalidInput("components", f"A target needs 1 to {MAX_COMPONENTS:,} components; got {w.numel():,}.")
        if m.shape != (w.numel(), 2) or s.shape != w.shape:
            raise InvalidInput("components", "Every component needs one weight, a mean [x, y] and one scale.")
        if not (torch.isfinite(w).all() and (w >= 0).all() and w.sum() > 0):
            raise InvalidInput("weight", "Weights must be finite numbers, none below 0, at least one above 0.")
        if not torch.isfinite(m).all() or m.abs().max() > 1e3:
            raise InvalidInput("mean", "Means must be finite numbers in [-1000, 1000] world units.")
        if not (torch.isfinite(s).all() and (s >= MIN_SCALE).all() and (s <= MAX_SCALE).all()):
            raise InvalidInput("scale", f"Scales must lie in [{MIN_SCALE:g}, {MAX_SCALE:g}] world units.")
        kept = w > 0
        return GaussianMixture(w[kept] / w[kept].sum(), m[kept], s[kept])

    # -- what it is made of --------------------------------------------------------------------------------

    @property
    def no_noise_levels(self) -> str:
        """Why its smoothed score has no closed form, after "needs ..."; empty where it has one, as a mixture's does."""
        return ""

    @property
    def n_components(self) -> int:
        return self.weights.numel()

    @property
    def narrowest_scale(self) -> float:
        """The smallest standard deviation among the components, world units."""
        return float(self.scales.min())

    def scale_of_mass(self, share: float) -> float:
        """The scale, world units, below which parts hold no more than this share of the mass."""
        order = self.scales.argsort()
        below = torch.cumsum(self.weights[order].double(), 0)
        # the last digits of a sum must not decide
        at = int(torch.searchsorted(below, share + 1e-9).clamp(max=len(order) - 1))
        return float(self.scales[order[at]])

    def mean(self) -> Tensor:
        """(2,) the mean of the whole mixture."""
        return self.weights @ self.means

    def rms_deviation(self) -> float:
        """Root of the variance per coordinate averaged over both coordinates, world units."""
        centred = self.means - self.mean()
        return float((self.weights * ((centred**2).sum(1) / 2 + self.scales**2)).sum().sqrt())

    def mass_outside(self) -> float:
        """The exact share of the mass outside the box: sum_k w_k (a + b - a b), a and b the tails along x and y."""
        scales = self.scales.double()[:, None] * math.sqrt(2)
        means = self.means.double()
        above, below = torch.erfc((HALF_WIDTH - means) / scales), torch.erfc((HALF_WIDTH + means) / scales)
        a, b = ((above + below) / 2).unbind(1)
        return min(1.0, float(self.weights.double() @ (a + b - a * b)))

    def to(self, dtype: torch.dtype) -> GaussianMixture:
        return GaussianMixture(self.weights.to(dtype), self.means.to(dtype), self.scales.to(dtype))

    def smoothed(self, sigma: float) -> GaussianMixture:
        """p * N(0, sigma^2 I): the same mixture with s_k^2 + sigma^2."""
        return GaussianMixture(self.weights, self.means, (self.scales**2 + sigma**2).sqrt())

    def fingerprint(self) -> str:
        """A hash that is equal exactly when weights, means and scales are."""
        parts = torch.cat([self.weights[:, None], self.means, self.scales[:, None]], dim=1).double()
        return hashlib.blake2b(parts.contiguous().numpy().tobytes(), digest_size=12).hexdigest()

    # -- chance --------------------------------------------------------------------------------------------

    @cached_property
    def _cumulative(self) -> Tensor:
        return torch.cumsum(self.weights, 0)

    def sample_components(self, n: int, generator: Generator) -> Tensor:
        """(n,) component indices drawn by weight."""
        uniform = torch.rand(n, generator=generator, dtype=self.weights.dtype)
        return torch.searchsorted(self._cumulative, uniform).clamp(max=self.n_components - 1)

    def sample(self, n: int, generator: Generator) -> Tensor:
        """(n, 2) exact samples in the mixture's dtype."""
        k = self.sample_components(n, generator)
        z = torch.randn(n, 2, generator=generator, dtype=self.means.dtype)
        return self.means[k] + self.scales[k, None] * z

    # -- the density and its derivatives --------------------------------------------------------------------

    def log_prob(self, x: Tensor) -> Tensor:
        """(N,) nats."""
        if _differentiated(x):
            return self._recorded(x)[0]
        return evaluated(density, self._parts_in, x)[0]

    def score(self, x: Tensor) -> Tensor:
        """(N, 2) grad log p, 1/unit."""
        return self.log_prob_and_score(x)[1]

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        if _differentiated(x):
            return self._recorded(x)
        out = evaluated(slope, self._parts_in, x)
        return out[0], out[1:3].T.contiguous()

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The score (N, 2) and its divergence (N,), 1/unit^2."""
        out = evaluated(curvature, self._parts_in, x)
        return out[1:3].T.contiguous(), out[3] + out[4]

    def divergence(self, x: Tensor) -> Tensor:
        """(N,) tr(grad_x score) = laplacian of log p, 1/unit^2."""
        return self.score_and_divergence(x)[1]

    def hessian(self, x: Tensor) -> Tensor:
        """(N, 2, 2) of log p, the score's Jacobian, 1/unit^2."""
        return evaluated(curvature, self._parts_in, x)[[3, 5, 5, 4]].T.reshape(-1, 2, 2)

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        """(N, 2) score of p_sigma at each x, with one sigma for all or (N,) a sigma for each."""
        if not isinstance(sigma, Tensor) or sigma.ndim == 0:
            return self.smoothed(float(sigma)).score(x)
        return evaluated(slope, self._parts_in, x, sigma.to(x.dtype))[1:3].T.contiguous()

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        if not isinstance(sigma, Tensor) or sigma.ndim == 0:
            return self.smoothed(float(sigma)).score_and_divergence(x)
        out = evaluated(curvature, self._parts_in, x, sigma.to(x.dtype))
        return out[1:3].T.contiguous(), out[3] + out[4]

    @cached_property
    def _parts(self) -> dict[torch.dtype, Parts]:
        return {}

    def _parts_in(self, dtype: torch.dtype) -> Parts:
        """What the components contribute, in the dtype of the question."""
        if dtype not in self._parts:
            self._parts[dtype] = Parts.of(self.weights, self.means, self.scales, dtype)
        return self._parts[dtype]

    def _recorded(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return recorded(self.weights.to(x.dtype), self.means.to(x.dtype), self.scales.to(x.dtype), x)

    # -- on a grid -----------------------------------------------------------------------------------------

    def cell_mass(self, grid: Grid) -> Tensor:
        """(G, G) float64 exact mass of every cell: sum_k w_k [Phi]_x [Phi]_y, a product of differences of erf."""
        edges = grid.edges()
        scales = self.scales.double()[:, None] * math.sqrt(2)
        along_x = torch.erf((edges[None] - self.means.double()[:, :1]) / scales).diff(dim=1) / 2
        along_y = torch.erf((edges[None] - self.means.double()[:, 1:]) / scales).diff(dim=1) / 2
        return (along_y * self.weights.double()[:, None]).T @ along_x

    def density_on_grid(self, grid: Grid) -> Tensor:
        """(G, G) float64 mean density of every cell, 1/unit^2: right even for strokes much thinner than a cell."""
        return self.cell_mass(grid) / grid.cell_area


@dataclass(frozen=True, eq=False)
class Origin:
    """The exact targets that a composition was made of, and how.

    `powers` are those of a product's experts, and the shares of a union's; (1, 1) of a negation, wanted first.
    """

    kind: Literal["product", "union", "negation"]
    experts: tuple[GaussianMixture, ...]
    powers: tuple[float, ...]


def _differentiated(x: Tensor) -> bool:
    """Whether anybody may want the derivative in x of what is computed now."""
    return torch.is_grad_enabled() and x.requires_grad
