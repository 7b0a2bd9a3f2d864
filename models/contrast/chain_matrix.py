r"""One step of a chain as a matrix over the cells of a grid, so that all its chance can be summed.

    Q_ij = N(x_j; x_i + eta s_i, 2 eta) cell area              (no drift for Metropolis-Hastings)
    P_ij = Q_ij min(1, q_j Q_ji / (q_i Q_ij)),  i != j         (no test for unadjusted Langevin)

and whatever a row lacks of 1, refused or lost over the border, stays where it was. With a test q P = q holds to the
digits of the machine, whatever the step; without one it does not: the chain's own law is another, and TV(q, q P) says
how far off. Source: Hastings 1970 (Biometrika 57), eq. 3; Roberts & Tweedie 1996, section 1.4.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from ..domain import HALF_WIDTH, Grid
from ..errors import InvalidInput, Unsupported
from ..field import Field

ChainKind = Literal["mala", "metropolis-hastings", "langevin"]
GRID = Grid(56, 1.25 * HALF_WIDTH)
# rows of the matrix made at once
AT_ONCE = 256
# probabilities below this are nothing: numbers so small only slow a processor down
NOTHING = 1e-30


@dataclass(frozen=True, eq=False)
class ChainMatrix:
    """The chain on exp(-E) over the cells of a grid, N = side^2 of them, row-major, row 0 = lowest y."""

    grid: Grid
    kind: ChainKind
    step_size: float
    """eta, unit^2."""
    stationary: Tensor
    """(N,) float64 q, the energy's own masses of the cells."""
    matrix: Tensor
    """(N, N) float64 P, rows sum to 1."""

    def after(self, start: Tensor, steps: Iterable[int]) -> Iterator[tuple[int, Tensor]]:
        """(k, start P^k) for each k of rising `steps`; start (N,) are masses of the cells."""
        masses, done = start.double(), 0
        for k in steps:
            for _ in range(k - done):
                masses = masses @ self.matrix
            done = k
            yield k, masses

    def own_bias(self) -> float:
        """TV(q, q P): 0 for a chain with a test, how far one step leads away from q without one."""
        return float((self.stationary @ self.matrix - self.stationary).abs().sum()) / 2


@torch.no_grad()
def chain_matrix(field: Field, kind: ChainKind, step_size: float, grid: Grid = GRID) -> ChainMatrix:
    """Errors: Unsupported without an energy; InvalidInput if the step is finer than a cell, with the cells it needs."""
    if not field.has_energy:
        raise Unsupported("model", "A chain's own density needs an energy; choose an energy model.")
    noise = math.sqrt(2 * step_size)
    if noise < grid.spacing * (1 - 1e-9):
        needed = math.ceil(2 * grid.half_width / noise)
        raise InvalidInput(
            "step_size",
            f"A step of noise {noise:.3g} falls between cells of {grid.spacing:.3g}; take a grid of {needed} cells a "
            f"side, or a step size of at least {grid.spacing**2 / 2:.3g}.",
        )
    x = grid.points(torch.float64)
    energy, score = (part.double() for part in field.energy_and_score(x.to(field.precision)))
    drift = torch.zeros_like(score) if kind == "metropolis-hastings" else step_size * score
    log_q = torch.log_softmax(-energy, 0)
    rows = [_rows(x, drift, log_q, slice(i, i + AT_ONCE), kind, step_size, grid) for i in range(0, len(x), AT_ONCE)]
    return ChainMatrix(grid, kind, step_size, log_q.exp(), torch.cat(rows))


def _rows(
    x: Tensor, drift: Tensor, log_q: Tensor, rows: slice, kind: ChainKind, step_size: float, grid: Grid
) -> Tensor:
    """(R, N) some rows of P."""
    to = _log_proposal(x[rows] + drift[rows], x, step_size, grid)
    if kind == "langevin":
        moved = to.exp()
    else:
        back = _log_proposal(x[rows], x + drift, step_size, grid)
        moved = torch.minimum(to, back + log_q - log_q[rows, None]).exp()
    moved = torch.where(moved < NOTHING, 0.0, moved)
    own = (torch.arange(len(moved)), torch.arange(len(x))[rows])
    moved[own] = 0.0
    # a rule whose cells are as wide as the noise may count a billionth too much
    moved = moved / moved.sum(1, keepdim=True).clamp(min=1.0)
    moved[own] = 1.0 - moved.sum(1)
    return moved


def _log_proposal(start: Tensor, to: Tensor, step_size: float, grid: Grid) -> Tensor:
    """(R, N) log of N(to; start, 2 eta) times a cell's area, from (R, 2) to (N, 2)."""
    squared = torch.cdist(start, to, compute_mode="donot_use_mm_for_euclid_dist") ** 2
    return -squared / (4 * step_size) + math.log(grid.cell_area / (4 * math.pi * step_size))
