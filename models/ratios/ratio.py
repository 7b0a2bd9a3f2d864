"""How much likelier a point a is than a point b, without Z, by an energy or by a score along three paths.

log p(a) - log p(b) = E(b) - E(a), for an energy; for a score network the integral of s along the straight path, beside
the two paths around the corners of the rectangle with the corners a and b. Their spread is an alarm: a score that is no
gradient has no ratio of its own, and every two paths differ by the curl over the area between them.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ..field import Field
from .curl import CurlOver, curl_over
from .line import LineIntegral, line_integral

Point = tuple[float, float]


@dataclass(frozen=True)
class Ratio:
    """log p(a) - log p(b), nats."""

    a: Point
    b: Point
    of_energy: float | None
    """E(b) - E(a); None for a field without an energy."""
    straight: LineIntegral
    x_first: LineIntegral
    """From b along x, then along y."""
    y_first: LineIntegral

    @property
    def value(self) -> float:
        """By the energy where there is one, else along the straight path."""
        return self.straight.value if self.of_energy is None else self.of_energy

    @property
    def spread(self) -> float:
        """The largest of the three paths minus the smallest."""
        values = [each.value for each in (self.straight, self.x_first, self.y_first)]
        return max(values) - min(values)

    @property
    def evaluations(self) -> int:
        """Points whose score was asked."""
        return self.straight.evaluations + self.x_first.evaluations + self.y_first.evaluations


def ratio(field: Field, a: Point, b: Point) -> Ratio:
    """Errors: InvalidInput if the score is no finite number on the way."""
    straight = line_integral(field, [b, a])
    x_first, y_first = (line_integral(field, [b, corner, a]) for corner in corners_between(a, b))
    return Ratio(a, b, energy_difference(field, a, b), straight, x_first, y_first)


@torch.no_grad()
def energy_difference(field: Field, a: Point, b: Point) -> float | None:
    """E(b) - E(a), nats; None where there is no energy."""
    if not field.has_energy:
        return None
    at_a, at_b = field.energy(torch.tensor([a, b], dtype=field.precision)).double().tolist()
    return float(at_b - at_a)


def corners_between(a: Point, b: Point) -> tuple[Point, Point]:
    """Where the paths from b to a turn: the one along x first, then the one along y first."""
    return (a[0], b[1]), (b[0], a[1])


def disagreement(field: Field, a: Point, b: Point) -> CurlOver:
    """The curl over the triangle between the path along x first and the straight one: what the first gives more.

    `Ratio.x_first - Ratio.straight` is this number, whatever the field.
    """
    return curl_over(field, [b, corners_between(a, b)[0], a])
