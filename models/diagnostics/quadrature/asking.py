"""Energies for the quadrature: in double precision where the field can, counted, and finite or counted as not."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from ...field import Field

# points asked at once: what lies between the layers of a network stays small
AT_ONCE = 1 << 15


class Asking:
    """Asks one field; `evaluations` counts points, `bad` those whose energy was NaN or minus infinity."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.dtype = field.precision
        self.evaluations = 0
        self.bad = 0

    def energy(self, x: Tensor) -> Tensor:
        """(N,) float64 nats at x (N, 2) float64; where there is no number, plus infinity: no mass."""
        self.evaluations += len(x)
        parts = [self._field.energy(part.to(self.dtype)).double() for part in torch.split(x, AT_ONCE)]
        energy = torch.cat(parts) if parts else x.new_zeros(0)
        bad = energy.isnan() | (energy == -torch.inf)
        self.bad += int(bad.sum())
        return torch.where(bad, torch.inf, energy)

    def rounding(self, energy: float) -> float:
        """Distance of neighbouring numbers near an energy, nats."""
        return torch.finfo(self.dtype).eps * abs(energy)

    def sharpen(self) -> None:
        """Ask in double precision from now on, if the field is a network that can."""
        if self.dtype == torch.float64 or not isinstance(self._field, nn.Module):
            return
        try:
            twin = copy.deepcopy(self._field).double()
            answer = twin.energy(torch.zeros(1, 2, dtype=torch.float64))
        except (RuntimeError, TypeError, ValueError):  # a network of somebody else's may know single precision only
            return
        if answer.dtype == torch.float64:
            self._field, self.dtype = twin, torch.float64
