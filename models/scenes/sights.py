"""How a scene is looked at: the lens, the layers, the part of the box, and how fast it goes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..domain import HALF_WIDTH
from ..settings import Scalar, Settings

LAYERS = r"^[a-z.-]*(;[1-8]([+-][a-z]+)+)*(;d[1-8])?$"
FASTEST = 10_000


class LensSpec(Settings):
    """A lens and its settings."""

    name: str = Field(description="A name of the catalogue.")
    settings: dict[str, Scalar] = Field(default_factory=dict, description="What is left out is the lens's own.")


class Camera(Settings):
    """The part of the box that is seen, the same of all panels; a camera that would see beyond the box is moved in."""

    x: float = Field(ge=-HALF_WIDTH, le=HALF_WIDTH, description="Centre, world units.")
    y: float = Field(ge=-HALF_WIDTH, le=HALF_WIDTH, description="Centre, world units.")
    zoom: float = Field(gt=0, le=1000, description="How many times the box is enlarged; at most 32 are shown.")


class Sights(Settings):
    """How a scene is looked at. What is null stays as it is on the page, but for the lens: null looks through none."""

    lens: LensSpec | None = None
    layers: str | None = Field(
        None,
        pattern=LAYERS,
        max_length=1000,
        description="Layers on show by name, then what single panels (from 1) do otherwise, then the panel that "
        "differences are to: `density.arrows;1+streamlines-arrows;d3`.",
    )
    chart: Literal["error", "angle", "loss"] | None = Field(None, description="Which chart of training is shown.")
    camera: Camera | None = None
    pace: float | None = Field(None, gt=0, le=FASTEST, description="Of walks, steps per second at most.")
    training_pace: float | None = Field(
        None, gt=0, le=FASTEST, description="Steps per second at most, of machines epochs."
    )
