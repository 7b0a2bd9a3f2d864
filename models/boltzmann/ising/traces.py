"""What a run was along its sweeps, at ever wider strides: short whatever the run's length."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 512


@dataclass(frozen=True)
class Point:
    """At one sweep: sum y_i y_j, sum x_i y_i, sum y_i, and the share of wrong pixels."""

    sweep: int
    bonds: int
    data: int
    up: int
    error: float


class Traces:
    """At most MOST points: where that many are kept, every second is dropped and the stride doubled."""

    def __init__(self, kept: list[list[float]] | None = None) -> None:
        self.points = [Point(int(a), int(b), int(c), int(d), e) for a, b, c, d, e in kept or []]
        self.stride = 1
        while len(self.points) > 1 and self.points[1].sweep - self.points[0].sweep > self.stride:
            self.stride *= 2

    def wants(self, sweep: int) -> bool:
        """Whether this sweep has a place."""
        return sweep % self.stride == 0 and (not self.points or sweep > self.points[-1].sweep)

    def take(self, point: Point) -> None:
        """Keep what was found at a sweep that has a place."""
        self.points.append(point)
        if len(self.points) > MOST:
            self.points = self.points[::2]
            self.stride *= 2

    def values(self) -> list[list[float]]:
        """As plain numbers, for `Traces` to read."""
        return [[each.sweep, each.bonds, each.data, each.up, each.error] for each in self.points]
