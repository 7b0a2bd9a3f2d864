"""Brush strokes become Gaussian components: weight is mass per unit LENGTH, so neither mouse speed, dwell time nor
the number of mouse events matters.

A stroke is cut into pieces of equal arc length no longer than its width; each piece is one component at the
piece's middle with scale = width and mass = weight * length. Gaussians of standard deviation s spaced s apart add
up to a ridge that ripples by 2 exp(-2 pi^2) = 5e-9, so nothing is lost by that spacing.

A soft stroke of softness q is three such ridges on one path: widths s (1, 1 + q, 1 + 3 q) with the shares SKIRT of
the mass, so that its cross-section is a mixture with the same mass per unit length.
"""

from __future__ import annotations

import math
from typing import Self

import torch
from pydantic import Field, field_validator, model_validator
from torch import Tensor

from ..domain import HALF_WIDTH
from ..settings import Settings, setting
from .gaussian_mixture import MAX_SCALE
from .polyline import arc_length, points_along

MAX_POINTS_PER_STROKE = 10_000
# a coordinate off the box by less than this is rounding of a pointer at the edge
EDGE_TOLERANCE = 1e-6
# shares of a soft stroke's mass, and how many softnesses wider than the core each of its ridges is
SKIRT = ((1 / 2, 0.0), (1 / 3, 1.0), (1 / 6, 3.0))


class Stroke(Settings):
    """One movement of the brush or of the eraser; a single point is a Gaussian of mass weight * width."""

    points: list[tuple[float, float]] = Field(
        min_length=1,
        max_length=MAX_POINTS_PER_STROKE,
        title="points",
        description="The path, world units, y upward, inside the box [-4, 4]^2.",
        json_schema_extra={"unit": "world units"},
    )
    width: float = setting(
        0.25,
        ge=0.005,
        le=2,
        title="brush size",
        unit="world units",
        description="Standard deviation across the stroke.",
    )
    weight: float = setting(
        1.0,
        gt=0,
        le=1000,
        title="brush weight",
        unit="mass per unit length",
        description="How much mass the brush lays.",
    )
    erase: bool = Field(
        False,
        title="eraser",
        description="Removes what earlier strokes laid within the brush size of this path.",
        json_schema_extra={"unit": "1"},
    )
    softness: float = setting(
        0.0,
        ge=0,
        le=1,
        title="softness",
        description="How far a third and a sixth of the mass spread: to 1 + q and 1 + 3 q brush sizes.",
    )
    group: int = setting(
        0,
        ge=0,
        le=1_000_000,
        title="group",
        description="Strokes of one group, such as the letters of a text, are selected and moved as one; 0 is none.",
    )

    @field_validator("points")
    @classmethod
    def _inside_the_box(cls, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        limit = HALF_WIDTH + EDGE_TOLERANCE
        for x, y in points:
            if not (abs(x) <= limit and abs(y) <= limit):
                raise ValueError(f"points must lie inside the box: x and y in [-4, 4] world units; got ({x:g}, {y:g}).")
        return points

    @model_validator(mode="after")
    def _not_too_wide(self) -> Self:
        if self.widest > MAX_SCALE:
            raise ValueError(
                f"A stroke of size {self.width:g} and softness {self.softness:g} is {self.widest:g} world units wide; "
                f"size times (1 + 3 softness) must be in (0, {MAX_SCALE:g}]."
            )
        return self

    @property
    def path(self) -> Tensor:
        """(n, 2) float64."""
        return torch.tensor(self.points, dtype=torch.float64)

    @property
    def widest(self) -> float:
        """Standard deviation of its widest ridge, world units."""
        return self.width * (1 + self.softness * SKIRT[-1][1])

    def ridges(self) -> list[tuple[float, float]]:
        """Share of the mass and standard deviation of each ridge on the path."""
        if self.softness == 0:
            return [(1.0, self.width)]
        return [(share, self.width * (1 + self.softness * spread)) for share, spread in SKIRT]

    def n_components(self) -> int:
        """How many Gaussians it takes, uncoarsened; an eraser takes none."""
        if self.erase:
            return 0
        length = arc_length(self.path)
        return sum(_pieces(length, width) for _, width in self.ridges())

    def components(self, coarseness: float = 1.0) -> Tensor:
        """(n, 4): x, y, scale, mass. A dot is a dab as long as the brush is wide."""
        path = self.path
        length = arc_length(path)
        mass = self.weight * (length if length > 0 else self.width)
        return torch.cat(
            [_ridge(path, length, width, share * mass, coarseness) for share, width in self.ridges()],
        )


def _pieces(length: float, longest: float) -> int:
    return max(1, math.ceil(length / longest - 1e-9))


def _ridge(path: Tensor, length: float, width: float, mass: float, coarseness: float) -> Tensor:
    n = _pieces(length, width * coarseness)
    middles = (torch.arange(n, dtype=torch.float64) + 0.5) * (length / n)
    rest = torch.tensor([[width, mass / n]], dtype=torch.float64).expand(n, 2)
    return torch.cat([points_along(path, middles), rest], dim=1)
