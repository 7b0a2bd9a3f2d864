"""A file of points as the density that it becomes: read, its far points asked about, placed in the box and smoothed.

Page, HTTP and command line import by this file alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field
from torch import Tensor

from ..settings import Settings, setting
from .bandwidth import NARROWEST, best_factor, silverman, width_used
from .components import MixtureTarget
from .far_points import FarPoints, far_points
from .point_files import PointTable, read_points
from .points import FITTED_EDGE, Placed, Scaling, kernel_estimate, lie_in_the_box, place
from .tables.dialect import Delimiter
from .tables.numerals import Decimal
from .tables.table import Choices, Orientation
from .written import written

# edges that differ by more are worth a scale of their own
UNEQUAL = 5.0


class TableQuery(Settings):
    """How a file of points is to be read, where it is not to be read as it seems."""

    from_text: ClassVar[bool] = True

    x: int | None = Field(None, ge=0, title="x", description="The column across, counted from 0; empty finds it.")
    y: int | None = Field(None, ge=0, title="y", description="The column upward, counted from 0; empty finds it.")
    decimal: Decimal | None = Field(None, title="decimal sign", description="Point or comma; empty finds it.")
    delimiter: Delimiter | None = Field(None, title="delimiter", description="What parts the cells; empty finds it.")
    header: bool | None = Field(None, title="header", description="Whether a row names the columns; empty finds it.")
    orientation: Orientation | None = Field(
        None, title="orientation", description="Whether the points are the rows or the columns; empty finds it."
    )

    @property
    def choices(self) -> Choices:
        """As the readers take them."""
        return Choices(self.x, self.y, self.decimal, self.delimiter, self.header, self.orientation)


class PointsQuery(TableQuery):
    """How the points of a file are to become a density."""

    scaling: Scaling | None = Field(
        None,
        title="scaling",
        description="Scale the points into the box with one scale (fit) or each axis by its own (each), or keep their "
        "coordinates; empty keeps them if they fill it, else fits.",
    )
    far: Literal["keep", "leave-out"] = Field(
        "keep", title="far points", description="What to do with the few points that lie far from all others."
    )
    bandwidth_factor: float | None = setting(
        None,
        ge=0.01,
        le=20,
        title="bandwidth",
        description="Width of each point's Gaussian as a multiple of Silverman's rule; empty takes the factor of "
        "greatest leave-one-out likelihood.",
    )


AS_IT_SEEMS = PointsQuery()


@dataclass(frozen=True, eq=False)
class PointImport:
    """What a file of points becomes. `factor` and `bandwidth` (world units) are those used, `rule` is Silverman's."""

    read: PointTable
    far: FarPoints | None
    left_out_far: bool
    placed: Placed
    can_keep: bool
    scaling: Scaling
    rule: float
    best: float
    factor: float

    @property
    def bandwidth(self) -> float:
        return width_used(self.factor, self.rule)

    @property
    def points(self) -> Tensor:
        """(n, 2), world units."""
        return self.placed.points

    @cached_property
    def target(self) -> MixtureTarget:
        """The kernel estimate, as page, link and command line have it."""
        return written(kernel_estimate(self.points, self.bandwidth))

    @property
    def narrow_rule(self) -> bool:
        """Whether the width is the narrowest there is, not the one that was asked for."""
        return self.factor * self.rule < NARROWEST


def import_points(data: bytes, query: PointsQuery = AS_IT_SEEMS) -> PointImport:
    """Errors: those of `read_points` and `place`."""
    read = read_points(data, query.choices)
    far = far_points(read.points)
    leave = far is not None and query.far == "leave-out"
    points = read.points[~far.which] if far is not None and leave else read.points
    can_keep = lie_in_the_box(points)
    scaling = query.scaling or _scaling(points, can_keep)
    placed = place(points, scaling)
    best = best_factor(placed.points)
    return PointImport(
        read, far, leave, placed, can_keep, scaling, silverman(placed.points), best, query.bandwidth_factor or best
    )


def _scaling(points: Tensor, can_keep: bool) -> Scaling:
    """Points that fill a good part of the box were made for it."""
    edge = float((points.amax(0) - points.amin(0)).max())
    return "keep" if can_keep and edge > FITTED_EDGE / 3 else "fit"


def sentences(found: PointImport) -> list[str]:
    """What is to be said of an import where there is no page: what was read, left out, and what may be chosen."""
    x, y = found.read.columns
    said = [f"{len(found.points):,} points: x is {x!r}, y is {y!r}"]
    said += [f"{rows:,} rows with {what} are left out" for what, rows in found.read.reasons.items()]
    if found.far is not None:
        said.append(far_sentence(found.far) + (" Left out." if found.left_out_far else " --import far=leave-out"))
    if found.scaling == "fit" and found.placed.unequal > UNEQUAL:
        said.append(
            f"one axis is {found.placed.unequal:.3g} times as long as the other; --import scaling=each scales each by "
            "its own"
        )
    said.append(f"each Gaussian is {found.bandwidth:.3g} world units wide, Silverman's rule says {found.rule:.3g}")
    return said


def far_sentence(far: FarPoints) -> str:
    """The question that far points raise."""
    lie = "point lies" if far.n == 1 else "points lie"
    if far.value is not None:
        return f"{far.n:,} {'row holds' if far.n == 1 else 'rows hold'} {far.value:g}, far from all others: leave out?"
    return f"{far.n:,} {lie} {far.spreads:,.0f} spreads away{'' if far.n == 1 else ' or more'}: leave out?"
