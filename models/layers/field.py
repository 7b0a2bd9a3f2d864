"""The learnt score as arrows."""

from __future__ import annotations

from ..study.arrows import arrow_scores
from ..study.study import Study
from .base import Layer, Picture, Sight, Version


class FieldLayer(Layer[Study]):
    """`score` (A, A, 2) on the arrows' grid."""

    title = "Learnt field"
    description = "The learnt score as arrows."
    shape = "arrows"
    unit = "1/unit"
    period = 1 / 12

    def version(self, source: Study, sight: Sight) -> Version:
        return source.trained

    def picture(self, source: Study, sight: Sight) -> Picture:
        return Picture({"score": arrow_scores(source.field)})

    def step(self, source: Study) -> int:
        return source.run.step_count
