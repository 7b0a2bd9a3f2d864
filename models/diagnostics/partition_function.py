"""The referee of energy models: log Z by quadrature, possible only because the plane has two dimensions.

log Z = log integral exp(-E(x)) dx ~ logsumexp_cells(-E) + log(cell area)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..domain import HALF_WIDTH, Grid
from ..field import Field
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes

SIDE = 256
# the first window is wider than the box: an energy may well leave mass just outside
FIRST_HALF_WIDTH = 1.25 * HALF_WIDTH
WIDEST_HALF_WIDTH = 4 * HALF_WIDTH
# mass in the outermost ring of cells above which the window is called too small
RELIABLE_BORDER_MASS = 1e-3
KL_POINTS = 20_000


@dataclass(frozen=True)
class PartitionFunction:
    """What the quadrature found; `log_prob` (G, G) nats on `grid`, row 0 = lowest y."""

    log_z: float
    """nats"""
    border_mass: float
    """Share of the mass in the outermost ring of cells."""
    grid: Grid
    log_prob: Tensor

    @property
    def reliable(self) -> bool:
        """Whether the window held the mass; if not, log Z is a lower bound and says little."""
        return self.border_mass < RELIABLE_BORDER_MASS

    def mode_masses(self, modes: Modes) -> Tensor:
        """(M,) the model's own mass in each basin of the box, as shares that sum to 1."""
        labels = modes.label_of(self.grid.points())
        masses = self.log_prob.reshape(-1).double().exp() * self.grid.cell_area
        inside = labels >= 0
        found = torch.zeros(modes.n_modes, dtype=torch.float64).index_add_(0, labels[inside], masses[inside])
        return found / found.sum()


@torch.no_grad()
def partition_function(field: Field, side: int = SIDE) -> PartitionFunction:
    """Widens its window while mass sits on the border. Errors: Unsupported if the field has no energy."""
    half_width = FIRST_HALF_WIDTH
    while True:
        found = _quadrature(field, Grid(side, half_width))
        if found.reliable or half_width >= WIDEST_HALF_WIDTH:
            return found
        half_width *= 1.5


def kl_divergence(field: Field, mixture: GaussianMixture, log_z: float, n: int = KL_POINTS) -> float:
    """KL(p || p_theta) = E_p[log p + E] + log Z, nats, over the same n exact samples every time."""
    x = mixture.sample(n, stream(0, "kl")).float()
    with torch.no_grad():
        return float((mixture.log_prob(x).double() + field.energy(x).double()).mean()) + log_z


def _quadrature(field: Field, grid: Grid) -> PartitionFunction:
    energy = grid.reshape(field.energy(grid.points())).double()
    log_z = float((-energy).logsumexp((0, 1))) + math.log(grid.cell_area)
    log_prob = -energy - log_z
    inner = log_prob[1:-1, 1:-1].exp().sum() * grid.cell_area
    return PartitionFunction(log_z, max(0.0, 1 - float(inner)), grid, log_prob.float())
