"""Manifold: how steep the field becomes across a thin stroke, and what noise does to that."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..domain import Grid
from ..exact_field import ExactField
from ..field import Field
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Curve, Lens, Look, Map, Number, Scene

DATA_POINTS = 256
WIDTHS = 24
NARROWEST = 0.02


class ManifoldLens(Lens):
    """Eigenvalues of the symmetric part of the Jacobian grad s: across a stroke of width s they are -1/s^2, so the
    score of a curve has none; the smoothed score keeps -1/(s^2 + sigma^2).

    Source: Song & Ermon 2019 (arXiv 1907.05600), section 3.1.
    """

    title = "Manifold"
    question = "How steep is the field across a thin stroke?"
    equation = (
        r"\lambda\Bigl( \tfrac{1}{2}\bigl( \nabla s + \nabla s^\top \bigr) \Bigr) \approx -\frac{1}{w^2 + \sigma^2} \\ "
        r"\text{across a stroke of width } w"
    )
    explanation = (
        "Measures how steep the field is across a stroke, whose score grows without bound as the stroke becomes a "
        "curve. Noise bounds it: compare the bare figure with the one under noise as the width shrinks."
    )

    width_factor: float = setting(
        0.1, ge=NARROWEST, le=1, scale="log", title="stroke width",
        description="The strokes as they would be at this share of their width; the numbers are the exact score's.",
    )  # fmt: skip
    noise: float = setting(
        0.2, ge=0.01, le=2, scale="log", title="noise", unit="world units",
        description="The noise level beside which the bare score is held.",
    )  # fmt: skip

    def look(self, scene: Scene, grid: Grid, generator: Generator) -> Look:
        x = scene.mixture.to(torch.float32).sample(DATA_POINTS, generator)
        learnt, exact = steepest(scene.field, x), steepest(ExactField(scene.mixture), x)
        thin = narrowed(scene.mixture, self.width_factor)
        there = thin.to(torch.float32).sample(DATA_POINTS, generator)
        numbers = {
            "learnt": Number("steepest on the data, learnt", float(learnt.median()), "1/unit^2"),
            "exact": Number("steepest on the data, exact", float(exact.median()), "1/unit^2"),
            "thin": Number("exact at the chosen width", float(steepest(ExactField(thin), there).median()), "1/unit^2"),
            "smoothed": Number(
                "the same under noise",
                float(steepest(ExactField(thin.smoothed(self.noise)), there).median()),
                "1/unit^2",
            ),
        }
        field = steepest(scene.field, grid.points())
        shown = Map(grid.reshape(field), "steepest eigenvalue of the learnt Jacobian", "1/unit^2", "diverging")
        return Look({"steepness": shown}, numbers, self._curves(scene.mixture))

    def _curves(self, mixture: GaussianMixture) -> dict[str, Curve]:
        """How steep the exact score of the narrowest stroke is at every width, bare and under noise."""
        factors = torch.logspace(0, torch.log10(torch.tensor(NARROWEST)).item(), WIDTHS)
        widths = factors * mixture.narrowest_scale
        labels = ("stroke width (world units)", "steepness across the stroke (1/unit^2)")
        return {
            "bare": Curve(widths, 1 / widths**2, *labels),
            "under noise": Curve(widths, 1 / (widths**2 + self.noise**2), *labels),
        }


def narrowed(mixture: GaussianMixture, factor: float) -> GaussianMixture:
    """The mixture with every scale times `factor`."""
    return GaussianMixture(mixture.weights, mixture.means, mixture.scales * factor)


def steepest(field: Field, x: Tensor) -> Tensor:
    """(N,) the eigenvalue of (grad s + grad s^T) / 2 that is largest in size, with its sign, 1/unit^2."""
    jacobian = field.jacobian(x)
    values = torch.linalg.eigvalsh((jacobian + jacobian.mT) / 2)
    return torch.where(values[:, 0].abs() > values[:, 1].abs(), values[:, 0], values[:, 1])
