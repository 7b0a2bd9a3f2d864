"""How hard a pen was pressed along its path, and how the path is cut into pieces as long as it is wide there.

With the pressures p in [0, 1] at the points of a polyline, linear in arc length l between them, width and mass per unit
length are r(l) = LIGHTEST + (1 - LIGHTEST) p(l) of the brush's. In the coordinate u with du = dl / r(l) equal steps are
equal in widths. On a segment of length d on which r goes from a to b = a (1 + t),
    u = d ln(1 + t) / (t a),    r(u) = a exp(g u),    l(u) = a u (exp(g u) - 1) / (g u),    g = (b - a) / d,
and the mass up to l is the trapezium l (a + r) / 2: all of it exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

# a pen that barely touches draws a fifth of the brush's width; 0.005, the thinnest brush, times that is MIN_SCALE
LIGHTEST = 0.2


def relative_width(pressures: Tensor) -> Tensor:
    """r of a pressure, by which width and mass per unit length are multiplied."""
    return LIGHTEST + (1 - LIGHTEST) * pressures


@dataclass(frozen=True, eq=False)
class PressedPath:
    """A polyline (n, 2) of some length with r (n,) at its points."""

    path: Tensor
    relative: Tensor

    @cached_property
    def _moving(self) -> Tensor:
        moving: Tensor = torch.linalg.vector_norm(self.path.diff(dim=0), dim=1) > 0
        return moving

    @cached_property
    def _starts(self) -> Tensor:
        return self.path[:-1][self._moving]

    @cached_property
    def _steps(self) -> Tensor:
        return self.path.diff(dim=0)[self._moving]

    @cached_property
    def _lengths(self) -> Tensor:
        lengths: Tensor = torch.linalg.vector_norm(self._steps, dim=1)
        return lengths

    @cached_property
    def _ends(self) -> tuple[Tensor, Tensor]:
        """r at the first and the last point of each segment."""
        return self.relative[:-1][self._moving], self.relative[1:][self._moving]

    @cached_property
    def _widths(self) -> Tensor:
        """What each segment adds to u."""
        a, b = self._ends
        return self._lengths / a * _over(torch.log1p, (b - a) / a)

    @cached_property
    def _masses(self) -> Tensor:
        a, b = self._ends
        return self._lengths * (a + b) / 2

    def n_pieces(self, longest: float) -> int:
        """How many pieces it takes if none may be longer than `longest` times r."""
        return max(1, math.ceil(float(self._widths.sum()) / longest - 1e-9))

    def pieces(self, longest: float) -> tuple[Tensor, Tensor, Tensor]:
        """Middles (n, 2), r at them (n,) and the integral of r over each piece (n,)."""
        n = self.n_pieces(longest)
        edges = torch.arange(n + 1, dtype=torch.float64) / n * self._widths.sum()
        middles, relative, _ = self._at((edges[:-1] + edges[1:]) / 2)
        return middles, relative, self._at(edges)[2].diff()

    def _at(self, u: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Point (n, 2), r (n,) and mass so far (n,) at the coordinates u (n,)."""
        ends = self._widths.cumsum(0)
        segment = torch.searchsorted(ends, u).clamp(max=len(ends) - 1)
        within = (u - (ends - self._widths)[segment]).clamp(min=0)
        a, b = (each[segment] for each in self._ends)
        length = self._lengths[segment]
        growth = (b - a) / length * within
        along = torch.minimum(a * within * _over(torch.expm1, growth), length)
        relative = a + (b - a) * along / length
        mass = (self._masses.cumsum(0) - self._masses)[segment] + along * (a + relative) / 2
        return self._starts[segment] + (along / length)[:, None] * self._steps[segment], relative, mass


def _over(function: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """f(x) / x, which is 1 at 0, of a function with f(0) = 0 and f'(0) = 1."""
    safe = torch.where(x == 0, 1.0, x)
    return torch.where(x == 0, 1.0, function(safe) / safe)
