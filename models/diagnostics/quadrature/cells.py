"""Square cells with their energies, what mass they hold, and how far that may be wrong.

A cell's error is read off the split that made it: the mass of its parent against that of its four children, of which
the finer is far better (halving cells divides the error of the rule by 2^8; a sixteenth is taken). Where the energy
changes by more than ROUGH within a cell, or nothing finer is known, that says nothing: the error is then as much mass
as the cell may hold, its area times exp(-E) at the lowest point that its own values allow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from .gauss import NODES_PER_CELL, log_masses, nodes_of

# nats within a cell beyond which no rule of 16 nodes is believed
ROUGH = 12.0
# how far below its lowest node a cell's energy may fall as a share of its range: .19 in a bowl or a valley
DEEPER = 0.2
LATER = math.log(16 * 4)
QUARTERS = torch.tensor([[-0.5, -0.5], [0.5, -0.5], [-0.5, 0.5], [0.5, 0.5]], dtype=torch.float64)


@dataclass(frozen=True, eq=False)
class Cells:
    """C cells: centres (C, 2), half edges (C,), energies (C, 16) at the nodes; logs of masses and errors (C,), nats."""

    centres: Tensor
    halves: Tensor
    energies: Tensor
    log_mass: Tensor
    log_error: Tensor

    def __len__(self) -> int:
        return len(self.halves)

    def log_z(self) -> float:
        """Log of the mass of all."""
        return float(self.log_mass.logsumexp(0))

    def error(self) -> float:
        """The sum of all errors as a share of the mass: how far log Z may be wrong, nats."""
        return math.exp(min(700.0, float(self.log_error.logsumexp(0)) - self.log_z()))

    def edge(self) -> Tensor:
        """(C,) the largest |coordinate| in each cell."""
        return self.centres.abs().amax(1) + self.halves

    def at(self, index: Tensor) -> Cells:
        return Cells(*(getattr(self, each.name)[index] for each in fields(self)))

    def joined(self, more: Cells) -> Cells:
        return Cells(*(torch.cat([getattr(self, each.name), getattr(more, each.name)]) for each in fields(self)))

    def quarters(self) -> tuple[Tensor, Tensor]:
        """Centres (4 C, 2) and half edges of the children, four by four: x is the faster."""
        centres = self.centres[:, None] + self.halves[:, None, None] * QUARTERS
        return centres.reshape(-1, 2), (self.halves / 2).repeat_interleave(4)


def measured(centres: Tensor, halves: Tensor, energies: Tensor, lowest: Tensor, parents: Cells | None) -> Cells:
    """Cells from energies (C, 16); `lowest` (C,) is the lowest energy known in each from elsewhere."""
    log_mass = log_masses(energies, halves)
    floor = torch.minimum(energies.amin(1), lowest)
    span = (energies.clamp(max=1e300).amax(1) - floor).clamp(min=0.0)
    hidden = (2 * halves).log() * 2 - floor + DEEPER * span
    log_error = hidden
    if parents is not None:
        gap = parents.log_mass - log_mass.reshape(-1, 4).logsumexp(1)
        larger = torch.maximum(parents.log_mass, log_mass.reshape(-1, 4).logsumexp(1))
        seen = larger + (-torch.expm1(-gap.abs())).clamp(min=1e-300).log() - LATER
        smooth = span <= ROUGH
        log_error = torch.where(smooth, torch.minimum(hidden, seen.repeat_interleave(4)), hidden)
    return Cells(centres, halves, energies, log_mass, log_error.nan_to_num(nan=-1e300, neginf=-1e300))


def nodes(centres: Tensor, halves: Tensor) -> Tensor:
    """(16 C, 2) where the energies of cells are asked."""
    return nodes_of(centres, halves).reshape(-1, 2)


def as_cells(energy: Tensor) -> Tensor:
    """(C, 16) from the energies at `nodes`."""
    return energy.reshape(-1, NODES_PER_CELL)
