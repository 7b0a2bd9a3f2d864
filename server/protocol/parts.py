"""What a target is made of, for whoever computes its density, its score and both under noise for themselves."""

from __future__ import annotations

from pydantic import Field

from scorescape.models.settings import Settings


class Merging(Settings):
    """A level of noise at which two modes become one; as the noise falls, one becomes two."""

    sigma: float = Field(description="World units.")
    remaining: int = Field(description="Modes above this level.")


class TargetParts(Settings):
    """The exact mixture, and what noise does to its modes."""

    components: str = Field(description="Base64 of n x 4 little-endian float64: weight, x, y, scale of every Gaussian.")
    modes: str = Field(
        description="Base64 of n little-endian int16: the mode each Gaussian's mean lies in, as its place in the "
        "preview's `modes`; -1 off the box."
    )
    mergings: list[Merging] = Field(description="By rising noise.")
    settled: float | None = Field(
        description="The noise (world units) below which the masses of the smoothed target in the basins of its modes "
        "are within a hundredth of the drawn shares (total variation); null where they always are."
    )
