"""Manifold: how steep the field becomes across a thin stroke, and what noise does to that."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self
from weakref import WeakKeyDictionary

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from ..domain import Grid
from ..exact_field import ExactField
from ..field import Field
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.narrowed import evenly_wide, narrowed
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen

# points on which the learnt field is judged, and the exact one at every width
DATA_POINTS, POINTS_A_WIDTH = 256, 96
WIDTHS = 12
# relative, for a closed form to be worth a place beside a figure
AGREES = 0.1
# a map of a large target is made of so many components on a grid so much coarser
MAP_COMPONENTS, COARSE = 1_200, 2
NARROWEST = 0.02
WIDTH_LABEL = "stroke width (units)"

# what is of the target alone, as it was last asked for: it does not change while the field learns
_KNOWN: WeakKeyDictionary[GaussianMixture, tuple[tuple[float, float, Grid], Look]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Steepness:
    """Medians over points of a target: eigenvalues of (grad s + grad s^T) / 2, 1/unit^2, and the least loss."""

    across: float
    """The one larger in size."""
    along: float
    along_size: float
    """The median of its size: it changes sign along a stroke."""
    loss: float
    """J of score matching at the exact score: E[tr grad s + 1/2 |s|^2] = 1/2 E[tr grad s], by parts."""

    @classmethod
    def of(cls, mixture: GaussianMixture, generator: Generator) -> Self:
        """Of the exact score on the target's own samples; the same draws every time, so that curves have no jitter."""
        state = generator.get_state()
        across, along = eigenvalues(ExactField(mixture), mixture.sample(POINTS_A_WIDTH, generator))
        generator.set_state(state)
        trace = float((across + along).mean())
        return cls(float(across.median()), float(along.median()), float(along.abs().median()), 0.5 * trace)


class ManifoldLens(Lens):
    """Eigenvalues of the symmetric part of the Jacobian grad s: across a stroke of width w one is -1/w^2, so the score
    of a curve has none; the smoothed score keeps -1/(w^2 + sigma^2). Along a straight stroke the other is 0.
    """

    title = "Manifold"
    question = "How steep is the field across a thin stroke?"
    equation = (
        r"\lambda\Bigl( \tfrac{1}{2}\bigl( \nabla s + \nabla s^\top \bigr) \Bigr) \approx -\frac{1}{w^2 + \sigma^2} \\ "
        r"\text{across a stroke of width } w"
    )
    explanation = (
        "Measures how steep the field is across and along a stroke as the stroke becomes a curve. Across it the score "
        "and its loss grow without bound, and noise bounds both: compare the bare figures with those under noise."
    )
    source = "Song & Ermon 2019 (arXiv 1907.05600), section 3.1."

    width_factor: float = setting(
        0.1, ge=NARROWEST, le=1, scale="log", title="stroke width",
        description="The strokes as they would be at this share of their width; the numbers are the exact score's.",
    )  # fmt: skip
    noise: float = setting(
        0.2, ge=0.01, le=2, scale="log", title="noise", unit="world units",
        description="The noise level beside which the bare score is held.",
    )  # fmt: skip

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        x = specimen.mixture.to(torch.float32).sample(DATA_POINTS, generator)
        learnt, exact = (eigenvalues(field, x) for field in (specimen.field, ExactField(specimen.mixture)))
        numbers = {
            name: Number(f"{name} the stroke, learnt", float(mine.median()), "1/unit^2", exact=float(true.median()))
            for name, mine, true in zip(("across", "along"), learnt, exact, strict=True)
        }
        steepness = eigenvalues(specimen.field, grid.points())[0]
        reach = max(1e-6, float(steepness.abs().quantile(0.99)))
        name = "eigenvalue of the learnt Jacobian, larger in size"
        shown = Map(grid.reshape(steepness), name, "1/unit^2", "diverging", -reach, reach)
        rest = self._of_the_target(specimen.mixture, grid, generator)
        return Look({"steepness": shown} | rest.maps, numbers | rest.numbers, rest.curves)

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """A blob is as steep along as across: -precision as learnt, -1 / w^2 as it is at width w."""
        squared = self.width_factor**2 * specimen.variance
        bare, veiled = 1 / squared, 1 / (squared + self.noise**2)
        return Shown(
            {
                "steepness": lambda x: torch.full((len(x),), -specimen.precision),
                "narrowed": lambda x: bare * torch.linalg.vector_norm(x, dim=1),
                "under noise": lambda x: veiled * torch.linalg.vector_norm(x, dim=1),
            },
            {"across": -specimen.precision, "along": -specimen.precision, "loss": -bare, "loss_smoothed": -veiled}
            | {"thin_across": -bare, "thin_along": -bare, "veiled_across": -veiled, "veiled_along": -veiled},
            {name: lambda w: 1 / w**2 for name in ("across", "along", "bare")}
            | {name: lambda w: 1 / (w**2 + self.noise**2) for name in ("across, noise", "along, noise", "noise")},
        )

    def _of_the_target(self, mixture: GaussianMixture, grid: Grid, generator: Generator) -> Look:
        """All that the exact score tells, which only these settings change."""
        key = (self.width_factor, self.noise, grid)
        known = _KNOWN.get(mixture)
        if known is None or known[0] != key:
            thin = narrowed(mixture, self.width_factor, finest=grid.spacing / 2, most=MAP_COMPONENTS)
            maps = {
                "narrowed": _lengths(thin, grid, "|exact score| at the chosen width"),
                "under noise": _lengths(
                    self._veiled(mixture, self.width_factor), grid, "|exact score| at that width under noise"
                ),
            }
            known = key, Look(maps, self._numbers(mixture, generator), self._curves(mixture, generator))
            _KNOWN[mixture] = known
        return known[1]

    def _veiled(self, mixture: GaussianMixture, factor: float) -> GaussianMixture:
        """Narrowed, under the noise: pieces further apart than it do not show."""
        return narrowed(mixture, factor, finest=self.noise).smoothed(self.noise)

    def _numbers(self, mixture: GaussianMixture, generator: Generator) -> dict[str, Number]:
        """At the chosen width, bare and under noise, beside the closed form of a stroke that stands alone."""
        thin = narrowed(mixture, self.width_factor)
        bare = Steepness.of(thin, generator)
        veiled = Steepness.of(self._veiled(mixture, self.width_factor), generator)
        squared = thin.narrowest_scale**2
        unit, width = "1/unit^2", f"at {thin.narrowest_scale:.2g} units"
        return {
            "thin_across": Number(
                f"across, {width}", bare.across, unit, exact=_alone(mixture, squared, 0.0, generator)
            ),
            "thin_along": Number(f"along, {width}", bare.along, unit),
            "veiled_across": Number(
                "across, under noise", veiled.across, unit, exact=_alone(mixture, squared, self.noise, generator)
            ),
            "veiled_along": Number("along, under noise", veiled.along, unit),
            "loss": Number(f"least loss of score matching {width}", bare.loss, unit),
            "loss_smoothed": Number("least loss under noise", veiled.loss, unit),
        }

    def _curves(self, mixture: GaussianMixture, generator: Generator) -> dict[str, Curve]:
        """Sizes of both eigenvalues and of the least loss at every width, down to NARROWEST; bare and under noise."""
        factors = torch.logspace(math.log10(NARROWEST), 0, WIDTHS, dtype=torch.float64).tolist()
        thinned = [narrowed(mixture, factor) for factor in factors]
        bare = [Steepness.of(each, generator) for each in thinned]
        veiled = [Steepness.of(self._veiled(mixture, factor), generator) for factor in factors]
        widths = torch.tensor([each.narrowest_scale for each in thinned])

        def curve(found: list[Steepness], quantity: str, label: str) -> Curve:
            sizes = torch.tensor([abs(getattr(each, quantity)) for each in found])
            return Curve(widths, sizes, WIDTH_LABEL, label, log_x=True, of_target=True)

        steep, loss = "|eigenvalues| (1/unit^2)", "|least loss| (1/unit^2)"
        return {
            "across": curve(bare, "across", steep),
            "across, noise": curve(veiled, "across", steep),
            "along": curve(bare, "along_size", steep),
            "along, noise": curve(veiled, "along_size", steep),
            "bare": curve(bare, "loss", loss),
            "noise": curve(veiled, "loss", loss),
        }


def _alone(mixture: GaussianMixture, squared_width: float, sigma: float, generator: Generator) -> float | None:
    """-1 / (w^2 + sigma^2), where as wide as they are drawn the strokes under this noise have it: where they are of one
    width, hardly bent and far from each other."""
    drawn = mixture.smoothed(sigma) if sigma else mixture
    steep = -Steepness.of(drawn, generator).across * drawn.narrowest_scale**2
    return -1 / (squared_width + sigma**2) if evenly_wide(mixture) and abs(steep - 1) < AGREES else None


def eigenvalues(field: Field, x: Tensor) -> tuple[Tensor, Tensor]:
    """(N,) each: the eigenvalues of (grad s + grad s^T) / 2, the larger in size first, with their signs, 1/unit^2."""
    jacobian = field.jacobian(x)
    # in closed form: the mean of the diagonal, and how far the two lie from it
    middle = 0.5 * (jacobian[:, 0, 0] + jacobian[:, 1, 1])
    half = 0.5 * torch.hypot(jacobian[:, 0, 0] - jacobian[:, 1, 1], jacobian[:, 0, 1] + jacobian[:, 1, 0])
    outward = torch.where(middle < 0, -half, half)
    return middle + outward, middle - outward


def _lengths(mixture: GaussianMixture, grid: Grid, quantity: str) -> Map:
    """|score| of a mixture; the colours end where the steepest hundredth begins."""
    coarse = grid.coarser(COARSE)
    length = torch.linalg.vector_norm(mixture.to(torch.float32).score(coarse.points()), dim=1)
    size = (grid.side, grid.side)
    values = F.interpolate(coarse.reshape(length)[None, None], size, mode="bilinear")[0, 0]
    return Map(values, quantity, "1/unit", "error", 0.0, max(1e-6, float(length.quantile(0.99))))
