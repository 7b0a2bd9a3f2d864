"""The points a run trains on."""

from __future__ import annotations

from ..random_streams import stream
from ..study.study import Study
from .base import Layer, Picture, Sight, Version

DATA_SHOWN = 5_000
STREAM_SHOWN = 1_000


class DataLayer(Layer[Study]):
    """`x` (N, 2), world units: a finite set's first DATA_SHOWN points, or STREAM_SHOWN new ones of an endless stream.

    Fact: `of`, how many there are, or `endless`.
    """

    title = "Data"
    description = "The points the run trains on."
    shape = "points"
    unit = "units"
    ink = "data"
    period = 1.0
    weight = 1.0

    def version(self, source: Study, sight: Sight) -> Version:
        # a stream never shows the same points twice
        return (source.generation,) if source.run.data.finite else source.trained

    def picture(self, source: Study, sight: Sight) -> Picture:
        run = source.run
        if run.data.finite:
            return Picture({"x": run.data.points[:DATA_SHOWN]}, facts={"of": str(len(run.data.points))})
        fresh = stream(run.resolved.spec.seed, f"shown-points-{run.step_count}")
        return Picture({"x": source.mixture.sample(STREAM_SHOWN, fresh).float()}, facts={"of": "endless"})

    def step(self, source: Study) -> int:
        return source.run.step_count
