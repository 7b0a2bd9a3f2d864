"""The particles of the walk."""

from __future__ import annotations

from ..study.study import Study
from .base import Layer, Picture, Sight, Version


class ParticlesLayer(Layer[Study]):
    """`x` (N, 2), world units; possibly off the box or not finite."""

    title = "Particles"
    description = "Where the sampler's particles are."
    shape = "points"
    unit = "units"
    ink = "particles"
    period = 1 / 40

    def version(self, source: Study, sight: Sight) -> Version | None:
        return (source.sampling.walks, source.walk.chain.step) if source.walk else None

    def picture(self, source: Study, sight: Sight) -> Picture:
        return Picture({"x": source.walk.x} if source.walk else {})

    def step(self, source: Study) -> int:
        return source.walk.chain.step if source.walk else 0
