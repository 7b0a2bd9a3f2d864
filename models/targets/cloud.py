"""A whole mixture laid into a drawing: imported points, a picture, or a preset that strokes are drawn on."""

from __future__ import annotations

from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor

from ..domain import HALF_WIDTH
from ..settings import Settings, setting
from .components import MixtureTarget, PresetTarget

FURTHEST = 2 * HALF_WIDTH
Shift = Annotated[float, Field(ge=-FURTHEST, le=FURTHEST)]


class Cloud(Settings):
    """A mixture as one mark among strokes; its own weights are relative, `mass` is what all of it weighs."""

    source: Annotated[PresetTarget | MixtureTarget, Field(discriminator="kind")]
    mass: float = setting(
        5.0,
        gt=0,
        le=1e6,
        title="mass",
        unit="mass",
        description="Mass of the whole, in the brush's units: a line of weight 1 and length 5 has mass 5.",
    )
    shift: tuple[Shift, Shift] = Field(
        (0.0, 0.0),
        title="shift",
        description="Where it was moved, [x, y].",
        json_schema_extra={"unit": "world units"},
    )

    def components(self) -> Tensor:
        """(n, 4): x, y, scale, mass."""
        mixture = self.source.mixture()
        means = mixture.means + torch.tensor(self.shift, dtype=torch.float64)
        return torch.cat([means, mixture.scales[:, None], self.mass * mixture.weights[:, None]], dim=1)
