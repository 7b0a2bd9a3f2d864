"""A target as text in the link, read: `preset.NAME`, `drawing.MARKS` or `mixture.` with four numbers a component;
`product.POWERS`, `union.WEIGHTS` or `negation.FLOOR[,ODDS]` and what it is made of, each in brackets.

How marks are written: frontend/src/link/targets.ts.
"""

from __future__ import annotations

import math
import re
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

Values = dict[str, Any]
LEVELS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO"
"""Pressures from 0 to 1 in steps, one sign each."""
COMPOSED = {"product": "powers", "union": "weights", "negation": "floor"}
"""Kinds of targets made of others, by what their numbers are."""
DELTA = re.compile("[+-][0-9a-z]+")


def read_target(text: str) -> Values:
    """Errors: ValueError for what makes no sense."""
    kind, _, rest = text.partition(".")
    if kind == "preset" and rest:
        return {"kind": kind, "name": unquote(rest, errors="strict")}
    if kind == "drawing":
        return {"kind": kind, "strokes": [_mark(mark) for mark in rest.split("_")] if rest else []}
    if kind == "mixture":
        return {"kind": kind, "components": [_component(numbers) for numbers in _groups(rest, 4)]}
    if kind in COMPOSED:
        return _composed(kind, rest)
    raise ValueError(f"no target: {kind!r}")


def _composed(kind: str, text: str) -> Values:
    said, _, rest = text.partition("(")
    numbers = [float(number) for number in said.split(",")] if said else []
    if not rest.endswith(")") or not all(map(math.isfinite, numbers)):
        raise ValueError("no parts")
    values: Values = {"kind": kind, "of": [read_target(part) for part in _bracketed("(" + rest)]}
    if kind == "negation":
        return values | dict(zip(("floor", "odds"), numbers, strict=False))
    return values | ({COMPOSED[kind]: numbers} if numbers else {})


def _bracketed(text: str) -> list[str]:
    """What stands in the outermost of `(...)(...)`."""
    parts, depth, began = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or (depth == 0 and sign != ")"):
            raise ValueError("brackets that do not close")
        if sign == "(" and depth == 1:
            began = at + 1
        elif depth == 0:
            parts.append(text[began:at])
    if depth:
        raise ValueError("brackets that do not close")
    return parts


def _component(numbers: tuple[float, ...]) -> Values:
    weight, x, y, scale = numbers
    return {"weight": weight, "mean": [x, y], "scale": scale}


def _groups(text: str, size: int) -> list[tuple[float, ...]]:
    numbers = [float(number) for number in text.split(",")]
    if len(numbers) % size or not all(map(math.isfinite, numbers)):
        raise ValueError("not so many numbers")
    return [tuple(numbers[at : at + size]) for at in range(0, len(numbers), size)]


def _mark(text: str) -> Values:
    if text.startswith("m,"):
        return {"shares": [{"at": [x, y], "share": share} for share, x, y in _groups(text[2:], 3)]}
    if text.startswith("c,"):
        brush, _, source = text[2:].partition("!")
        ((mass, x, y),) = _groups(brush, 3)
        return {"source": read_target(source), "mass": mass, "shift": [x, y]}
    return _stroke(text)


def _stroke(text: str) -> Values:
    """`width,weight[,e][,sSOFTNESS][,gGROUP][,pPRESSURES]!` and points in thousandths, each from the one before."""
    brush, _, path = text.partition("!")
    width, weight, *flags = brush.split(",")
    deltas = [int(delta, 36) for delta in DELTA.findall(path)]
    if not deltas or len(deltas) % 2:
        raise ValueError("no points")
    points = [[x / 1000, y / 1000] for x, y in zip(accumulate(deltas[::2]), accumulate(deltas[1::2]), strict=True)]
    stroke: Values = {"points": points, "width": float(width), "weight": float(weight), "erase": "e" in flags}
    more = {flag[0]: flag[1:] for flag in flags if flag != "e"}
    if "s" in more:
        stroke["softness"] = float(more["s"])
    if "g" in more:
        stroke["group"] = int(more["g"])
    if "p" in more:
        stroke["pressures"] = [LEVELS.index(level) / (len(LEVELS) - 1) for level in more["p"]]
    return stroke
