"""A target that is no Gaussian mixture: its density in closed form, its Z, cells and samples by a grid.

Wherever a place or a width of the target is asked, a mixture of its cells stands for it: it has the target's mean and
variance. log p, score and Hessian are the composition's own; only log Z is a sum over the midpoints of cells, which is
as good as exact where a cell is at most narrowest scale / 1.3 (1e-4 there, 1e-13 a little below). Samples are exact:
a cell by what bounds it, a uniform point in it, accepted with probability p / bound (rejection, von Neumann 1951).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Generator, Tensor

from ...domain import HALF_WIDTH, Grid
from ...errors import InvalidInput, Unsupported
from ..gaussian_mixture import GaussianMixture
from .densities import Density, log_density
from .parts import LogParts

CELLS_A_SCALE = 1.3
WANTED_CELLS = 4.0
FEWEST_SIDE, WANTED_SIDE, FINEST_SIDE = 128, 256, 512
STAND_IN_PARTS = 4_000
# nats under the peak from which on a cell is empty
EMPTY = 35.0
# nats over the highest of nine points that a cell may hold in between: .04 at 1.3 cells a scale
MARGIN = 0.1
# of the mass in the outermost cells, from which on the window is widened, and how often
BORDER, WIDENINGS = 1e-6, 4
# and of a smoothed target
EMPTY_SMOOTHED = 25.0
BOX = Grid(1)


@dataclass(frozen=True, eq=False)
class Tabulated(GaussianMixture):
    """`density` over its integral. `weights`, `means` and `scales` are those of the mixture that stands for it."""

    density: Density
    log_z: float
    grid: Grid
    log_mass: Tensor
    """(side^2,) log mass of every cell of `grid`, nats, row 0 = lowest y."""
    finest: float
    """The narrowest scale, world units: steps of samplers go by it."""

    @staticmethod
    def of(density: Density, finest: float, half_width: float) -> Tabulated:
        """Over a window of at least this half width. Errors: InvalidInput with the cell size needed."""
        for _ in range(WIDENINGS):
            grid = window(finest, half_width)
            values = _over_grid(density, grid)
            total = float(values.logsumexp(0))
            log_mass = values - total
            if not math.isfinite(total):
                raise InvalidInput("of", "This composition has no mass that can be found; move its parts closer.")
            if _border(grid, log_mass) < BORDER:
                break
            half_width *= 1.5
        weights, means, scales = _stand_in(grid, log_mass)
        log_z = total + 2 * math.log(grid.spacing)
        return Tabulated(weights, means, scales, density, log_z, grid, log_mass, finest)

    # -- what stands for it ---------------------------------------------------------------------------------

    @property
    def no_noise_levels(self) -> str:
        return (
            "the target smoothed, and a composition with a broken power or a negation is no Gaussian mixture, so that "
            "its smoothed score has no closed form; take whole powers, or a sampler without noise levels such as mala."
        )

    @property
    def narrowest_scale(self) -> float:
        return self.finest

    def scale_of_mass(self, share: float) -> float:
        return self.finest

    def mass_outside(self) -> float:
        if self.grid.half_width <= HALF_WIDTH:
            return 0.0
        return max(0.0, 1.0 - float(self.cell_mass(BOX).sum()))

    def to(self, dtype: torch.dtype) -> Tabulated:
        weights, means, scales = (each.to(dtype) for each in (self.weights, self.means, self.scales))
        return Tabulated(weights, means, scales, self.density, self.log_z, self.grid, self.log_mass, self.finest)

    def smoothed(self, sigma: float) -> GaussianMixture:
        """p * N(0, sigma^2 I) as a mixture of cells no wider than the noise: for judges and for finding modes."""
        cells = max(1, int(1.25 * sigma / self.grid.spacing))
        parts = _blocks(self.grid, self.log_mass, cells)
        parts = parts[parts.log_weights > float(parts.log_weights.max()) - EMPTY_SMOOTHED]
        weights, means, scales = parts.normalised()
        widths = (scales**2 + sigma**2).sqrt()
        return GaussianMixture(*(each.to(self.means.dtype) for each in (weights, means, widths)))

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        raise Unsupported("target", f"A walk on noise levels needs {self.no_noise_levels}")

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        raise Unsupported("target", f"A walk on noise levels needs {self.no_noise_levels}")

    # -- the density and its derivatives ---------------------------------------------------------------------

    def log_prob(self, x: Tensor) -> Tensor:
        return self.log_prob_and_score(x)[0]

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_p, score = self.density.log_prob_and_score(x)
        return log_p - self.log_z, score

    def hessian(self, x: Tensor) -> Tensor:
        return self.density.hessian(x)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), self.hessian(x).diagonal(dim1=1, dim2=2).sum(1)

    # -- chance --------------------------------------------------------------------------------------------

    @cached_property
    def _bounds(self) -> tuple[Tensor, Tensor]:
        """Numbers of the cells that hold anything, and a bound of log p in each: over its corners, edges and centre."""
        log_p = self.log_mass - 2 * math.log(self.grid.spacing)
        cells = (log_p > float(log_p.max()) - EMPTY).nonzero()[:, 0]
        centres = self.grid.points(torch.float64)[cells]
        bound = log_p[cells]
        for i, j in ((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)):
            at = centres + torch.tensor([i, j], dtype=torch.float64) * self.grid.spacing / 2
            bound = torch.maximum(bound, log_density(self, at))
        return cells, bound + MARGIN

    def sample(self, n: int, generator: Generator) -> Tensor:
        """(n, 2) exact samples in the stand-in's dtype, by rejection."""
        cells, bound = self._bounds
        centres = self.grid.points(torch.float64)[cells]
        cumulative = (bound - bound.logsumexp(0)).exp().cumsum(0)
        found, missing = [torch.empty(0, 2, dtype=torch.float64)], n
        while missing > 0:
            tries = 2 * missing + 64
            chance = torch.rand(tries, 4, generator=generator, dtype=torch.float64)
            cell = torch.searchsorted(cumulative, chance[:, 0].contiguous()).clamp(max=len(cells) - 1)
            x = centres[cell] + (chance[:, 1:3] - 0.5) * self.grid.spacing
            accepted = x[chance[:, 3].log() < self.log_prob(x) - bound[cell]]
            found.append(accepted[:missing])
            missing -= len(found[-1])
        return torch.cat(found).to(self.means.dtype)

    # -- on a grid -----------------------------------------------------------------------------------------

    @cached_property
    def _masses(self) -> dict[tuple[int, float], Tensor]:
        return {}

    def cell_mass(self, grid: Grid) -> Tensor:
        """(G, G) float64 mass of every cell, by 2 x 2 Gauss points in cells of half the narrowest scale."""
        key = grid.side, grid.half_width
        if key not in self._masses:
            factor = math.ceil(2 * grid.spacing / self.finest)
            fine = Grid(grid.side * factor, grid.half_width)
            total = torch.zeros(fine.side**2, dtype=torch.float64)
            for i, j in ((i, j) for i in (-1, 1) for j in (-1, 1)):
                offset = torch.tensor([i, j], dtype=torch.float64) * fine.spacing / (2 * math.sqrt(3))
                total += _over_grid(self, fine, offset).exp() * fine.cell_area / 4
            blocks = total.reshape(grid.side, factor, grid.side, factor)
            self._masses[key] = blocks.sum((1, 3))
        return self._masses[key]


def window(finest: float, half_width: float) -> Grid:
    """The grid over a window: fine where that is cheap. Errors: InvalidInput with the cell size needed."""
    wanted = math.ceil(2 * half_width * WANTED_CELLS / finest)
    needed = math.ceil(2 * half_width * CELLS_A_SCALE / finest)
    if needed > FINEST_SIDE:
        raise InvalidInput(
            "powers",
            f"This composition is no Gaussian mixture and has parts of scale {finest:.2g}, which take cells of "
            f"{finest / CELLS_A_SCALE:.2g} world units; the finest grid over it has {2 * half_width / FINEST_SIDE:.2g}"
            ": take whole powers, smaller ones, or broader parts.",
        )
    return Grid(min(FINEST_SIDE, max(FEWEST_SIDE, needed, min(wanted, WANTED_SIDE))), half_width)


def _over_grid(density: Density, grid: Grid, offset: Tensor | None = None) -> Tensor:
    """(side^2,) log density at the cells' centres, or beside them, nats."""
    points = grid.points(torch.float64)
    if offset is not None:
        points = points + offset
    return log_density(density, points)


def _border(grid: Grid, log_mass: Tensor) -> float:
    """Share of the mass in the outermost cells."""
    mass = grid.reshape(log_mass.exp())
    return float(mass.sum() - mass[1:-1, 1:-1].sum())


def _blocks(grid: Grid, log_mass: Tensor, cells: int) -> LogParts:
    """The mass of blocks of so many cells along either axis as parts with the moments of the cells' centres."""
    column = torch.arange(grid.side) // cells
    n = int(column.max()) + 1
    block = (column[:, None] * n + column[None]).reshape(-1)
    mass, points = log_mass.exp(), grid.points(torch.float64)
    total = torch.zeros(n * n, dtype=torch.float64).index_add_(0, block, mass)
    held = total.clamp(min=1e-300)
    means = torch.zeros(n * n, 2, dtype=torch.float64).index_add_(0, block, mass[:, None] * points) / held[:, None]
    spread = mass * ((points - means[block]) ** 2).sum(1) / 2
    variances = torch.zeros(n * n, dtype=torch.float64).index_add_(0, block, spread) / held
    kept = total > 0
    return LogParts(total[kept].log(), means[kept], variances[kept])


def _stand_in(grid: Grid, log_mass: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Weights, means and scales of few enough blocks of cells, none narrower than a third of a cell."""
    cells, parts = 1, _blocks(grid, log_mass, 1)
    while len(parts := parts[parts.log_weights > float(parts.log_weights.max()) - EMPTY]) > STAND_IN_PARTS:
        cells += 1
        parts = _blocks(grid, log_mass, cells)
    weights, means, scales = parts.normalised()
    return weights, means, (scales**2 + (grid.spacing / 3) ** 2).sqrt()
