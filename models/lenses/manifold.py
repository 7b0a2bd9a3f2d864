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
WIDTHS, LOSSES = 24, 8
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
        veiled = thin.smoothed(self.noise)
        numbers = {
            "learnt": Number("steepest on the data, learnt", float(learnt.median()), "1/unit^2"),
            "exact": Number("steepest on the data, exact", float(exact.median()), "1/unit^2"),
            "thin": Number("exact at the chosen width", float(steepest(ExactField(thin), there).median()), "1/unit^2"),
            "smoothed": Number(
                "the same under noise",
                float(steepest(ExactField(veiled), there).median()),
                "1/unit^2",
            ),
            "loss": Number("least loss of score matching at that width", least_loss(thin, generator), "1/unit^2"),
            "loss_smoothed": Number("the same under noise", least_loss(veiled, generator), "1/unit^2"),
        }
        field = steepest(scene.field, grid.points())
        shown = Map(grid.reshape(field), "steepest eigenvalue of the learnt Jacobian", "1/unit^2", "diverging")
        maps = {
            "steepness": shown,
            "narrowed": _lengths(thin, grid, "|exact score| at the chosen width"),
            "under noise": _lengths(veiled, grid, "|exact score| at that width under noise"),
        }
        return Look(maps, numbers, self._curves(scene.mixture, generator))

    def _curves(self, mixture: GaussianMixture, generator: Generator) -> dict[str, Curve]:
        """How steep the exact score of the narrowest stroke is at every width, and the least loss there; bare and
        under noise."""
        factors = torch.logspace(0, torch.log10(torch.tensor(NARROWEST)).item(), WIDTHS)
        widths = factors * mixture.narrowest_scale
        labels = ("stroke width (world units)", "steepness across the stroke (1/unit^2)")
        few = factors[:: WIDTHS // LOSSES]
        thinned = [narrowed(mixture, float(factor)) for factor in few]
        bare = torch.tensor([least_loss(each, generator) for each in thinned])
        veiled = torch.tensor([least_loss(each.smoothed(self.noise), generator) for each in thinned])
        least = ("stroke width (world units)", "least loss of score matching (1/unit^2)")
        return {
            "bare": Curve(widths, 1 / widths**2, *labels),
            "under noise": Curve(widths, 1 / (widths**2 + self.noise**2), *labels),
            "least loss": Curve(few * mixture.narrowest_scale, bare, *least),
            "least loss under noise": Curve(few * mixture.narrowest_scale, veiled, *least),
        }


def narrowed(mixture: GaussianMixture, factor: float) -> GaussianMixture:
    """The mixture with every scale times `factor`."""
    return GaussianMixture(mixture.weights, mixture.means, mixture.scales * factor)


def least_loss(mixture: GaussianMixture, generator: Generator) -> float:
    """J of score matching at the exact score, E[tr grad s + 1/2 |s|^2] = -1/2 E|s|^2: it falls without bound as the
    strokes become curves."""
    exact = mixture.to(torch.float32)
    return -0.5 * float((exact.score(exact.sample(DATA_POINTS, generator)) ** 2).sum(1).mean())


def _lengths(mixture: GaussianMixture, grid: Grid, quantity: str) -> Map:
    """|score| of a mixture; the colours end where the steepest hundredth begins."""
    length = torch.linalg.vector_norm(mixture.to(torch.float32).score(grid.points()), dim=1)
    return Map(grid.reshape(length), quantity, "1/unit", "error", 0.0, max(1e-6, float(length.quantile(0.99))))


def steepest(field: Field, x: Tensor) -> Tensor:
    """(N,) the eigenvalue of (grad s + grad s^T) / 2 that is largest in size, with its sign, 1/unit^2."""
    jacobian = field.jacobian(x)
    values = torch.linalg.eigvalsh((jacobian + jacobian.mT) / 2)
    return torch.where(values[:, 0].abs() > values[:, 1].abs(), values[:, 0], values[:, 1])
