"""KL(p || p_theta) = E_p[log p + E] + log Z, nats, of an energy, over points of the target that are the same each time.

The points are stratified: the i-th of n belongs to the component where the weights' sum passes (i + 1/2) / n. What is
left of chance is read off differences of neighbours, which mostly share a component: Var ~ sum (d_i - d_{i-1})^2 /
(2 (n - 1) n). Source: Cochran 1977 (Sampling Techniques), sections 5.2 and 8.5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from ..field import Field
from ..random_streams import stream
from ..targets.compositions.tabulated import Tabulated
from ..targets.gaussian_mixture import GaussianMixture

KL_POINTS = 8_192


@dataclass(frozen=True)
class Kl:
    """Nats; `se` holds the chance of the points and the error of log Z."""

    value: float
    se: float


class KlJudge:
    """Holds one target's points and log densities: only the energies are asked anew."""

    def __init__(self, mixture: GaussianMixture, n: int = KL_POINTS) -> None:
        exact, chance = mixture.to(torch.float64), stream(0, "kl")
        # in single precision, as fields are asked: the density must be that of the very same points
        self._x = _points(exact, n, chance).float()
        self._log_prob = exact.log_prob(self._x.double())

    @torch.no_grad()
    def judge(self, field: Field, log_z: float, log_z_error: float = 0.0) -> Kl:
        """Of a field whose log Z is known but for an error, nats. Errors: Unsupported if it has no energy."""
        gap = self._log_prob + field.energy(self._x.to(field.precision)).double()
        n = len(gap)
        variance = float(gap.diff().square().sum()) / (2 * max(1, n - 1) * n)
        return Kl(float(gap.mean()) + log_z, math.hypot(math.sqrt(variance), log_z_error))


def _points(exact: GaussianMixture, n: int, chance: Generator) -> Tensor:
    """(n, 2) float64, one part after the other; of a target without parts as chance has them."""
    if isinstance(exact, Tabulated):
        return exact.sample(n, chance)
    share = (torch.arange(n, dtype=torch.float64) + 0.5) / n
    component = torch.searchsorted(exact.weights.cumsum(0), share).clamp(max=exact.n_components - 1)
    z = torch.randn(n, 2, generator=chance, dtype=torch.float64)
    return exact.means[component] + exact.scales[component, None] * z


def kl_divergence(field: Field, mixture: GaussianMixture, log_z: float, n: int = KL_POINTS) -> float:
    """KL(p || p_theta), nats. Errors: Unsupported if the field has no energy."""
    return KlJudge(mixture, n).judge(field, log_z).value
