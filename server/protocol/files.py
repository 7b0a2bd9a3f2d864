"""What goes into a drawing from files, and what comes out of it as points."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from scorescape.models.settings import Settings, setting
from scorescape.models.targets.points import Scaling
from scorescape.models.targets.spec import MixtureTarget, TargetSpec

MAX_SAMPLES = 100_000
# the longest edge of a picture that the page sends
MAX_PICTURE_EDGE = 1_024


class PointsQuery(Settings):
    """How the points of a file are to become a density."""

    from_text: ClassVar[bool] = True

    scaling: Scaling | None = Field(
        None, description="Scale the points into the box or keep their coordinates; empty keeps them if they fill it."
    )
    bandwidth_factor: float = setting(
        1.0,
        ge=0.05,
        le=20,
        title="bandwidth",
        description="Width of each point's Gaussian as a multiple of Silverman's rule.",
    )


class ImportedPoints(Settings):
    """A file of points as the density it would become, for the user to see before it is taken."""

    n_points: int = Field(description="Points that count.")
    left_out: int = Field(description="Rows that held no two finite numbers.")
    columns: tuple[str, str] = Field(description="What the two columns are called.")
    scaling: Scaling
    can_keep: bool = Field(description="Whether all points lie in the box as they are.")
    scale: float = Field(description="World units per unit of the file, the same on both axes.")
    centre: tuple[float, float] = Field(description="The point of the file that lies at the box's middle.")
    silverman: float = Field(description="Silverman's bandwidth, world units.")
    bandwidth: float = Field(description="The bandwidth taken, world units.")
    target: MixtureTarget
    shown: str = Field(description="Base64 of n x 2 little-endian float32: some of the points, world units.")


class PictureQuery(Settings):
    """The size of a picture whose ink follows, one byte a pixel, top row first."""

    from_text: ClassVar[bool] = True

    width: int = setting(ge=1, le=MAX_PICTURE_EDGE, title="width", unit="pixels", description="Pixels in a row.")
    height: int = setting(ge=1, le=MAX_PICTURE_EDGE, title="height", unit="pixels", description="Rows.")


class ImportedPicture(Settings):
    """A picture as the density it would become."""

    target: MixtureTarget


class SamplesQuery(Settings):
    """Exact samples of a target, as a file."""

    target: TargetSpec
    n: int = setting(1_000, ge=1, le=MAX_SAMPLES, title="samples", description="How many points.")
    seed: int = setting(0, ge=0, le=2**31 - 1, title="seed", description="The same seed gives the same points.")
    format: Literal["csv", "npy"] = Field("csv", description="Rows x,y under a header, or one float64 array (n, 2).")
