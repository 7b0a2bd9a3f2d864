"""Quality against cost: how near the particles are to the target, for how many evaluations of the field."""

from __future__ import annotations

from torch import Generator

from ..domain import Grid
from .base import Curve, GaussianSpecimen, Lens, Look, Number, Shown, Specimen


class QualityAgainstCostLens(Lens):
    """Sliced Wasserstein-2 of the particles to the target against evaluations per particle, beside the floor that
    exact samples of the same number reach. Put one sampler in each panel and compare.
    """

    title = "Quality against cost"
    question = "Which sampler gets near the target for less?"
    equation = (
        r"\operatorname{SW}_2^2(x, y) = \frac{1}{\pi} \int_0^{\pi} W_2^2\bigl( u_\varphi^\top x,\, u_\varphi^\top y "
        r"\bigr)\, d\varphi"
    )
    explanation = (
        "Draws the distance of the particles to the target against what they have cost in evaluations of the field. "
        "Exact samples of the same number reach the floor and nothing goes reliably below it: the best curve gets "
        "there first."
    )
    source = "Bonneel et al. 2015 (sliced Wasserstein), definition 7."

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        trail = specimen.trail
        if trail is None or len(trail.distance) == 0:
            return Look(note="Nothing has been sampled in this panel yet; press Sample.")
        labels = ("evaluations per particle", "sliced Wasserstein-2 (world units)")
        numbers = {
            "distance": Number(
                "sliced Wasserstein-2 now",
                float(trail.distance[-1]),
                "world units",
                trail.floor,
                floor_95=trail.floor_95,
            ),
            "best": Number(
                "nearest so far", float(trail.distance.min()), "world units", trail.floor, floor_95=trail.floor_95
            ),
            "evaluations": Number("spent so far", float(trail.evaluations[-1]), "evaluations per particle"),
        }
        return Look(numbers=numbers, curves={"distance": Curve(trail.evaluations, trail.distance, *labels)})

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """The figures of the walk as they were measured: the first chart point costs least, the last is now."""
        trail = specimen.trail
        if trail is None:
            return Shown()
        return Shown(
            numbers={
                "distance": float(trail.distance[-1]),
                "best": min(trail.distance.tolist()),
                "evaluations": float(trail.evaluations[-1]),
            }
        )
