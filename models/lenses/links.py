"""Links and the void: what an energy's density does where no data is, and the walls that some links build there."""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from ..diagnostics.kl_divergence import KlJudge
from ..diagnostics.partition_function import PartitionFunction
from ..domain import HALF_WIDTH, Grid
from ..partition.void import in_the_void
from ..partition.zero_lines import zero_lines
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen
from .shapes import MOST_POINTS, Mark

# nats below its peak, under which a density is drawn as empty
DEEP = 25.0
CUT_POINTS = 160
MOST_OF_IT = 0.98


class LinksLens(Lens):
    """log p_theta, its score and the zeros of f, for E = -log g(f) with any link g."""

    title = "Links and the void"
    question = "What does the density do where no data is?"
    equation = (
        r"p_\theta(x) = \frac{g\bigl(f_\theta(x)\bigr)}{Z(\theta)} \\ g(f) \in \bigl\{ e^{-f},\ f^2,\ |f|,\ "
        r"\log(1 + e^f),\ \tfrac{1}{1 + e^{-f}} \bigr\}"
    )
    explanation = (
        "A square or a modulus is zero wherever the network's output changes its sign: a wall through the void, from "
        "which the score flees on both sides and which no chain crosses. The exponential has none and falls steepest."
    )
    source = "LeCun et al. 2006 (A Tutorial on Energy-Based Learning), section 2; walls: the zeros of f themselves."
    group = "Energy"
    order = 2

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        field = specimen.field
        if not field.has_energy:
            return Look(note="A score network has no energy and so no density; choose model = energy in this panel.")
        found = specimen.partition()
        x = grid.points()
        log_density = -field.energy(x) - found.log_z
        top, speed = float(log_density.max()), torch.linalg.vector_norm(field.score(x), dim=1)
        maps = {
            "log density": Map(
                grid.reshape(log_density), "log density of the model", "nats", "sequential", top - DEEP, top
            ),
            # walls have poles: they would leave all else dark
            "score": Map(
                grid.reshape(speed),
                "length of the score",
                "1/unit",
                "sequential",
                0.0,
                float(speed.quantile(MOST_OF_IT)),
            ),
        }
        numbers = self._numbers(specimen, found)
        unreliable = dict.fromkeys(numbers, found.reason) if found.reason else {}
        f, marks = field.before_the_link(x), {}
        if f is not None and len(walls := zero_lines(grid.reshape(f), grid)):
            ended = torch.cat([walls, torch.full((len(walls), 1, 2), math.nan, dtype=walls.dtype)], 1).reshape(-1, 2)
            marks["walls"] = Mark("line", ended[: MOST_POINTS - MOST_POINTS % 3].float(), "question")
        return Look(maps, numbers, self._cut(specimen, found), marks=marks, unreliable=unreliable, note=found.reason)

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """exp(-E) / Z is N(0, I / precision)."""
        if not specimen.field.has_energy:
            return Shown()
        sharp = specimen.precision
        peak, product = math.log(sharp / (2 * math.pi)), sharp * specimen.variance
        inside = math.erf(HALF_WIDTH * math.sqrt(sharp / 2)) ** 2
        # the cut is level through the mode as it was found, which is a cell's centre
        x, y = specimen.modes.positions[0].tolist()
        return Shown(
            {
                "log density": lambda at: peak - sharp / 2 * (at**2).sum(1),
                "score": lambda at: sharp * torch.linalg.vector_norm(at, dim=1),
            },
            {"kl": product - 1 - math.log(product), "off_box": 100 * (1 - inside)},
            {"model": lambda t: peak - sharp / 2 * ((x + t) ** 2 + y**2)},
        )

    def _numbers(self, specimen: Specimen, found: PartitionFunction) -> dict[str, Number]:
        kl = KlJudge(specimen.mixture).judge(specimen.field, found.log_z, found.error)
        void = in_the_void(specimen.field, specimen.mixture, found)
        numbers = {
            "kl": Number("KL(target || model)", kl.value, "nats", error=kl.se),
            "off_box": Number("mass off the box", 100 * (1 - void.mass_in_the_box), "%", large=True),
            "walls": Number("walls, where f = 0", void.wall_length, "units"),
        }
        if math.isfinite(void.largest_score):
            numbers |= {
                "void_score": Number("largest score in the void", void.largest_score, "1/unit", large=True),
                "void_log_density": Number("log density in the void, median", void.median_log_density, "nats"),
            }
        return numbers

    @staticmethod
    def _cut(specimen: Specimen, found: PartitionFunction) -> dict[str, Curve]:
        """Along the line through the two heaviest modes, or level through the only one."""
        places, masses = specimen.modes.positions.float(), specimen.modes.masses
        order = masses.argsort(descending=True)
        first = places[order[0]]
        way = places[order[1]] - first if len(places) > 1 else torch.tensor([1.0, 0.0])
        middle, way = (first + way / 2 if len(places) > 1 else first), way / torch.linalg.vector_norm(way)
        at = torch.linspace(-HALF_WIDTH, HALF_WIDTH, CUT_POINTS)
        x: Tensor = middle + at[:, None] * way
        model = -specimen.field.energy(x) - found.log_z
        true = specimen.mixture.to(torch.float32).log_prob(x)
        label, unit = "along the line through the two heaviest modes (units)", "log density (nats)"
        return {"model": Curve(at, model, label, unit), "truth": Curve(at, true, label, unit, of_target=True)}
