"""Drawings of mixed scale, as people make them: thin strokes and letters beside, across and inside broad dabs.

All strokes weigh 1 per unit length; a dab is one point of the brush whose mass is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from scorescape.models.targets.drawing import DrawingTarget
from scorescape.models.targets.strokes import Stroke

Path = Sequence[tuple[float, float]]

# letters of height 1 and width 0.6 as polylines
LETTERS: dict[str, list[Path]] = {
    "A": [[(0, 0), (0.3, 1), (0.6, 0)], [(0.12, 0.4), (0.48, 0.4)]],
    "B": [[(0, 0), (0, 1), (0.45, 0.9), (0.45, 0.6), (0, 0.5), (0.6, 0.4), (0.6, 0.1), (0, 0)]],
    "C": [[(0.6, 0.85), (0.35, 1), (0.1, 0.85), (0, 0.5), (0.1, 0.15), (0.35, 0), (0.6, 0.15)]],
    "E": [[(0.6, 0), (0, 0), (0, 1), (0.6, 1)], [(0, 0.5), (0.45, 0.5)]],
    "O": [[(0.3, 0), (0.05, 0.2), (0, 0.5), (0.05, 0.8), (0.3, 1), (0.55, 0.8), (0.6, 0.5), (0.55, 0.2), (0.3, 0)]],
    "R": [[(0, 0), (0, 1), (0.5, 0.95), (0.55, 0.65), (0.4, 0.5), (0, 0.5)], [(0.3, 0.5), (0.6, 0)]],
    "S": [[(0.6, 0.85), (0.3, 1), (0, 0.8), (0.1, 0.58), (0.5, 0.42), (0.6, 0.2), (0.3, 0), (0, 0.15)]],
    "X": [[(0, 0), (0.6, 1)], [(0, 1), (0.6, 0)]],
}


def stroke(path: Path, width: float) -> Stroke:
    return Stroke(points=list(path), width=width)


def dab(x: float, y: float, width: float, mass: float) -> Stroke:
    return Stroke(points=[(x, y)], width=width, weight=mass / width)


def text(word: str, x: float, y: float, width: float, size: float = 1.0) -> list[Stroke]:
    """Letters 0.9 apart from (x, y), their lower left corner."""
    placed = [(path, x + 0.9 * size * i) for i, letter in enumerate(word) for path in LETTERS[letter]]
    return [stroke([(left + size * px, y + size * py) for px, py in path], width) for path, left in placed]


def ring(x: float, y: float, radius: float, width: float) -> Stroke:
    return curve(lambda t: (x + radius * math.cos(math.tau * t), y + radius * math.sin(math.tau * t)), width)


def curve(at: Callable[[float], tuple[float, float]], width: float, n: int = 200) -> Stroke:
    return stroke([at(i / n) for i in range(n + 1)], width)


def star(x: float, y: float, radius: float, width: float) -> Stroke:
    corners = [math.pi / 2 + 4 * math.pi / 5 * i for i in range(6)]
    return stroke([(x + radius * math.cos(a), y + radius * math.sin(a)) for a in corners], width)


def drawing(*marks: Stroke | list[Stroke]) -> DrawingTarget:
    return DrawingTarget(strokes=[each for mark in marks for each in (mark if isinstance(mark, list) else [mark])])


def spiral(t: float) -> tuple[float, float]:
    return -1 + 1.5 * t * math.cos(5 * math.pi * t), 1.5 * t * math.sin(5 * math.pi * t)


def scrawl(t: float) -> tuple[float, float]:
    """A word in one movement of the hand: loops of two heights along a line."""
    wave = math.tau * 5 * t
    return -2.4 + 4.4 * t + 0.28 * math.sin(2 * wave), (0.45 + 0.25 * math.sin(2.2 * wave)) * math.cos(wave)


DRAWINGS: dict[str, Callable[[], DrawingTarget]] = {
    "text-cloud": lambda: drawing(text("SCORE", -2.1, -0.9, 0.05), dab(0.2, 0.7, 0.6, 8)),
    "text-two": lambda: drawing(
        text("AX", -2.8, 1.2, 0.08), text("BE", 1.2, -2.2, 0.06), dab(-1.8, -1.5, 0.7, 4), dab(2, 1.8, 0.4, 3)
    ),
    "spiral-blob": lambda: drawing(curve(spiral, 0.06), dab(2, 0.5, 0.8, 9)),
    "ring-blobs": lambda: drawing(ring(-1.2, 0.8, 1.1, 0.05), dab(-1.2, 0.8, 0.4, 3), dab(1.9, -1.2, 0.9, 4)),
    "cross-blob": lambda: drawing(
        stroke([(-2.8, -1), (-0.2, 2)], 0.04), stroke([(-2.8, 2), (-0.2, -1)], 0.04), dab(2.2, -1.5, 0.5, 3)
    ),
    "zigzag-dabs": lambda: drawing(
        stroke([(-3, 1), (-2, 2.4), (-1, 1), (0, 2.4), (1, 1), (2, 2.4), (3, 1)], 0.08),
        dab(-1.5, -1, 0.5, 4), dab(1.6, -0.6, 0.9, 6),
    ),
    "three-widths": lambda: drawing(
        stroke([(-3, 2), (2, 2.4)], 0.04), stroke([(-3, 0.6), (2, 1)], 0.15), dab(0.5, -1.6, 0.6, 5)
    ),
    "star-fog": lambda: drawing(star(0, 0, 1.6, 0.06), dab(0, 0, 0.9, 10)),
    "dots": lambda: drawing(
        [dab(-2.4 + 1.2 * i, 2 - 0.3 * i, 0.04, 0.5) for i in range(5)],
        [dab(-2 + 1.3 * i, -0.4, 0.12, 1) for i in range(4)],
        [dab(-1.8 + 2 * i, -2.2, 0.4, 2) for i in range(3)],
    ),
    "diagonal": lambda: drawing(stroke([(-3, -3), (3, 3)], 0.03), dab(1.2, -1, 0.7, 6)),
    "rings-blobs": lambda: drawing(
        ring(-1.6, 0.4, 1.2, 0.04), ring(-1.6, 0.4, 0.7, 0.06), dab(1.6, 1.4, 0.5, 3), dab(1.8, -1.6, 0.9, 5)
    ),
    "speck": lambda: drawing(dab(-1.6, 1.2, 0.05, 0.1), dab(0.6, -0.4, 1.0, 8)),
    "word": lambda: drawing(curve(scrawl, 0.05, 600), dab(0.5, 0.2, 0.8, 7)),
    "hatching": lambda: drawing(
        [stroke([(-2.5, -1.5 + 0.5 * i), (0.5, -0.5 + 0.5 * i)], 0.04) for i in range(5)], dab(1.3, 0.2, 0.8, 6)
    ),
}  # fmt: skip

# whose marks have nothing between them: the masses of far modes are what contrastive divergence cannot learn
APART = frozenset({"text-two", "cross-blob", "zigzag-dabs", "three-widths", "dots", "rings-blobs", "speck"})
