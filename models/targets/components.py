"""Targets that are components already: a preset's name, or a Gaussian mixture written out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..settings import Settings, setting
from .gaussian_mixture import MAX_COMPONENTS, MAX_SCALE, MIN_SCALE, GaussianMixture
from .preset import PRESETS

Centre = Annotated[float, Field(ge=-1000, le=1000)]


class Component(Settings):
    """One Gaussian of a mixture."""

    weight: float = setting(gt=0, le=1e9, title="weight", description="Relative mass; weights are normalised.")
    mean: tuple[Centre, Centre] = Field(
        title="mean", description="Centre [x, y] in [-1000, 1000].", json_schema_extra={"unit": "world units"}
    )
    scale: float = setting(
        ge=MIN_SCALE, le=MAX_SCALE, title="scale", unit="world units", description="Standard deviation."
    )


class PresetTarget(Settings):
    """A named target."""

    kind: Literal["preset"] = "preset"
    name: str = Field(description="A target of the catalogue.")

    def mixture(self) -> GaussianMixture:
        """Errors: UnknownName."""
        return PRESETS.get(self.name)().mixture()


class MixtureTarget(Settings):
    """A Gaussian mixture, component by component."""

    kind: Literal["mixture"] = "mixture"
    components: list[Component] = Field(min_length=1, max_length=MAX_COMPONENTS)

    def mixture(self) -> GaussianMixture:
        """Errors: InvalidInput."""
        parts = self.components
        return GaussianMixture.create([c.weight for c in parts], [c.mean for c in parts], [c.scale for c in parts])
