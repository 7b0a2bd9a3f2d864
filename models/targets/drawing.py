"""A drawing: marks in the order they were made, each acting on what lies below it. All of it is one exact mixture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import torch
from pydantic import Discriminator, Field, Tag, field_validator
from torch import Tensor

from ..errors import InvalidInput
from ..settings import Settings
from .cloud import Cloud
from .gaussian_mixture import MAX_COMPONENTS, GaussianMixture
from .polyline import distance_to_discs
from .shares import Shares
from .strokes import Stroke

MAX_STROKES = 2_000
MAX_POINTS = 200_000
MAX_SHARES = 30


def _kind(mark: Any) -> str:
    """A mark tells what it is by what it must have."""
    for field, kind in (("source", "cloud"), ("shares", "shares")):
        if field in mark if isinstance(mark, dict) else hasattr(mark, field):
            return kind
    return "stroke"


Mark = Annotated[
    Annotated[Stroke, Tag("stroke")] | Annotated[Cloud, Tag("cloud")] | Annotated[Shares, Tag("shares")],
    Discriminator(_kind),
]


class DrawingTarget(Settings):
    """Strokes of a brush, whole mixtures and shares of modes, in the order they were drawn."""

    kind: Literal["drawing"] = "drawing"
    strokes: list[Mark] = Field(min_length=1, max_length=MAX_STROKES)

    @field_validator("strokes")
    @classmethod
    def _not_too_long(cls, strokes: list[Mark]) -> list[Mark]:
        total = sum(len(mark.points) for mark in strokes if isinstance(mark, Stroke))
        if total > MAX_POINTS:
            raise ValueError(f"A drawing may hold at most {MAX_POINTS:,} points; got {total:,}.")
        edits = sum(isinstance(mark, Shares) for mark in strokes)
        if edits > MAX_SHARES:
            raise ValueError(f"A drawing may change its modes' shares at most {MAX_SHARES} times; got {edits}.")
        return strokes

    def mixture(self) -> GaussianMixture:
        """Errors: InvalidInput."""
        return mixture_from_strokes(self.strokes)


def mixture_from_strokes(marks: Sequence[Stroke | Cloud | Shares]) -> GaussianMixture:
    """The exact mixture of a drawing.

    Errors: InvalidInput if nothing is drawn, everything was erased, or the clouds leave no room for the strokes.
    """
    clouds = {index: mark.components() for index, mark in enumerate(marks) if isinstance(mark, Cloud)}
    coarseness = _coarseness(marks, sum(len(each) for each in clouds.values()))
    components = torch.zeros(0, 4, dtype=torch.float64)
    for index, mark in enumerate(marks):
        if isinstance(mark, Cloud):
            components = torch.cat([components, clouds[index]])
        elif isinstance(mark, Shares):
            components = _with_shares(components, mark)
        elif mark.erase:
            gap = distance_to_discs(components[:, :2], mark.path, mark.width * mark.relative_widths())
            components = components[gap > 0]
        else:
            components = torch.cat([components, mark.components(coarseness)])
    if len(components) == 0:
        raise InvalidInput("strokes", "Everything was erased; draw at least one stroke that stays.")
    return _mixture(components)


def _coarseness(marks: Sequence[Stroke | Cloud | Shares], in_clouds: int) -> float:
    """Beyond the limit of components every stroke is cut more coarsely, by one common factor."""
    strokes = [mark for mark in marks if isinstance(mark, Stroke) and not mark.erase]
    total = sum(stroke.n_components() for stroke in strokes)
    if total + in_clouds == 0:
        raise InvalidInput("strokes", "The drawing is empty; draw at least one stroke.")
    # rounding up costs each ridge of a stroke at most one component more
    ridges = sum(len(stroke.ridges()) for stroke in strokes)
    room = MAX_COMPONENTS - in_clouds - ridges
    if total + in_clouds <= MAX_COMPONENTS:
        return 1.0
    if room <= 0:
        raise InvalidInput(
            "strokes",
            f"The drawing needs {in_clouds + ridges:,} Gaussians or more and may have {MAX_COMPONENTS:,}; "
            "delete some strokes, or import fewer points.",
        )
    return total / room


def _with_shares(components: Tensor, shares: Shares) -> Tensor:
    if len(components) == 0:
        return components
    mixture = shares.reweighted(_mixture(components))
    masses = mixture.weights * components[:, 3].sum()
    return torch.cat([mixture.means, mixture.scales[:, None], masses[:, None]], dim=1)


def _mixture(components: Tensor) -> GaussianMixture:
    x, y, scale, mass = components.unbind(1)
    return GaussianMixture.create(mass, torch.stack([x, y], 1), scale)
