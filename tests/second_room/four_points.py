"""A layer of score panels, as somebody outside writes one: four points that stand still. It is given by `--with`."""

from __future__ import annotations

import torch

from scorescape.models.layers.base import Layer, Picture, Sight, Version
from scorescape.models.study.study import Study

PLACES = [(3.0, 2.0), (-3.0, 1.0), (-2.0, -3.0), (1.0, 3.0)]
"""World units: no flip and no swap of the axes takes them to each other."""


class FourPoints(Layer[Study]):
    """`x` (4, 2), world units."""

    title = "Four points"
    description = "Four points that stand still."
    shape = "points"
    unit = "units"
    ink = "data"

    def version(self, source: Study, sight: Sight) -> Version:
        return ()

    def picture(self, source: Study, sight: Sight) -> Picture:
        return Picture({"x": torch.tensor(PLACES)})
