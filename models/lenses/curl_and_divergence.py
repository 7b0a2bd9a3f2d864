"""Curl and divergence: whether the learnt field is the gradient of anything."""

from __future__ import annotations

import math

import torch
from torch import Generator

from ..domain import Grid
from .base import GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen

DATA_POINTS = 2_048


class CurlAndDivergenceLens(Lens):
    """curl = d s_y / d x - d s_x / d y, zero for every gradient; divergence = laplacian of log p if exact."""

    title = "Curl and divergence"
    question = "Is the learnt field the gradient of any density?"
    equation = (
        r"\operatorname{curl} s = \frac{\partial s_y}{\partial x} - \frac{\partial s_x}{\partial y} \\ "
        r"\operatorname{div} s = \frac{\partial s_x}{\partial x} + \frac{\partial s_y}{\partial y}"
    )
    explanation = (
        "Shows how far the learnt field is from being the gradient of any density: every gradient has curl zero. Read "
        "the curl beside the size of the Jacobian, and expect exactly zero from an energy model."
    )
    source = (
        "Poincare's lemma, Spivak 1965 (Calculus on Manifolds), theorem 4-11: on the plane, no curl means a gradient."
    )

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        jacobian = specimen.field.jacobian(grid.points())
        curl = jacobian[:, 1, 0] - jacobian[:, 0, 1]
        divergence = jacobian[:, 0, 0] + jacobian[:, 1, 1]
        on_data = specimen.field.jacobian(specimen.truth.sample(DATA_POINTS, generator))
        turning = (on_data[:, 1, 0] - on_data[:, 0, 1]).square().mean().sqrt()
        size = on_data.square().sum((1, 2)).mean().sqrt()
        numbers = {
            "curl": Number("root mean square curl on the data", float(turning), "1/unit^2"),
            "relative": Number("the same beside the Jacobian's size", float(turning / size), "1"),
        }
        return Look(
            {
                "curl": _balanced(grid, curl, "curl", parity=-1),
                "divergence": _balanced(grid, divergence, "divergence"),
            },
            numbers,
        )

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        curl, divergence = 2 * specimen.turn, -2 * specimen.precision
        return Shown(
            {"curl": lambda x: torch.full((len(x),), curl), "divergence": lambda x: torch.full((len(x),), divergence)},
            {"curl": abs(curl), "relative": abs(curl) / math.sqrt(2 * (specimen.precision**2 + specimen.turn**2))},
        )


def _balanced(grid: Grid, values: torch.Tensor, quantity: str, parity: int = 1) -> Map:
    """Colours from -a to a, where a leaves out the most extreme hundredth."""
    reach = max(1e-6, float(values.abs().quantile(0.99)))
    return Map(grid.reshape(values), quantity, "1/unit^2", "diverging", -reach, reach, parity=parity)
