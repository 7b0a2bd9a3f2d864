"""Named pictures at any size, drawn from strokes and shapes: ink is +1 (white), paper is -1.

Places are in a square with x to the right and y down, both in [0, 1]. A stroke is all that is nearer to its line than
half its width. Letters and digits are drawn here, of no font.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import UnknownName
from .energy import Spins

Plane = NDArray[np.float64]
Shape = Callable[[Plane, Plane], NDArray[np.bool_]]
Place = tuple[float, float]

PEN = 0.13


def named_picture(name: str, side: int) -> Spins:
    """(side, side). Errors: UnknownName, listing the known ones."""
    if name not in PICTURES:
        raise UnknownName("picture", name, PICTURES)
    centres = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(centres, centres)
    return np.where(PICTURES[name](x, y), 1, -1).astype(np.int8)


def _line(*places: Place) -> Callable[[Plane, Plane], Plane]:
    """Distance to a polyline."""

    def distance(x: Plane, y: Plane) -> Plane:
        found = np.full(x.shape, np.inf)
        for (x0, y0), (x1, y1) in itertools.pairwise(places):
            along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)
            share = np.clip(along / ((x1 - x0) ** 2 + (y1 - y0) ** 2), 0, 1)
            found = np.minimum(found, np.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0)))
        return found

    return distance


def _arc(centre: Place, radius: float, begin: float, end: float) -> Callable[[Plane, Plane], Plane]:
    """Distance to an arc of a circle; degrees, from the right, clockwise as y goes down."""
    steps = max(8, int(abs(end - begin) / 6))
    angles = [math.radians(begin + (end - begin) * step / steps) for step in range(steps + 1)]
    return _line(*((centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles))


def _pen(*lines: Callable[[Plane, Plane], Plane], width: float = PEN) -> Shape:
    def inked(x: Plane, y: Plane) -> NDArray[np.bool_]:
        near: Any = np.min([line(x, y) for line in lines], axis=0) <= width / 2
        return np.asarray(near)

    return inked


def _disc(x: Plane, y: Plane) -> NDArray[np.bool_]:
    return np.hypot(x - 0.5, y - 0.5) <= 0.34


def _ring(x: Plane, y: Plane) -> NDArray[np.bool_]:
    return np.abs(np.hypot(x - 0.5, y - 0.5) - 0.3) <= 0.075


def _star(x: Plane, y: Plane) -> NDArray[np.bool_]:
    """Five points. The plane is folded onto half a point: what is left of one edge is inside."""
    radius, inner = 0.44, 0.44 * math.sin(math.pi / 10) / math.sin(3 * math.pi / 10)
    turn = np.arctan2(x - 0.5, 0.53 - y) % (2 * math.pi / 5)
    turn = np.minimum(turn, 2 * math.pi / 5 - turn)
    away = np.hypot(x - 0.5, y - 0.53)
    # the edge from the point at angle 0 to the inner corner at angle pi / 5
    corner = (inner * math.cos(math.pi / 5), inner * math.sin(math.pi / 5))
    along, across = away * np.cos(turn), away * np.sin(turn)
    cross = (corner[0] - radius) * across - corner[1] * (along - radius)
    return np.asarray(cross >= 0)


PICTURES: dict[str, Shape] = {
    "letter-a": _pen(_line((0.2, 0.87), (0.5, 0.13), (0.8, 0.87)), _line((0.31, 0.62), (0.69, 0.62))),
    "letter-g": _pen(
        _arc((0.47, 0.38), 0.2, 0, 360), _line((0.68, 0.16), (0.68, 0.7)), _arc((0.47, 0.7), 0.21, 0, 150)
    ),
    "disc": _disc,
    "ring": _ring,
    "star": _star,
    "digit-3": _pen(_arc((0.47, 0.31), 0.18, -160, 90), _arc((0.47, 0.69), 0.2, -90, 160)),
    "digit-8": _pen(_arc((0.5, 0.31), 0.17, 0, 360), _arc((0.5, 0.68), 0.2, 0, 360)),
}
TITLES = {
    "letter-a": "Letter A",
    "letter-g": "Letter g",
    "disc": "Disc",
    "ring": "Ring",
    "star": "Star",
    "digit-3": "Digit 3",
    "digit-8": "Digit 8",
}
