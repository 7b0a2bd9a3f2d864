"""What a lens may show beside maps, figures and curves: marks on the picture, a pie, intervals as bars, and offers.

Colours are the page's: a lens says what a thing is, its role, never how it is painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import torch
from torch import Tensor

from ..domain import HALF_WIDTH
from ..settings import Settings

Role = Literal["truth", "model", "positive", "negative", "path", "question"]
"""Of the exact density; of the model; what pulls the density up; what pushes it down; a way; what was asked."""
MarkShape = Literal["polygon", "line", "arrow", "points"]
ROLES: tuple[Role, ...] = get_args(Role)
MARK_SHAPES: tuple[MarkShape, ...] = get_args(MarkShape)

MOST_MARKS, MOST_POINTS = 64, 10_000
MOST_SLICES, MOST_BARS = 64, 400


@dataclass(frozen=True)
class Mark:
    """Something drawn over each panel's picture; with the camera it moves as the picture does."""

    shape: MarkShape
    points: Tensor
    """(N, 2) world units. A row of NaN ends one polygon, line or arrow and begins the next."""
    role: Role
    label: str = ""
    """Over the highest of points, under the lowest of those that push the density down; in the middle of the others."""


@dataclass(frozen=True)
class Slice:
    """A part of a pie, beside what it truly is."""

    label: str
    share: float
    """Of 1."""
    truth: float | None = None
    mode: int | None = None
    """The mode of the target it belongs to, from 0, whose colour it has."""


@dataclass(frozen=True)
class Bars:
    """Intervals one below the other, each with the value in it, over one axis; those that miss stand out."""

    label: str
    """Of the axis: what the values are."""
    unit: str
    low: Tensor
    """(n,) where each interval begins."""
    high: Tensor
    """(n,) where it ends."""
    value: Tensor
    """(n,) what lies between."""
    misses: Tensor
    """(n,) bool: those that do not hold the reference."""
    reference: float
    reference_label: str
    reference_low: float | None = None
    """An interval about the reference, such as the one that estimates should have had; None for none."""
    reference_high: float | None = None


@dataclass(frozen=True)
class Offer:
    """What a press does: it sets settings of the lens, so that games and questions are settings like all others."""

    label: str
    settings: Mapping[str, bool | int | float | str]
    """Those that change, by name; what they become."""
    at: tuple[float, float] | None = None
    """Where on the picture it is pressed, world units; None for a button below the pictures."""
    key: str = ""
    """The key that presses it too: a digit or a letter; empty for none."""


def flaw_of_offer(offer: Offer, lens: type[Settings]) -> str:
    """What keeps an offer of a lens from being made, to be read after its name; empty if nothing does."""
    if not offer.label or not offer.settings:
        return "has no label or sets nothing."
    unknown = [name for name in offer.settings if name not in lens.model_fields]
    if unknown:
        return f"sets {unknown[0]!r}, which is no setting of this lens."
    if offer.at is not None and not all(abs(each) <= HALF_WIDTH for each in offer.at):
        return "stands outside the box."
    if len(offer.key) > 1 or (offer.key and not offer.key.isalnum()):
        return f"has the key {offer.key!r}; it must be one letter or digit."
    return ""


def flaw_of_mark(mark: Mark) -> str:
    """What keeps a mark from being drawn, to be read after its name; empty if nothing does."""
    if mark.shape not in MARK_SHAPES:
        return f"has the shape {mark.shape!r}; choose one of: {', '.join(MARK_SHAPES)}."
    if mark.role not in ROLES:
        return f"has the role {mark.role!r}; choose one of: {', '.join(ROLES)}."
    points = mark.points
    if not isinstance(points, Tensor) or points.dim() != 2 or points.shape[1] != 2 or len(points) == 0:
        return "has no points (N, 2)."
    if len(points) > MOST_POINTS:
        return f"has {len(points):,} points; at most {MOST_POINTS:,} are drawn."
    if bool(torch.isinf(points).any()) or not bool(points.isfinite().any()):
        return "holds infinities or nothing but NaN."
    return ""


def flaw_of_slice(part: Slice) -> str:
    """The same of a slice: shares lie in [0, 1], but for what rounding leaves."""
    if not part.label:
        return "has no label."
    for name, value in (("share", part.share), ("truth", part.truth)):
        if value is not None and not -1e-6 <= value <= 1 + 1e-6:
            return f"has the {name} {value:g}; it must be in [0, 1]."
    return ""


def flaw_of_bars(bars: Bars) -> str:
    """The same of bars: as many ends as values, all finite, and each value between its ends."""
    if not (bars.label and bars.unit and bars.reference_label):
        return "have no label, unit or label of the reference."
    lengths = {tuple(each.shape) for each in (bars.low, bars.high, bars.value, bars.misses)}
    if len(lengths) != 1 or bars.low.dim() != 1 or not 0 < len(bars.low) <= MOST_BARS:
        return f"must be (n,) low, high, value and misses alike, with n in [1, {MOST_BARS}]."
    if bars.misses.dtype != torch.bool:
        return "must say what misses as bool."
    if not all(bool(each.isfinite().all()) for each in (bars.low, bars.high, bars.value)):
        return "hold values that are no finite numbers."
    if bool((bars.low > bars.value).any()) or bool((bars.value > bars.high).any()):
        return "hold a value that is not between its ends."
    return ""
