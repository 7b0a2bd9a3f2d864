"""What the lens that a viewer looks through shows of the study."""

from __future__ import annotations

import dataclasses

import torch

from ..lenses import LENSES
from ..lenses.places import forgiving
from ..lenses.sound import sound
from ..random_streams import stream
from ..study.map_grid import MAP_GRID
from ..study.study import Study
from .base import Layer, Picture, Sight, Version


class LensLayer(Layer[Study]):
    """A look: maps (L, L), curves, marks, bars, numbers and a hatch, self-described. Fact: the lens's name."""

    title = "Lens"
    description = "What the lens looks at: maps, marks, charts and figures that describe themselves."
    shape = "map"
    ink = "exact"
    period = 0.5
    weight = 4.0

    def version(self, source: Study, sight: Sight) -> Version | None:
        if sight.lens is None:
            return None
        walked = (source.sampling.walks, source.walk.chain.step) if source.walk else ()
        return (*source.trained, *walked, sight.lens, tuple(sorted(sight.settings.items())))

    def picture(self, source: Study, sight: Sight) -> Picture:
        lens, left_out = forgiving(LENSES.get(sight.lens or ""), sight.settings)
        with torch.no_grad():
            look = sound(lens, lens.look(source.specimen(), MAP_GRID, stream(0, "lens")), MAP_GRID)
        if left_out:
            look = dataclasses.replace(look, note=f"{left_out} {look.note}".strip())
        return Picture(look=look, facts={"lens": sight.lens or ""})

    def step(self, source: Study) -> int:
        return source.run.step_count
