"""The price of the trace, and of Z, as the dimension grows: what two dimensions hide."""

from __future__ import annotations

import math

import torch
from torch import Generator

from ..dimensions.curse import SIDE, log10_points_for
from ..dimensions.trace_price import BATCH, HIDDEN, LOSSES, WIDTH
from ..dimensions.trace_table import TraceTable, stored
from ..domain import Grid
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen

PICTURE = 3_072
NAMED = f"a picture of 32 x 32 x 3, d = {PICTURE:,}"
# of the trace's values, what the colours leave out at the ends
WITHIN = 0.99


class TracePriceLens(Lens):
    """tr grad s on the plane, where it costs two passes; and what it costs where it is needed."""

    title = "The price of the trace"
    question = "What do the trace and Z cost in more dimensions?"
    equation = (
        r"J = \mathbb{E}\left[ \operatorname{tr} \nabla_x s_\theta + \tfrac{1}{2} |s_\theta|^2 \right] \\ "
        r"\operatorname{tr} \nabla_x s = \sum_{i=1}^{d} \frac{\partial s_i}{\partial x_i} = \mathbb{E}_v\left[ v^\top "
        r"\nabla_x s\, v \right]"
    )
    explanation = (
        "The trace takes one reverse pass a dimension, and each is kept to be trained: nothing on this plane, seconds "
        "and most of a gigabyte for one step on small pictures. Slices, differences and denoising take about one pass."
    )
    source = "Hyvarinen 2005 (JMLR 6), eq. 4; Song et al. 2019 (arXiv 1905.07088), eq. 8; Vincent 2011, eq. 9."
    group = "Energy"
    order = 7

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        jacobian = specimen.field.jacobian(grid.points().to(specimen.field.precision))
        trace = (jacobian[:, 0, 0] + jacobian[:, 1, 1]).float()
        reach = max(1e-6, float(trace.abs().quantile(WITHIN)))
        shown = Map(grid.reshape(trace), "trace of the score's Jacobian", "1/unit^2", "diverging", -reach, reach)
        table = stored()
        return Look({"trace": shown}, self._numbers(table), costs_of(table), note=self._note(table))

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        return Shown({"trace": lambda x: torch.full((len(x),), -2 * specimen.precision)})

    @staticmethod
    def _numbers(table: TraceTable) -> dict[str, Number]:
        exact, sliced, denoising = (table.of(loss)[-1] for loss in ("exact", "sliced", "denoising"))
        return {
            "exact": Number(f"exact trace, one step on {NAMED}", exact.ms, "ms", large=True),
            "sliced": Number("one slice of it", sliced.ms, "ms", large=True),
            "denoising": Number("denoising", denoising.ms, "ms", large=True),
            "exact_memory": Number("what the exact trace keeps", exact.kept_mb, "MB"),
            "sliced_memory": Number("what one slice keeps", sliced.kept_mb, "MB"),
            "grid": Number(f"Z by a grid of {SIDE} an axis there: 10 to the", PICTURE * math.log10(SIDE), "energies"),
            "points": Number("Z by uniform points to 1 % there: 10 to the", log10_points_for(0.01, PICTURE), "points"),
        }

    @staticmethod
    def _note(table: TraceTable) -> str:
        return (
            f"Times of {BATCH} points in a network of {HIDDEN} x {WIDTH}, by python -m benchmarks.trace_price on "
            f"{table.machine}; yours differ, the slopes do not."
        )


def costs_of(table: TraceTable) -> dict[str, Curve]:
    """Milliseconds and megabytes of one step by each loss, over the dimension; of no panel."""
    curves = {}
    for loss in LOSSES:
        rows = table.of(loss)
        d = torch.tensor([float(each.d) for each in rows])
        for what, label, values in (
            ("ms", "ms of one step", [each.ms for each in rows]),
            ("MB", "MB kept by one step", [each.kept_mb for each in rows]),
        ):
            curves[f"{loss}, {what}"] = Curve(d, torch.tensor(values), "dimensions", label, log_x=True, of_target=True)
    return curves
