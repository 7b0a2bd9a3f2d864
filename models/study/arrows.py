"""The field as arrows on a coarse grid over the box: what is drawn, streamed and kept along a run."""

from __future__ import annotations

import torch
from torch import Tensor

from ..domain import Grid
from ..field import Field

ARROW_SIDE = 24
ARROWS = Grid(ARROW_SIDE)


def arrow_scores(field: Field) -> Tensor:
    """(A, A, 2) float32, 1/unit, A = ARROW_SIDE, row 0 = lowest y."""
    with torch.no_grad():
        return ARROWS.reshape(field.score(ARROWS.points()))
