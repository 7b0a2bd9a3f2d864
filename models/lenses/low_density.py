"""Low density: where the learnt field is wrong, and whether anybody was ever there to teach it."""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from ..diagnostics.density_quantiles import DensityQuantiles, by_emptiness
from ..diagnostics.fisher_divergence import angle_deg
from ..domain import Grid, in_box
from ..settings import setting
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen

N_BINS = 20
DATA_POINTS = 4_096


class LowDensityLens(Lens):
    """The error against the exact score, as a map and by emptiness of the box; hatched holds hardly any data."""

    title = "Low density"
    question = "Is the field right where there is no data?"
    equation = (
        r"\angle(x) = \arccos \frac{s_\theta(x)^\top s(x)}{\lVert s_\theta(x) \rVert\,\lVert s(x) \rVert} \\ q(x) = "
        r"\Pr_{y \sim p}\bigl[ p(y) < p(x) \bigr]"
    )
    explanation = (
        "Maps the error against the exact score and hatches the part of the box that holds next to no data. Expect "
        "small angles on the data and large ones in the hatched part, where plain Langevin would begin."
    )
    source = "Song & Ermon 2019 (arXiv 1907.05600), section 3.2.1 and figure 2."

    quantile: float = setting(
        0.01, gt=0, le=0.5, scale="log", title="density quantile",
        description="Hatched is where the density is so low that only this share of the data lies lower.",
    )  # fmt: skip

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        truth, points = specimen.truth, grid.points()
        true, learnt = truth.score(points), specimen.field.score(points)
        error = torch.linalg.vector_norm(learnt - true, dim=1)
        angle = angle_deg(learnt, true)
        ranks = DensityQuantiles(truth)
        void = ranks.rank(points) < self.quantile
        density = truth.log_prob(points)
        emptiest, on_data = self._angles(specimen, density, angle, generator)
        numbers = {
            "angle_void": Number("mean angle in the emptiest fifth of the box", emptiest, "degrees"),
            "angle_data": Number("mean angle on the data", on_data, "degrees"),
            "ratio": Number("void against data", emptiest / max(on_data, 1e-9), "times"),
        }
        if specimen.particles is not None:
            numbers["in_void"] = self._in_void(ranks, specimen.particles)
        maps = {
            "angle": Map(grid.reshape(angle), "angle to the exact score", "degrees", "angle", 0.0, 180.0),
            "error": Map(grid.reshape(error), "|learnt - exact score|", "1/unit", "error", low=0.0),
        }
        return Look(maps, numbers, self._curves(density, angle, error), hatch=grid.reshape(void))

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """The error is (1 / v - precision) x + turn (-y, x); the angle is the same everywhere."""
        angle = math.degrees(math.atan2(abs(specimen.turn), specimen.precision))
        slope = math.hypot(1 / specimen.variance - specimen.precision, specimen.turn)
        return Shown(
            {
                "angle": lambda x: torch.full((len(x),), angle),
                "error": lambda x: slope * torch.linalg.vector_norm(x, dim=1),
            },
            {"angle_void": angle, "angle_data": angle},
        )

    def _angles(self, specimen: Specimen, density: Tensor, angle: Tensor, generator: Generator) -> tuple[float, float]:
        """Mean angle, degrees, over the emptiest fifth of the box and over exact samples."""
        x = specimen.truth.sample(DATA_POINTS, generator)
        there = angle_deg(specimen.field.score(x), specimen.truth.score(x))
        return float(by_emptiness(density, angle, 5)[0]), float(there.mean())

    def _in_void(self, ranks: DensityQuantiles, particles: Tensor) -> Number:
        inside = particles[in_box(particles)]
        low = ranks.rank(inside) < self.quantile
        lost = len(particles) - len(inside)
        share = (float(low.sum()) + lost) / max(1, len(particles))
        return Number("particles in low density or off the box", 100 * share, "%", 100 * self.quantile)

    def _curves(self, density: Tensor, angle: Tensor, error: Tensor) -> dict[str, Curve]:
        x = 100 * (torch.arange(N_BINS) + 0.5) / N_BINS
        cover = by_emptiness(density, density.exp(), N_BINS)
        share = 100 * cover / cover.sum()
        label = "box, emptiest part first (%)"
        return {
            "angle": Curve(x, by_emptiness(density, angle, N_BINS), label, "mean angle (degrees)"),
            "error": Curve(x, by_emptiness(density, error, N_BINS), label, "mean |learnt - exact score| (1/unit)"),
            "coverage": Curve(x, share, label, "data that lies there (%)"),
        }
