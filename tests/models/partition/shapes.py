"""Regions that tests ask for."""

from __future__ import annotations

import math

from scorescape.models.partition.lasso import Lasso


def wavy(turn: int) -> Lasso:
    """Twenty-four corners around the middle, as a hand draws them."""
    rows = []
    for i in range(24):
        angle = i * 2 * math.pi / 24
        radius = 1.6 + 0.7 * math.sin(3 * angle + turn) + 0.3 * math.sin(5 * angle + 2 * turn)
        x, y = turn % 3 - 1 + radius * math.cos(angle), turn % 2 - 0.5 + radius * math.sin(angle)
        rows.append([x, y])
    return Lasso.parse({"polygon": rows})


def rectangle(left: float, low: float, right: float, high: float) -> Lasso:
    return Lasso.parse({"polygon": [[left, low], [right, low], [right, high], [left, high]]})
