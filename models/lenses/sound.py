"""Whether what a lens answered is a look that can be shown: built-in lenses are held to it by their battery."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from ..domain import Grid
from ..errors import Nonsense
from .base import Lens, Look
from .shapes import MOST_MARKS, MOST_SLICES, flaw_of_bars, flaw_of_mark, flaw_of_offer, flaw_of_slice

CLOSE_TO_ONE = 1e-3


def sound(lens: Lens, look: Look, grid: Grid) -> Look:
    """The look itself. Errors: Nonsense, in one sentence, for one that no picture can be made of."""
    if not isinstance(look, Look):
        raise Nonsense(
            f"{lens.title} answered {type(look).__name__} instead of a Look; mend it, or choose another lens."
        )
    square = (grid.side, grid.side)
    maps = {name: shown.values for name, shown in look.maps.items()}
    if look.hatch is not None:
        maps["hatch"] = look.hatch
    for name, values in maps.items():
        if not isinstance(values, Tensor) or tuple(values.shape) != square:
            shape = f"shape {tuple(values.shape)}" if isinstance(values, Tensor) else "no array"
            raise Nonsense(f"The map {name!r} of {lens.title} has {shape} on a grid of {square}; mend it.")
        if bool(torch.isinf(values.float()).any()):
            raise Nonsense(f"The map {name!r} of {lens.title} holds infinities; NaN says that there is nothing to say.")
    for name, curve in look.curves.items():
        if curve.x.shape != curve.y.shape:
            raise Nonsense(f"The curve {name!r} of {lens.title} has {len(curve.x)} x for {len(curve.y)} y; mend it.")
    for flaw in flaws_of_shapes(look, type(lens)):
        raise Nonsense(f"{lens.title}: {flaw} Mend it.")
    return look


def flaws_of_shapes(look: Look, lens: type[Lens]) -> Iterator[str]:
    """What keeps marks, slices, bars and offers from being drawn, a sentence each."""
    offers = ((name, flaw_of_offer(offer, lens)) for name, offer in look.offers.items())
    yield from (f"The offer {name!r} {flaw}" for name, flaw in offers if flaw)
    yield from (f"The mark {name!r} {flaw}" for name, mark in look.marks.items() if (flaw := flaw_of_mark(mark)))
    yield from (f"The slice {name!r} {flaw}" for name, part in look.slices.items() if (flaw := flaw_of_slice(part)))
    yield from (f"The bars {name!r} {flaw}" for name, bars in look.bars.items() if (flaw := flaw_of_bars(bars)))
    if len(look.marks) > MOST_MARKS or len(look.slices) > MOST_SLICES:
        yield f"A look has at most {MOST_MARKS} marks and {MOST_SLICES} slices."
    total = sum(part.share for part in look.slices.values())
    if look.slices and abs(total - 1) > CLOSE_TO_ONE:
        yield f"The slices sum to {total:.4g}; they are parts of 1."
