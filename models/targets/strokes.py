"""Brush strokes become Gaussian components: weight is mass per unit LENGTH, so neither mouse speed, dwell time nor
the number of mouse events matters.

A stroke is cut into pieces of equal arc length no longer than its width; each piece is one component at the
piece's middle with scale = width and mass = weight * length. Gaussians of standard deviation s spaced s apart add
up to a ridge that ripples by 2 exp(-2 pi^2) = 5e-9, so nothing is lost by that spacing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from pydantic import Field, field_validator
from torch import Tensor

from ..domain import HALF_WIDTH
from ..errors import InvalidInput
from ..settings import Settings, setting
from .gaussian_mixture import MAX_COMPONENTS, GaussianMixture
from .polyline import arc_length, distance_to_path, points_along

MAX_POINTS_PER_STROKE = 10_000
# a coordinate off the box by less than this is rounding of a pointer at the edge
EDGE_TOLERANCE = 1e-6


class Stroke(Settings):
    """One movement of the brush or of the eraser."""

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

    @field_validator("points")
    @classmethod
    def _inside_the_box(cls, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        limit = HALF_WIDTH + EDGE_TOLERANCE
        for x, y in points:
            if not (abs(x) <= limit and abs(y) <= limit):
                raise ValueError(f"points must lie inside the box: x and y in [-4, 4] world units; got ({x:g}, {y:g}).")
        return points


def mixture_from_strokes(strokes: Sequence[Stroke]) -> GaussianMixture:
    """The exact mixture of a drawing.

    Errors: InvalidInput if nothing is drawn, or everything was erased.
    """
    total = sum(_pieces(arc_length(_path(stroke)), stroke.width) for stroke in strokes if not stroke.erase)
    if total == 0:
        raise InvalidInput("strokes", "The drawing is empty; draw at least one stroke.")
    # beyond the limit every stroke is cut more coarsely by one common factor
    coarseness = max(1.0, total / (MAX_COMPONENTS - len(strokes)))
    components = torch.zeros(0, 4, dtype=torch.float64)
    for stroke in strokes:
        if stroke.erase:
            components = components[distance_to_path(components[:, :2], _path(stroke)) > stroke.width]
        else:
            components = torch.cat([components, _components(stroke, coarseness)])
    if len(components) == 0:
        raise InvalidInput("strokes", "Everything was erased; draw at least one stroke that stays.")
    x, y, scale, mass = components.unbind(1)
    return GaussianMixture.create(mass, torch.stack([x, y], 1), scale)


def _path(stroke: Stroke) -> Tensor:
    return torch.tensor(stroke.points, dtype=torch.float64)


def _pieces(length: float, longest: float) -> int:
    return max(1, math.ceil(length / longest - 1e-9))


def _components(stroke: Stroke, coarseness: float) -> Tensor:
    """(n, 4): x, y, scale, mass. A dot is a dab as long as the brush is wide."""
    path = _path(stroke)
    length = arc_length(path)
    n = _pieces(length, stroke.width * coarseness)
    middles = (torch.arange(n, dtype=torch.float64) + 0.5) * (length / n)
    centres = points_along(path, middles)
    mass = stroke.weight * (length if length > 0 else stroke.width) / n
    rest = torch.tensor([[stroke.width, mass]], dtype=torch.float64).expand(n, 2)
    return torch.cat([centres, rest], dim=1)
