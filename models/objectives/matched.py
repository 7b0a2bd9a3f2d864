"""What the objectives that match a score without knowing it say of a batch: two numbers a point, and no target."""

from __future__ import annotations

from torch import Tensor

from .notes import Number, Vector, notes

Named = tuple[tuple[str, str], Tensor]
"""A name and its TeX, and (B,) numbers."""


def matched(
    x: Tensor, score: Tensor | None, spread: Named, square: Named, tex: str, terms: Tensor, along: Tensor | None = None
) -> None:
    """Points x (B, 2), the network's score there if it was asked for, and the two numbers of which a term is the sum;
    `along` (B, 2) are the directions they are of."""
    written = notes()
    if written is None:
        return
    written.shown = x
    if along is not None:
        written.vectors.append(Vector("direction", "noise", "v", along, x, None))
    if score is not None:
        written.vectors.append(Vector("the network's score", "predicted", r"s_\theta(x)", score.detach(), x, None))
    written.numbers = [Number(*name, values.detach()) for name, values in (spread, square)]
    written.compare(tex, terms.detach())
