"""Ratios without Z: how much likelier one point is than another, along three paths that ought to agree."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..domain import Grid
from ..ratios.curl import curl_over
from ..ratios.ratio import Point, Ratio, corners_between, ratio
from .base import GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen
from .places import Pin, pin, point_of
from .shapes import Mark

# nats/unit^2: what float32 leaves of a curl that is 0, which is not to be stretched over all colours
LEAST_CURL = 1e-3
SAME = "Both pins are in one place, where the ratio is 1; drag one of them away."


class RatioLens(Lens):
    """log p(a) - log p(b) by the energy, or by the score along paths from b to a, and why the paths disagree."""

    title = "Ratios without Z"
    question = "How much likelier is a than b?"
    equation = (
        r"\log \frac{p_\theta(a)}{p_\theta(b)} = E_\theta(b) - E_\theta(a) = \int_b^a s_\theta \cdot dx \\ "
        r"\int_{\text{path 1}} s \cdot dx - \int_{\text{path 2}} s \cdot dx = \iint \bigl( \partial_x s_y - "
        r"\partial_y s_x \bigr)\, dx\, dy"
    )
    explanation = (
        "Drag the pins: Z cancels in the ratio of their densities, which is a difference of energies or an integral of "
        "the score along any path. A learnt score whose curl is not zero gives every path another answer, and the "
        "shaded curl between two paths is exactly how much they disagree."
    )
    source = "Hyvarinen 2005 (JMLR 6), section 2; Stokes' theorem."
    group = "Energy"
    order = 4

    a: Pin = pin((-1.8, 0.6), title="a", description="The point whose density is above the line.")
    b: Pin = pin((1.8, -0.6), title="b", description="The point whose density is below the line.")

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        a, b = point_of(self.a), point_of(self.b)
        if a == b:
            return Look(note=SAME)
        found = ratio(specimen.field, a, b)
        exact = specimen.mixture.log_prob(torch.tensor([a, b], dtype=torch.float64)).double()
        truth = float(exact[0] - exact[1])
        turning = abs(found.x_first.value - found.y_first.value)
        curl = abs(self._curl(specimen, a, b))
        numbers = {
            "ratio": Number("log p(a) − log p(b)", found.value, "nats", exact=truth, large=True),
            "straight": Number("along the straight path", found.straight.value, "nats", exact=truth),
            "spread": Number("spread over three paths", round(found.spread, 6), "nats", exact=0.0, large=True),
            "turning": Number("difference of the two corner paths", round(turning, 6), "nats"),
            "curl": Number("curl over the area between them", round(curl, 6), "nats", exact=round(turning, 6)),
            "evaluations": Number("scores asked for", float(found.evaluations), "points"),
        }
        maps = self._shaded(specimen, grid, a, b)
        return Look(maps, numbers, marks=self._paths(found), note=self._word(found, truth))

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """Of s = -precision x + turn (-y, x): the squares' difference, and turn times twice the area."""
        a, b = torch.tensor(point_of(self.a)), torch.tensor(point_of(self.b))
        straight = float(specimen.precision * ((b**2).sum() - (a**2).sum()) / 2)
        straight += specimen.turn * float(b[0] * a[1] - b[1] * a[0])
        area = 2 * abs(specimen.turn * float((a - b).prod()))
        x_first, y_first = (torch.tensor(corner) for corner in corners_between(point_of(self.a), point_of(self.b)))
        ways = {
            "straight": torch.stack([b, a]),
            "x_first": torch.stack([b, x_first, a]),
            "y_first": torch.stack([b, y_first, a]),
        }

        def curl(x: Tensor) -> Tensor:
            return torch.where(_between(x, point_of(self.a), point_of(self.b)), 2 * specimen.turn, torch.nan)

        return Shown(
            {"curl": curl},
            {"ratio": straight, "straight": straight, "spread": area, "turning": area, "curl": area},
            marks=ways,
        )

    def _curl(self, specimen: Specimen, a: Point, b: Point) -> float:
        """The integral of the curl over the rectangle that the two corner paths go around, nats."""
        x_first, y_first = corners_between(a, b)
        return curl_over(specimen.field, [b, x_first, a]).value + curl_over(specimen.field, [b, a, y_first]).value

    def _shaded(self, specimen: Specimen, grid: Grid, a: Point, b: Point) -> dict[str, Map]:
        """The curl in the rectangle, nothing elsewhere; no map where the rectangle holds no cell."""
        x = grid.points()
        inside = _between(x, a, b)
        if not bool(inside.any()):
            return {}
        jacobian = specimen.field.jacobian(x[inside].to(specimen.field.precision))
        curl = torch.full((len(x),), torch.nan)
        curl[inside] = (jacobian[:, 1, 0] - jacobian[:, 0, 1]).float()
        reach = max(LEAST_CURL, float(curl[inside].abs().max()))
        words = ("curl of the score between the corner paths", "1/unit^2")
        return {"curl": Map(grid.reshape(curl), *words, "diverging", -reach, reach, parity=-1)}

    def _paths(self, found: Ratio) -> dict[str, Mark]:
        x_first, y_first = corners_between(found.a, found.b)
        ways = {
            "straight": ((found.b, found.a), found.straight),
            "x_first": ((found.b, x_first, found.a), found.x_first),
            "y_first": ((found.b, y_first, found.a), found.y_first),
        }
        return {
            name: Mark("arrow", torch.tensor(points), "path", f"{along.value:+.2f}".replace("-", "−"))
            for name, (points, along) in ways.items()
        }

    def _word(self, found: Ratio, truth: float) -> str:
        if found.spread < 0.1:
            return "All paths agree: the score is a gradient here."
        return f"The paths disagree by {found.spread:.2f} nats: the sum of the shading between them."


def _between(x: Tensor, a: Point, b: Point) -> Tensor:
    """(N,) whether x (N, 2) lies in the rectangle with the corners a and b."""
    low, high = torch.minimum(torch.tensor(a), torch.tensor(b)), torch.maximum(torch.tensor(a), torch.tensor(b))
    return ((x >= low) & (x <= high)).all(1)
