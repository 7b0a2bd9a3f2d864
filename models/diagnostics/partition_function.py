"""The referee of energy models: log Z by quadrature, possible only because the plane has two dimensions.

log Z = log integral exp(-E(x)) dx, over square cells that are split where mass is or may be: see quadrature/.

It knows when it is blind. `reason` says why a figure is not to be believed: cells whose errors are still too large when
the budget is spent, mass at the border or beyond the widest window, energies that are no numbers or too large for their
precision.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import torch
from torch import Tensor

from ..domain import HALF_WIDTH, Grid
from ..field import Field
from ..targets.modes import Modes
from .kl_divergence import KL_POINTS, kl_divergence
from .quadrature.asking import Asking
from .quadrature.cells import Cells
from .quadrature.exploration import explore
from .quadrature.far_out import log_mass_beyond
from .quadrature.masses import masses_in
from .quadrature.refinement import BUDGET, Refinement
from .quadrature.window import Window

__all__ = ["BUDGET", "KL_POINTS", "SIDE", "PartitionFunction", "kl_divergence", "partition_function"]

# cells along an edge of the picture
SIDE = 256
FIRST_HALF_WIDTH = 1.25 * HALF_WIDTH
# windows are widened up to here while mass is at their border, beyond it only for places that are known
WIDEST_HALF_WIDTH = 32.0
# shares of the mass: at the border, where the window is widened, and beyond which nothing is believed
WIDER_AT, RELIABLE_BORDER_MASS = 1e-5, 1e-3
# how far log Z may be wrong, nats
RELIABLE_ERROR = 1e-3


@dataclass(frozen=True, eq=False)
class PartitionFunction:
    """What the quadrature found."""

    log_z: float
    """nats"""
    error: float
    """How far log Z may be wrong by what the cells say of themselves, nats."""
    border_mass: float
    """Share of the mass in the outermost cells of the window, or beyond it."""
    reason: str
    """One sentence why log Z, the KL and the masses may not be believed; empty if they may."""
    evaluations: int
    """Points whose energy was asked."""
    cells: Cells
    side: int
    _field: Field = field(repr=False)

    @property
    def reliable(self) -> bool:
        """Whether the mass was seen; if not, log Z says little."""
        return not self.reason

    @cached_property
    def grid(self) -> Grid:
        """A picture's grid, wide enough for all but a thousandth of the mass."""
        edge, order = self.cells.edge().sort()
        beyond = (self.cells.log_mass[order] - self.log_z).exp().flip(0).cumsum(0).flip(0)
        far = edge[beyond > RELIABLE_BORDER_MASS]
        return Grid(self.side, max(FIRST_HALF_WIDTH, float(far.max()) if len(far) else 0.0))

    @cached_property
    def log_prob(self) -> Tensor:
        """(G, G) nats on `grid`, row 0 = lowest y; evaluated when it is first asked for, by the field as it is then."""
        with torch.no_grad():
            return (-self.grid.reshape(self._field.energy(self.grid.points())).double() - self.log_z).float()

    def mode_masses(self, modes: Modes) -> Tensor:
        """(M,) the model's own mass in each basin of the box, as shares that sum to 1; zeros if it has none there."""
        found = masses_in(self.cells, self.log_z, modes)
        total = float(found.sum())
        return found / total if total > 0 else found


@torch.no_grad()
def partition_function(
    field: Field, side: int = SIDE, *, known: Tensor | None = None, budget: int = BUDGET
) -> PartitionFunction:
    """Integrates exp(-E), widening its window while mass sits at the border.

    `known` (K, 2) are places where the energy may hide mass, such as the means of the target it has learnt; a field's
    own `landmarks` are always looked at. Errors: Unsupported if the field has no energy.
    """
    asking = Asking(field)
    places = torch.cat([each.double() for each in (field.landmarks(), known) if each is not None])
    found = explore(asking, places)
    if asking.rounding(float(found[1].min())) > RELIABLE_ERROR / 10:
        asking.sharpen()
        found = found[0], asking.energy(found[0])
    cells = Refinement(asking, Window.holding(places, margin=0.25), *found)
    cells.run(budget)
    while (border := _border(cells)) > WIDER_AT and cells.window.half_width < WIDEST_HALF_WIDTH:
        cells.widen()
        cells.run(budget)
    log_z = cells.cells.log_z()
    beyond = min(1.0, math.exp(min(0.0, log_mass_beyond(asking, cells.window.half_width) - log_z)))
    error = cells.cells.error()
    reason = _reason(asking, cells, max(border, beyond), error)
    return PartitionFunction(
        log_z, error, max(border, beyond), reason, asking.evaluations, cells.cells, side, _field=field
    )


def _border(found: Refinement) -> float:
    """Share of the mass in the cells that touch the border of the window."""
    cells = found.cells
    outermost = cells.log_mass[cells.edge() >= found.window.half_width * (1 - 1e-9)]
    return math.exp(float(outermost.logsumexp(0)) - cells.log_z())


def _reason(asking: Asking, found: Refinement, border: float, error: float) -> str:
    cells, half_width = found.cells, found.window.half_width
    if asking.bad or not math.isfinite(cells.log_z()):
        return "The energy is not a finite number everywhere, so that log Z cannot be summed."
    if not border < RELIABLE_BORDER_MASS:
        return (
            f"The model has mass beyond the widest window, [-{half_width:g}, {half_width:g}], so that log Z is only a "
            "lower bound; a confinement would hold it."
        )
    if not error < RELIABLE_ERROR:
        return (
            f"After {asking.evaluations:,} energies log Z may still be wrong by {min(error, 99):.2g} nats: the energy "
            "is rougher than its cells."
        )
    if (rounding := asking.rounding(float(found.energies.min()))) > RELIABLE_ERROR:
        return f"The energies are so large that single precision rounds them to {rounding:.2g} nats."
    return ""
