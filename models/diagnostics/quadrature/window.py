"""The square that is integrated over: cells of edge 2 over [-16, 16]^2, and rings of ever larger ones around them.

Every edge lies on the lattice of the target's modes, so that a small cell belongs to one mode whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

SIDE = 16
INNERMOST = 16.0


@dataclass(frozen=True)
class Window:
    """[-half_width, half_width]^2, a power of two times INNERMOST, world units."""

    half_width: float = INNERMOST

    @staticmethod
    def holding(points: Tensor, margin: float) -> Window:
        """The smallest window that has these points (N, 2) inside by a margin, as a share of how far out they are."""
        window, far = Window(), (1 + margin) * float(points.abs().max()) if len(points) else 0.0
        while window.half_width < far:
            window = window.wider()
        return window

    def wider(self) -> Window:
        return Window(2 * self.half_width)

    def cells(self, beyond: Window | None = None) -> tuple[Tensor, Tensor]:
        """Centres (C, 2) and half edges (C,) of its cells, of those outside another window only if one is given."""
        half = self.half_width / SIDE
        at = -self.half_width + half * (2 * torch.arange(SIDE, dtype=torch.float64) + 1)
        y, x = torch.meshgrid(at, at, indexing="ij")
        centres = torch.stack([x.reshape(-1), y.reshape(-1)], dim=1)
        inner = Window(self.half_width / 2) if self.half_width > INNERMOST else None
        if inner is None:
            return centres, torch.full((len(centres),), half, dtype=torch.float64)
        centres = centres[centres.abs().amax(1) > inner.half_width]
        halves = torch.full((len(centres),), half, dtype=torch.float64)
        if beyond is not None and beyond.half_width >= inner.half_width:
            return centres, halves
        more, finer = inner.cells(beyond)
        return torch.cat([more, centres]), torch.cat([finer, halves])
