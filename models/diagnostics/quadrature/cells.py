"""Square cells with their energies, what mass they hold, and how far that may be wrong.

The mass of a cell is the rule's on its four quarters, whose energies are those of the polynomial through its nodes. Two
differences say how far it is wrong, of each a sixteenth, for halving cells divides the error of the rule by 2^8: that
to the rule on the cell itself, and that of its parent's mass to the sum of the parent's children. Where the energy
changes by more than ROUGH within a cell, or nothing finer is known, they say nothing: the error is then as much mass as
the cell may hold, its area times exp(-E) at the lowest point that its own values allow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from .gauss import DEEPER, NODES_PER_CELL, log_masses, log_masses_between, nodes_of

# nats within a cell beyond which no rule of 16 nodes is believed
ROUGH = 12.0
# of a difference between rules, the part that is taken for the error of the better one
FINER = 16.0
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
    floor = torch.minimum(energies.amin(1), lowest)
    span = (energies.clamp(max=1e300).amax(1) - floor).clamp(min=0.0)
    smooth = span <= ROUGH
    plain = log_masses(energies, halves)
    log_mass = torch.where(smooth, log_masses_between(energies, halves), plain)
    log_error = (2 * halves).log() * 2 - floor + DEEPER * span
    if parents is not None:
        of_four = log_mass.reshape(-1, 4).logsumexp(1)
        between = _log_gap(parents.log_mass, of_four) - math.log(FINER * 4)
        seen = torch.maximum(between.repeat_interleave(4), _log_gap(plain, log_mass) - math.log(FINER))
        log_error = torch.where(smooth, torch.minimum(log_error, seen), log_error)
    return Cells(centres, halves, energies, log_mass, log_error.nan_to_num(nan=-1e300, neginf=-1e300))


def _log_gap(a: Tensor, b: Tensor) -> Tensor:
    """log |exp a - exp b|"""
    return torch.maximum(a, b) + (-torch.expm1(-(a - b).abs())).clamp(min=1e-300).log()


def nodes(centres: Tensor, halves: Tensor) -> Tensor:
    """(16 C, 2) where the energies of cells are asked."""
    return nodes_of(centres, halves).reshape(-1, 2)


def as_cells(energy: Tensor) -> Tensor:
    """(C, 16) from the energies at `nodes`."""
    return energy.reshape(-1, NODES_PER_CELL)
