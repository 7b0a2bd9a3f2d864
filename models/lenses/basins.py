"""Basins: at which mode a particle without noise would end."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..diagnostics.basins import basins
from ..domain import Grid
from .base import Lens, Look, Map, Number, Scene

COARSE = 2


class BasinsLens(Lens):
    """Every start coloured by the mode where the learnt flow ends, beside the exact density's own basins.

    The flow dx = s(x) dt is Langevin dynamics without noise; basins of the density are found by steepest ascent.
    Source: Strogatz 1994 (Nonlinear Dynamics and Chaos), sections 6.4 (basins) and 7.2 (gradient systems).
    """

    title = "Basins"
    question = "To which mode does the field lead from here?"
    equation = r"\frac{dx}{dt} = s_\theta(x), \quad x(0) = x_0 \\ m(x_0) = \text{the mode where } x(t) \text{ ends}"
    explanation = (
        "Colours every start by the mode where the learnt flow without noise ends, beside the basins of the exact "
        "density. Where the two differ a particle is led to the wrong mode, and a blank place is led out of the box."
    )

    def look(self, scene: Scene, grid: Grid, generator: Generator) -> Look:
        coarse = Grid(grid.side // COARSE)
        led = basins(scene.field, scene.modes, coarse, scene.mixture.narrowest_scale)
        learnt = led.repeat_interleave(COARSE, 0).repeat_interleave(COARSE, 1)
        exact = grid.reshape(scene.modes.label_of(grid.points()))
        differs = (learnt != exact).float()
        numbers = {
            "elsewhere": Number("starts that end at another mode", 100 * float(differs.mean()), "% of the box"),
            "nowhere": Number("starts that leave the box", 100 * float((learnt < 0).float().mean()), "% of the box"),
        }
        high = float(max(1, scene.modes.n_modes - 1))
        maps = {
            "learnt": Map(_shown(learnt), "mode reached by the learnt field", "mode", "categorical", 0.0, high),
            "exact": Map(_shown(exact), "mode reached by the exact field", "mode", "categorical", 0.0, high),
            "differs": Map(differs, "ends at another mode", "1 = yes", "sequential", 0.0, 1.0),
        }
        return Look(maps, numbers)


def _shown(labels: Tensor) -> Tensor:
    return torch.where(labels >= 0, labels.float(), torch.nan)
