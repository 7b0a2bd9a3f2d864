"""Brush strokes become Gaussian components: weight is mass per unit LENGTH, so neither mouse speed, dwell time nor
the number of mouse events matters.

A stroke is cut into pieces of equal arc length no longer than its width; each piece is one component at the
piece's middle with scale = width and mass = weight * length. Gaussians of standard deviation s spaced s apart add
up to a ridge that ripples by 2 exp(-2 pi^2) = 5e-9, so nothing is lost by that spacing.

A soft stroke of softness q is three such ridges on one path: widths s (1, 1 + q, 1 + 3 q) with the shares SKIRT of
the mass, so that its cross-section is a mixture with the same mass per unit length.

A pen's stroke has a pressure p in [0, 1] at each point. Width and mass per unit length are r = 0.2 + 0.8 p of the
brush's (pressure.py): where the pen was light the ridge is thinner and just as high, weight / (width sqrt(2 pi)). A dab
is as long as it is wide, so that its mass goes with r^2. Without pressures r is 1 throughout.
"""

from __future__ import annotations

import math
from typing import Annotated, Self

import torch
from pydantic import Field, field_validator, model_validator
from torch import Tensor

from ..domain import HALF_WIDTH
from ..settings import Settings, setting
from .gaussian_mixture import MAX_SCALE, MIN_SCALE
from .polyline import arc_length, points_along
from .pressure import PressedPath, relative_width

MAX_POINTS_PER_STROKE = 10_000
# a coordinate off the box by less than this is rounding of a pointer at the edge
EDGE_TOLERANCE = 1e-6
# shares of a soft stroke's mass, and how many softnesses wider than the core each of its ridges is
SKIRT = ((1 / 2, 0.0), (1 / 3, 1.0), (1 / 6, 3.0))


EDGE = HALF_WIDTH + EDGE_TOLERANCE
# refused by a sentence of its own, below
OnTheBox = Annotated[float, Field(json_schema_extra={"minimum": -EDGE, "maximum": EDGE})]
Pressure = Annotated[float, Field(ge=0, le=1)]


class Stroke(Settings):
    """One movement of the brush or of the eraser; a single point is a Gaussian of mass weight * width."""

    points: list[tuple[OnTheBox, OnTheBox]] = Field(
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

    pressures: list[Pressure] = Field(
        [],
        max_length=MAX_POINTS_PER_STROKE,
        title="pen pressure",
        description=(
            "How hard the pen was pressed at each point, in [0, 1]: width and mass per unit length are "
            "0.2 + 0.8 p of the brush's; empty for a stroke of even width."
        ),
        json_schema_extra={"unit": "1"},
    )

    @field_validator("points")
    @classmethod
    def _inside_the_box(cls, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        for x, y in points:
            if not (abs(x) <= EDGE and abs(y) <= EDGE):
                raise ValueError(f"points must lie inside the box: x and y in [-4, 4] world units; got ({x:g}, {y:g}).")
        return points

    @model_validator(mode="after")
    def _as_many_pressures_as_points(self) -> Self:
        if self.pressures and len(self.pressures) != len(self.points):
            raise ValueError(
                f"pressures must be empty or one number a point; got {len(self.pressures):,} for "
                f"{len(self.points):,} points."
            )
        return self

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
        if self.pressures and length > 0:
            pressed = PressedPath(self.path, self.relative_widths())
            return sum(pressed.n_pieces(width) for _, width in self.ridges())
        return sum(_pieces(length, width) for _, width in self.ridges())

    def relative_widths(self) -> Tensor:
        """(n,) r at each point, by which the pen's pressure multiplies width and mass per unit length."""
        if not self.pressures:
            return torch.ones(len(self.points), dtype=torch.float64)
        return relative_width(torch.tensor(self.pressures, dtype=torch.float64))

    def components(self, coarseness: float = 1.0) -> Tensor:
        """(n, 4): x, y, scale, mass. A dot is a dab as long as the brush is wide."""
        path = self.path
        length = arc_length(path)
        if self.pressures and length > 0:
            return self._pressed(coarseness)
        # held in one place, a pen is as wide as it was pressed at most
        relative = float(self.relative_widths().max())
        mass = self.weight * (length if length > 0 else self.width * relative**2)
        ridges = [(share, width * relative) for share, width in self.ridges()]
        return torch.cat([_ridge(path, length, width, share * mass, coarseness) for share, width in ridges])

    def _pressed(self, coarseness: float) -> Tensor:
        pressed = PressedPath(self.path, self.relative_widths())
        ridges = []
        for share, width in self.ridges():
            middles, relative, mass = pressed.pieces(width * coarseness)
            scales = (width * relative).clamp(min=MIN_SCALE)
            ridges.append(torch.cat([middles, scales[:, None], share * self.weight * mass[:, None]], dim=1))
        return torch.cat(ridges)


def _pieces(length: float, longest: float) -> int:
    return max(1, math.ceil(length / longest - 1e-9))


def _ridge(path: Tensor, length: float, width: float, mass: float, coarseness: float) -> Tensor:
    n = _pieces(length, width * coarseness)
    middles = (torch.arange(n, dtype=torch.float64) + 0.5) * (length / n)
    rest = torch.tensor([[width, mass / n]], dtype=torch.float64).expand(n, 2)
    return torch.cat([points_along(path, middles), rest], dim=1)
