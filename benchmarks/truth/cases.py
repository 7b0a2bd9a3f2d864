"""The targets: written out part by part, presets by their description, and given to the program as files are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

Parts = list[tuple[float, float, float, float]]


@dataclass(frozen=True)
class Case:
    """A target by its parts (weight, x, y, scale), and what the program is given: a preset's name or a document."""

    name: str
    parts: Parts
    given: dict[str, Any]
    masses: tuple[float, ...] = ()
    """Of the modes in the box, where they lie so far from each other that every part is a mode of its own."""


def _mixture(name: str, parts: Parts, masses: tuple[float, ...] = ()) -> Case:
    components = [{"weight": w, "mean": [x, y], "scale": s} for w, x, y, s in parts]
    return Case(name, parts, {"kind": "mixture", "components": components}, masses)


def _preset(name: str, parts: Parts, masses: tuple[float, ...]) -> Case:
    return Case(name, parts, {"kind": "preset", "name": name}, masses)


def _ring() -> Parts:
    return [(1.0, 3 * math.cos(math.pi * k / 4), 3 * math.sin(math.pi * k / 4), 0.3) for k in range(8)]


def _lattice(side: int, gap: float, scale: float) -> Parts:
    ticks = [gap * (i - (side - 1) / 2) for i in range(side)]
    return [(1.0, x, y, scale) for y in ticks for x in ticks]


def _line(n: int, start: tuple[float, float], end: tuple[float, float], scale: float) -> Parts:
    """n equal pieces, each in the middle of its part of the line."""
    at = [(k + 0.5) / n for k in range(n)]
    return [(1.0, start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t, scale) for t in at]


def _stroke(start: tuple[float, float], end: tuple[float, float], width: float) -> Case:
    """A brush stroke, which is cut into pieces of equal length no longer than it is wide."""
    pieces = math.ceil(math.dist(start, end) / width - 1e-9)
    stroke = {"points": [start, end], "width": width, "weight": 1.0}
    name = f"a stroke of the thinnest brush, {width:g}" if width == 0.005 else f"a stroke, {width:g}"
    return Case(name, _line(pieces, start, end, width), {"kind": "drawing", "strokes": [stroke]})


def _scattered(n: int) -> Parts:
    rng = np.random.default_rng(7)
    rows = zip(rng.uniform(0.1, 1, n), rng.uniform(-3, 3, (n, 2)), np.exp(rng.uniform(-3, 0, n)), strict=True)
    return [(float(w), float(m[0]), float(m[1]), float(s)) for w, m, s in rows]


CASES = [
    _preset("two-gaussians", [(0.2, -2.5, -2.5, 0.5), (0.8, 2.5, 2.5, 0.5)], (0.8, 0.2)),
    _preset("eight-gaussians", _ring(), (0.125,) * 8),
    _preset("grid-25", _lattice(5, 1.5, 0.15), (0.04,) * 25),
    _mixture("one blob", [(1.0, 0.7, -1.1, 0.8)], (1.0,)),
    _mixture("40 parts at random", _scattered(40)),
    _mixture("a dot of .05 on a cloud of .9", [(0.3, 0.4, 0.2, 0.05), (0.7, 0.0, 0.0, 0.9)]),
    _mixture("a pair at .012", [(0.7, -1.0, 0.0, 0.012), (0.3, 1.0, 0.0, 0.012)], (0.7, 0.3)),
    _mixture(
        "three dots of .005", [(5, -1.0, 0.3, 0.005), (3, 1.2, 0.0, 0.005), (2, 0.1, -2.0, 0.005)], (0.5, 0.3, 0.2)
    ),
    _stroke((-0.5, -0.4), (0.5, 0.6), 0.005),
    _stroke((-3.0, -2.0), (2.5, 3.0), 0.2),
    _mixture("30 % at x = 7", [(0.7, -1.0, 0.5, 0.5), (0.3, 7.0, 0.0, 0.3)], (1.0,)),
    _mixture("289 modes", _lattice(17, 0.45, 0.06), (1 / 289,) * 289),
    _mixture("4,000 parts of .001 on a line", _line(4000, (-2, -1), (2, 1), 0.001)),
    _mixture("a mode of one in a million", [(1e-6, 2.0, 2.0, 0.3), (1.0, -1.5, -1.0, 0.3)]),
    _mixture("a blob of 4", [(1.0, 0.0, 0.0, 4.0)], (1.0,)),
]
