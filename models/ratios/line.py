"""log p(a) - log p(b) as the integral of a score along a path, by panels that are halved where it bends.

log p(a) - log p(b) = integral of s(x) . dx from b to a, over straight pieces. Each starts as panels of eight Gauss
nodes, no longer than FIRST_PANEL; a panel whose value moves when it is cut in two is cut again. Between two modes a
score turns round within s^2 / distance of their border: the whole ratio can sit in one spike.
Source: Gauss and Legendre's rule, Abramowitz & Stegun 1964, eq. 25.4.30.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from ..errors import InvalidInput
from ..field import Field

NODES = 8
FIRST_PANEL = 0.25
FEWEST_PANELS = 8
# a panel is done when cutting it moves its value by less, nats, or by less than this part of all that is summed
TOLERANCE, ROUNDING = 1e-5, 2e-7
MOST_EVALUATIONS = 200_000

_nodes, _weights = (torch.from_numpy(each) for each in np.polynomial.legendre.leggauss(NODES))


@dataclass(frozen=True)
class LineIntegral:
    """Nats; `error` is how far it may be wrong by what its panels say."""

    value: float
    error: float
    evaluations: int


@dataclass(eq=False)
class _Asked:
    field: Field
    evaluations: int = 0

    def panels(self, start: Tensor, end: Tensor) -> Tensor:
        """(P,) float64 the integral over each straight panel from start to end (P, 2)."""
        along = (end - start) / 2
        x = ((start + end) / 2)[:, None] + _nodes[:, None] * along[:, None]
        self.evaluations += x.shape[0] * NODES
        score = self.field.score(x.reshape(-1, 2).to(self.field.precision)).double().reshape(x.shape)
        return (score * along[:, None]).sum(2) @ _weights


@torch.no_grad()
def line_integral(field: Field, path: Sequence[Sequence[float]]) -> LineIntegral:
    """Along the straight pieces between the points of the path, from its first to its last.

    Errors: InvalidInput if the score is not a finite number somewhere on it.
    """
    asked = _Asked(field)
    start, end = _first_panels(path)
    value, error = 0.0, 0.0
    known = asked.panels(start, end)
    scale = float(known.abs().sum())
    while len(start):
        middle = (start + end) / 2
        halves = asked.panels(torch.cat([start, middle]), torch.cat([middle, end])).reshape(2, -1)
        found = halves.sum(0)
        if not torch.isfinite(found).all():
            raise InvalidInput("field", "The score is no finite number on the way; choose other points.")
        moved = (found - known).abs()
        done = moved <= max(TOLERANCE, ROUNDING * scale)
        if asked.evaluations > MOST_EVALUATIONS:
            done = torch.ones_like(done)
        value, error = value + float(found[done].sum()), error + float(moved[done].sum())
        more = ~done
        start, end = torch.cat([start[more], middle[more]]), torch.cat([middle[more], end[more]])
        known = halves[:, more].reshape(-1)
    return LineIntegral(value, error, asked.evaluations)


def _first_panels(path: Sequence[Sequence[float]]) -> tuple[Tensor, Tensor]:
    """Where panels begin and end, (P, 2) each; pieces without a length have none."""
    points = torch.tensor(path, dtype=torch.float64)
    starts, ends = [], []
    for a, b in pairwise(points):
        length = float(torch.linalg.vector_norm(b - a))
        if length == 0:
            continue
        n = max(FEWEST_PANELS, int(length / FIRST_PANEL) + 1)
        marks = a + torch.linspace(0, 1, n + 1, dtype=torch.float64)[:, None] * (b - a)
        starts.append(marks[:-1])
        ends.append(marks[1:])
    return (torch.cat(starts), torch.cat(ends)) if starts else (points[:0], points[:0])
