"""The cells that integrate exp(-E): split where their errors are, until little is left or the budget is spent."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from .asking import Asking
from .cells import Cells, as_cells, measured, nodes
from .gauss import NODES_PER_CELL
from .lattice import holders
from .neighbours import much_coarser
from .window import Window

# a cell is left alone when its error is below this share of its own mass, or that share of all mass
OF_ITS_OWN = 3e-4
OF_ALL = 1e-7
# of all mass, in a cell whose neighbours have to be nearly as fine
WORTH_FOLLOWING = 1e-7
# evaluations after which it ends as it stands
BUDGET = 600_000


@dataclass(eq=False)
class Refinement:
    """Cells that tile a window, and the places (P, 2) whose energies (P,) say where mass may hide between nodes."""

    asking: Asking
    window: Window
    places: Tensor
    energies: Tensor

    def __post_init__(self) -> None:
        self.cells = self._roots(self.window)
        self._cell_of = holders(self.places, self.cells.centres, self.cells.halves)

    def run(self, budget: int = BUDGET) -> None:
        """Split until nothing is worth it, or `budget` points have been asked in all."""
        while len(worth := self._worth_splitting()) or len(worth := self._left_behind()):
            room = (budget - self.asking.evaluations) // (4 * NODES_PER_CELL)
            if room < 1:
                return
            if len(worth) > room:
                worth = worth[self.cells.log_error[worth].argsort(descending=True)[:room]]
            self._split(worth)

    def widen(self) -> None:
        """Put a ring of cells around the window."""
        wider = self.window.wider()
        ring = self._roots(wider, beyond=self.window)
        held = holders(self.places, ring.centres, ring.halves)
        self._cell_of = torch.where(held >= 0, held + len(self.cells), self._cell_of)
        self.cells, self.window = self.cells.joined(ring), wider

    def _roots(self, window: Window, beyond: Window | None = None) -> Cells:
        centres, halves = window.cells(beyond)
        lowest = self._lowest(holders(self.places, centres, halves), len(halves))
        energies = as_cells(self.asking.energy(nodes(centres, halves)))
        return measured(centres, halves, energies, lowest, None)

    def _worth_splitting(self) -> Tensor:
        """(W,) indices of cells."""
        cells = self.cells
        bound = torch.maximum(cells.log_mass + math.log(OF_ITS_OWN), torch.tensor(cells.log_z() + math.log(OF_ALL)))
        # a cell as small as numbers are dense has nothing left to find
        wide = cells.halves > 1e-12 * (1 + cells.centres.abs().amax(1))
        return torch.nonzero((cells.log_error > bound) & wide)[:, 0]

    def _left_behind(self) -> Tensor:
        """(W,) indices of cells much coarser than a neighbour that holds mass."""
        cells = self.cells
        return much_coarser(cells, torch.nonzero(cells.log_mass > cells.log_z() + math.log(WORTH_FOLLOWING))[:, 0])

    def _split(self, which: Tensor) -> None:
        cells, n = self.cells, len(self.cells)
        kept = torch.ones(n, dtype=torch.bool)
        kept[which] = False
        parents, rest = cells.at(which), cells.at(kept)
        place = torch.where(kept, kept.long().cumsum(0) - 1, -1)
        place[which] = len(rest) + 4 * torch.arange(len(which))
        centres, halves = parents.quarters()
        cell = self._cell_of.clamp(min=0)
        quarter = (self.places > cells.centres[cell]).long() @ torch.tensor([1, 2])
        moved = place[cell] + torch.where(kept[cell], 0, quarter)
        self._cell_of = torch.where(self._cell_of < 0, -1, moved)
        lowest = self._lowest(self._cell_of - len(rest), len(halves))
        energies = as_cells(self.asking.energy(nodes(centres, halves)))
        self.cells = rest.joined(measured(centres, halves, energies, lowest, parents))

    def _lowest(self, cell_of: Tensor, n: int) -> Tensor:
        """(n,) the lowest energy of the places in each cell; infinity where there are none."""
        held = cell_of >= 0
        lowest = torch.full((n,), torch.inf, dtype=torch.float64)
        return lowest.scatter_reduce(0, cell_of[held], self.energies[held], "amin")
