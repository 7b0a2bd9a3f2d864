"""Maximum likelihood with log Z from a grid: what no one can do in high dimension, so the yardstick here.

J = E_p[E(x)] + log Z,   Z ~ sum over cells of exp(-E) times their area
"""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from ..domain import HALF_WIDTH, Grid
from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Objective, Recipe, bands, confinement
from .notes import Number, notes

GRID_HALF_WIDTH = 1.25 * HALF_WIDTH


class MaximumLikelihood(Objective[None]):
    """Each step shifts the grid at random within a cell: no mass can hide between its points.
    The density is exp(-E); other links from the network's output to a density are a setting of the network.
    Shapes: x (B, 2) -> scalar. Units: nats.
    Fails: in more than a few dimensions there is no grid; mass outside [-5, 5]^2 costs nothing.
    """

    title = "Maximum likelihood (grid Z, reference)"
    short = "ML"
    summary = (
        "Fit the normalised density itself; J is the cross-entropy of the data, so its floor is the target's entropy."
    )
    equation = (
        r"J(\theta) = \mathbb{E}_{p(x)}\bigl[ E_\theta(x) \bigr] + \log Z(\theta) \\ Z(\theta) = \int "
        r"e^{-E_\theta(x)}\,dx \approx \sum_{\text{cells}} e^{-E_\theta(x_i)}\,\Delta^2"
    )
    explanation = (
        "Fits the normalised density itself, with the partition function summed over a grid: the yardstick of every "
        "other energy. In more than a few dimensions there is no such grid, and mass outside of it costs nothing."
    )
    source = (
        "Goodfellow, Bengio & Courville 2016 (Deep Learning), eqs. 18.1-18.2; the grid is what two dimensions "
        "allow, and the referee of all other energies."
    )
    loss_unit = "nats"
    learns = frozenset({"energy"})
    likelihood = True

    grid_side: int = setting(
        64, ge=32, le=256, title="grid", unit="cells a side", description="Cells of the quadrature along each axis."
    )

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        if model.normalised:
            return self._known(model, x), state
        grid = Grid(self.grid_side, GRID_HALF_WIDTH)
        shift = (torch.rand(2, generator=generator, dtype=x.dtype) - 0.5) * grid.spacing
        energy = model.energy(torch.cat([x, grid.points(x.dtype) + shift]))
        log_z = (-energy[len(x) :]).logsumexp(0) + math.log(grid.cell_area)
        terms = energy[: len(x)]
        if written := notes():
            written.shown = x
            written.compare(
                r"E_\theta(x) + \log Z", terms.detach(), Number("log Z of the grid", r"\log Z", log_z.detach())
            )
        return terms.mean() + log_z, state

    def _known(self, model: Network, x: Tensor) -> Tensor:
        """Of a family whose Z is 1: nothing has to be summed."""
        terms = model.energy(x)
        if written := notes():
            written.shown = x
            written.compare(r"-\log p_\theta(x)", terms.detach())
        return terms.mean()

    def recipe(self, mixture: GaussianMixture, model: Parameterisation) -> Recipe:
        network = bands(mixture) | {"output_scale": 4.0, "confinement": confinement(mixture)}
        return Recipe(optimiser={"batch_size": self.batch}, network=network)

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        return self.grid_side**2 + batch_size

    def minimiser_precision(self, variance: float) -> float:
        return 1 / variance
