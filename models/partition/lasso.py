"""A region that somebody drew around part of the box: a polygon that does not cross itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Self

import torch
from pydantic import Field, field_validator, model_validator
from torch import Tensor

from ..domain import HALF_WIDTH
from ..errors import InvalidInput
from ..settings import Settings
from .polygon import area, crosses_itself

MOST_CORNERS = 1_000
MOST_BYTES = 1_000_000
# world units^2: smaller than any stroke, larger than what rounding makes of a line
LEAST_AREA = 1e-6
# what is no number of any box
LARGEST = 1e300

Corner = tuple[float, float]


class Lasso(Settings):
    """{"polygon": [[x, y], ...]}, world units, closed by itself; either way round.

    Errors: InvalidInput in one sentence for fewer than three corners, a corner off the box, no area, or a crossing.
    """

    polygon: Annotated[tuple[Corner, ...], Field(title="polygon", description="Corners [x, y] in world units.")]

    @field_validator("polygon", mode="before")
    @classmethod
    def _of_corners(cls, value: object) -> object:
        rows = value if isinstance(value, list | tuple) else None
        if rows is None:
            raise ValueError(f"polygon must be a list of corners [x, y]; got {str(value)[:40]!r}.")
        for number, row in enumerate(rows, 1):
            if not (isinstance(row, list | tuple) and len(row) == 2 and all(map(_is_number, row))):
                raise ValueError(f"Corner {number} of the polygon must be [x, y], two numbers; got {str(row)[:40]}.")
        return tuple(tuple(map(float, row)) for row in rows)

    @model_validator(mode="after")
    def _one_region(self) -> Self:
        corners = self.corners()
        n = len(corners)
        if n < 3:
            raise ValueError(f"A lasso needs at least 3 different corners; got {n}, so draw around a region.")
        if n > MOST_CORNERS:
            raise ValueError(f"A lasso takes at most {MOST_CORNERS:,} corners; got {n:,}, so leave some out.")
        outside = corners[(corners.abs() > HALF_WIDTH).any(1)]
        if len(outside):
            x, y = outside[0].tolist()
            box = f"[-{HALF_WIDTH:g}, {HALF_WIDTH:g}]"
            raise ValueError(f"The lasso leaves the box: its corner ({x:g}, {y:g}) must have both numbers in {box}.")
        if crosses_itself(corners):
            raise ValueError("The lasso crosses or touches itself, so that its inside is not clear; draw it anew.")
        if abs(area(corners)) < LEAST_AREA:
            raise ValueError("The lasso encloses no area; its corners must not all lie on one line.")
        return self

    def corners(self) -> Tensor:
        """(C, 2) float64, none beside its like."""
        corners = torch.tensor(self.polygon, dtype=torch.float64).reshape(-1, 2)
        moved = (corners != corners.roll(1, 0)).any(1)
        return corners[moved] if moved.any() else corners[:1]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def read_lasso(file: str) -> Lasso:
    """The lasso in a JSON file. Errors: InvalidInput if there is none, or it is refused."""
    path = Path(file)
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        raise InvalidInput("region", f"There is no file {file!r} that can be read; give a lasso's file.") from None
    try:
        found: object = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InvalidInput("region", f'{file!r} is no lasso; it must be JSON, {{"polygon": [[x, y], [x, y], ...]}}.')
    return Lasso.parse(found)
