"""What goes into a drawing from files, and what comes out of it as points."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from scorescape.models.settings import Settings, setting
from scorescape.models.targets.picture_files import Mass
from scorescape.models.targets.points import Scaling
from scorescape.models.targets.spec import MixtureTarget, TargetSpec
from scorescape.models.targets.tables.columns import Role
from scorescape.models.targets.tables.dialect import Delimiter
from scorescape.models.targets.tables.numerals import Decimal
from scorescape.models.targets.tables.table import Orientation

MAX_SAMPLES = 100_000
# the longest edge of a picture that the page sends
MAX_PICTURE_EDGE = 1_024


class FileColumn(Settings):
    """A column of a file."""

    name: str = Field(description="As the file calls it, or by its place.")
    numeric: bool = Field(description="Whether most of its cells are numbers.")
    role: Role = Field(description="What it seems to be: data, or why it is not chosen.")


class FileTable(Settings):
    """What a file of points holds, to choose from."""

    columns: list[FileColumn]
    rows: list[list[str]] = Field(description="The first three rows of data, cell by cell.")
    delimiter: Delimiter | None = Field(description="What parts the cells; null for an array.")
    decimal: Decimal | None = Field(description="The decimal sign; null for an array.")
    encoding: str | None = Field(description="How the letters are written; null for an array.")
    header: bool = Field(description="Whether the file names its columns.")
    orientation: Orientation = Field(description="Whether the points are its rows or its columns.")


class LeftOut(Settings):
    """Rows that hold no point."""

    rows: int = Field(description="How many.")
    what: str = Field(description="What they have in place of two finite numbers.")


class FarInfo(Settings):
    """Points that lie so far from all others that these are squeezed into a dot."""

    points: int = Field(description="How many.")
    spreads: float = Field(description="How far the nearest of them lies from the median, in robust deviations.")
    value: float | None = Field(description="The value that stands for a missing one, such as -9999, if it is that.")
    left_out: bool = Field(description="Whether they were left out.")
    question: str = Field(description="The question in a sentence.")


class ImportedPoints(Settings):
    """A file of points as the density it would become, for the user to see before it is taken."""

    table: FileTable
    x: int = Field(description="The column across, counted from 0.")
    y: int = Field(description="The column upward, counted from 0.")
    columns: tuple[str, str] = Field(description="What the two columns are called.")
    n_rows: int = Field(description="Rows of data that were read.")
    n_points: int = Field(description="Points that count.")
    left_out: int = Field(description="Rows that held no two finite numbers.")
    reasons: list[LeftOut] = Field(description="What they held instead.")
    far: FarInfo | None = Field(description="Points far from all others, if there are a few.")
    scaling: Scaling
    can_keep: bool = Field(description="Whether all points lie in the box as they are.")
    scale: tuple[float, float] = Field(description="World units per unit of the file, on either axis.")
    centre: tuple[float, float] = Field(description="The point of the file that lies at the box's middle.")
    unequal: float = Field(description="How many times the longer edge of the data is as long as the shorter.")
    silverman: float = Field(description="Silverman's bandwidth, world units.")
    best_factor: float = Field(description="The multiple of it that leave-one-out likelihood finds best.")
    bandwidth_factor: float = Field(description="The multiple of it that was asked for, or the best one.")
    bandwidth: float = Field(description="The bandwidth taken, world units.")
    narrowest: bool = Field(description="Whether that is the narrowest there is, and more than was asked for.")
    target: MixtureTarget
    shown: str = Field(description="Base64 of n x 2 little-endian float32: some of the points, world units.")


class PictureQuery(Settings):
    """What follows: a picture's file, or, with its size, its ink: one byte a pixel, top row first."""

    from_text: ClassVar[bool] = True

    width: int | None = setting(
        None, ge=1, le=MAX_PICTURE_EDGE, title="width", unit="pixels", description="Pixels in a row; empty for a file."
    )
    height: int | None = setting(
        None, ge=1, le=MAX_PICTURE_EDGE, title="height", unit="pixels", description="Rows; empty for a file."
    )
    mass: Mass = Field("dark", title="mass", description="Which parts of a picture file are mass.")


class ImportedPicture(Settings):
    """A picture as the density it would become."""

    target: MixtureTarget


class SamplesQuery(Settings):
    """Exact samples of a target, as a file."""

    target: TargetSpec
    n: int = setting(1_000, ge=1, le=MAX_SAMPLES, title="samples", description="How many points.")
    seed: int = setting(0, ge=0, le=2**31 - 1, title="seed", description="The same seed gives the same points.")
    format: Literal["csv", "npy"] = Field("csv", description="Rows x,y under a header, or one float64 array (n, 2).")
