"""The pie of an energy: Z by quadrature and by chance, and the share of its mass in a region somebody drew.

The square that Monte-Carlo draws from is the box, doubled while the mass outside is more than a fifth of the exact
standard error: what it leaves out cannot be told from chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from torch import Tensor

from ..diagnostics.partition_function import WIDEST_HALF_WIDTH, PartitionFunction, partition_function
from ..diagnostics.quadrature.cells import Cells
from ..domain import HALF_WIDTH
from ..field import Field
from ..random_streams import stream
from .cell_share import cell_share
from .lasso import Lasso
from .monte_carlo import MonteCarlo, MonteCarloSpec, exact_error, exact_sample_size, monte_carlo

# of the exact standard error, the share of the mass that may lie outside of the square that points are drawn from
LEFT_OUT = 0.2
FEW = (
    "Few points found the mass: an effective sample size of {ess:.2g} says little, the error of log Z is {exact:.2g} "
    "by quadrature where the points say {error:.2g}."
)


@dataclass(frozen=True, eq=False)
class Pie:
    """log Z in nats, both ways, and shares of the mass."""

    found: PartitionFunction
    half_width: float
    """Of the square that the points of `chance` fall on, world units."""
    chance: MonteCarlo
    exact_error: float
    """One standard error of log Z that so many points have, by quadrature."""
    exact_sample_size: float

    def share(self, lasso: Lasso) -> float:
        """The probability of a region by the model itself."""
        return cell_share(self.found.cells, self.found.log_z, lasso.corners())

    def slices(self, lassos: list[Lasso]) -> list[float]:
        """The shares of regions, and last what is left of the whole, which regions that overlap may make negative."""
        shares = [self.share(each) for each in lassos]
        return [*shares, 1 - sum(shares)]

    def message(self) -> str:
        """What is not to be believed here, in one sentence; empty if all is."""
        if not self.found.reliable:
            return self.found.reason
        if self.chance.reliable:
            return ""
        values = {"ess": self.chance.effective_sample_size, "exact": self.exact_error, "error": self.chance.error}
        return FEW.format(**values)


def pie(field: Field, spec: MonteCarloSpec | None = None, *, known: Tensor | None = None) -> Pie:
    """Of any field with an energy; `known` (K, 2) are places where it may have mass. Errors: Unsupported."""
    spec = spec or MonteCarloSpec()
    found = partition_function(field, known=known)
    half_width = holding(found.cells, found.log_z, spec.n_points)
    chance = monte_carlo(field, spec.n_points, stream(spec.seed, "monte-carlo"), half_width)
    error = exact_error(found.cells, spec.n_points, half_width)
    return Pie(found, half_width, chance, error, exact_sample_size(found.cells, spec.n_points, half_width))


def holding(cells: Cells, log_z: float, n: int) -> float:
    """The half width of the box, doubled until n points would not notice what lies outside."""
    half_width, edge = HALF_WIDTH, cells.edge()
    while half_width < min(WIDEST_HALF_WIDTH, float(edge.max())):
        within = edge <= half_width * (1 + 1e-9)
        outside = 1 - math.exp(min(0.0, cells.at(within).log_z() - log_z))
        if outside <= LEFT_OUT * exact_error(cells, n, half_width):
            break
        half_width *= 2
    return half_width
