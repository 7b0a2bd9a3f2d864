"""Whether what a lens answered is a look that can be shown: built-in lenses are held to it by their battery."""

from __future__ import annotations

import torch
from torch import Tensor

from ..domain import Grid
from ..errors import Nonsense
from .base import Lens, Look


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
    return look
