"""Marks, slices and bars of a lens, held against what it says they are and against the mirror."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor

from ..lenses.base import Lens, Look, Shown
from ..lenses.places import places
from ..lenses.shapes import Mark

# world units that two points which are one may lie apart; of a share and of a bar's reference, relative to its size
CLOSE, CLOSE_FIGURE = 2e-2, 0.1


def shapes_of(seen: Look | Shown) -> dict[str, Mapping[str, Any]]:
    """By what a sentence calls one of them."""
    return {"slice": seen.slices, "bars": seen.bars, "mark": seen.marks}


def kept_shapes(lens: str, shown: Shown, look: Look, close: float, tiny: float) -> Iterator[str]:
    """What the lens says of a Gaussian, it shows."""
    shares = {name: part.share for name, part in look.slices.items()}
    references = {name: bars.reference for name, bars in look.bars.items()}
    for what, stated, found in (("slice", shown.slices, shares), ("bars", shown.bars, references)):
        for name, value in stated.items():
            if not abs(found.get(name, math.nan) - value) <= close * abs(value) + tiny:
                said = f"{found.get(name, math.nan):.4g} on a Gaussian; the lens says it must be {value:.4g}"
                yield f"The {what} {name!r} of {lens} is {said}."
    for name, points in shown.marks.items():
        mark = look.marks.get(name)
        if mark is None or not _same(mark.points, points):
            yield f"The mark {name!r} of {lens} is not where the lens says it must be on a Gaussian."


def mirrored_places(kind: type[Lens], mirror: Callable[[Tensor], Tensor]) -> dict[str, str]:
    """The lens's own pins and lassos, in the mirror: what was asked turns with the picture."""
    plain, turned = kind(), {}
    for name in places(kind):
        text = str(getattr(plain, name))
        if text:
            points = torch.tensor([float(each) for each in text.split(",")], dtype=torch.float64).reshape(-1, 2)
            turned[name] = ",".join(f"{each:.9g}" for each in mirror(points).reshape(-1).tolist())
    return turned


def mirrored_shapes(
    lens: str, plain: Look, turned: Look, name: str, mirror: Callable[[Tensor], Tensor]
) -> Iterator[str]:
    """Marks mirror, whatever they are then called; shares and references stay. Points may be drawn by chance."""
    if [*plain.slices] != [*turned.slices] or plain.bars.keys() != turned.bars.keys():
        yield f"{lens} shows other slices or bars when {name}."
        return
    pairs = [(f"slice {key!r}", each.share, turned.slices[key].share) for key, each in plain.slices.items()]
    pairs += [(f"bars {key!r}", each.reference, turned.bars[key].reference) for key, each in plain.bars.items()]
    for what, before, after in pairs:
        if abs(before - after) > CLOSE_FIGURE * max(abs(before), abs(after)) + CLOSE:
            yield f"The {what} of {lens} changes when {name}; a mirror changes no figure."
    fixed = [mark for mark in turned.marks.values() if mark.shape != "points"]
    for key, mark in plain.marks.items():
        if mark.shape != "points" and not any(_twins(mark, other, mirror) for other in fixed):
            yield f"The mark {key!r} of {lens} does not mirror when {name}: look at its x and y."


def _twins(mark: Mark, other: Mark, mirror: Callable[[Tensor], Tensor]) -> bool:
    alike = (mark.shape, mark.role) == (other.shape, other.role)
    return alike and _same(mirror(mark.points), other.points)


def _same(a: Tensor, b: Tensor) -> bool:
    if a.shape != b.shape:
        return False
    gaps = a.isnan()
    return bool((gaps == b.isnan()).all()) and bool(((a - b)[~gaps].abs() <= CLOSE).all())
