"""What the page shows of a drawing before anything is trained."""

from __future__ import annotations

from pydantic import Field

from scorescape.models.settings import Settings


class ModeInfo(Settings):
    """A mode of the target: where it peaks and its exact share of the mass."""

    position: tuple[float, float] = Field(description="Peak, world units.")
    mass: float = Field(description="Exact share of the target's mass.")


class CompositionInfo(Settings):
    """What became of a target made of others."""

    log_z: float = Field(description="log of the integral of what was composed, before it was normalised, nats.")
    is_mixture: bool = Field(description="Whether it is a Gaussian mixture, on which every sampler may walk.")
    parts: int = Field(description="Gaussians that are kept; those that stand for one that is no mixture.")
    pairs: int = Field(description="Gaussians that there would have been.")
    dropped: float = Field(description="Share of the mass that was dropped to have fewer.")
    total_variation: float = Field(description="Between the target and the composition itself: the price of fewer.")
    notes: list[str] = Field(description="Sentences on how it was made.")


class TargetPreview(Settings):
    """What the page shows of a drawing before anything is trained."""

    grid_side: int = Field(description="Cells per edge of `density`.")
    density: str = Field(
        description="Base64 of grid_side^2 little-endian float32 densities (1/unit^2), row 0 = lowest y."
    )
    marginals: str = Field(
        description="Base64 of 2 x grid_side little-endian float32: the exact density of x alone, then of y alone "
        "(1/unit), at the centres of the grid's columns and rows."
    )
    labels: str = Field(
        description="Base64 of grid_side^2 little-endian int16, row 0 = lowest y: the mode each cell belongs to, "
        "as its place in `modes`."
    )
    score: str = Field(
        description="Base64 of the exact score on the arrows' grid, ARROW_SIDE^2 x 2 little-endian float32, 1/unit, "
        "row 0 = lowest y."
    )
    components: str = Field(
        description="Base64 of n x 4 little-endian float32 (weight, x, y, scale) of a preset or a mixture, "
        "so that strokes can be added to it; empty for a drawing, whose strokes the page has."
    )
    modes: list[ModeInfo]
    hidden_modes: int = Field(0, description="Modes under .2 % of the mass, counted with their neighbours.")
    hidden_mass: float = Field(0.0, description="What these hold together, as a share of the target's mass.")
    n_components: int = Field(description="Gaussian components of the exact mixture.")
    narrowest_scale: float = Field(description="Smallest component standard deviation, world units.")
    mass_outside: float = Field(description="Exact share of the mass outside the box.")
    warning: str = Field(
        description="One sentence when more than 1 % of the mass lies outside the box; empty otherwise. A target with "
        "less than .1 % of its mass in the box is refused."
    )
    composition: CompositionInfo | None = Field(
        None, description="How a target made of others was made; empty for any other."
    )
    fingerprint: str = Field(description="Equal fingerprints mean equal mixtures.")
    objective_defaults: dict[str, dict[str, bool | int | float | str]] = Field(
        description="For each objective, the settings whose default depends on this target."
    )
    sampler_defaults: dict[str, dict[str, bool | int | float | str]] = Field(
        description="For each sampler, the settings whose default depends on this target."
    )
