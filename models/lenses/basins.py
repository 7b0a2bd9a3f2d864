"""Basins: at which mode a particle without noise would end."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from ..diagnostics.basins import basins, exact_basins
from ..domain import Grid
from .base import GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen

COARSE = 2
# as many basins as have a colour of their own
LARGEST = 8


class BasinsLens(Lens):
    """Every start coloured by the mode where the learnt flow ends, beside the same for the exact field.

    The flow dx = s(x) dt is Langevin dynamics without noise.
    """

    title = "Basins"
    question = "To which mode does the field lead from here?"
    equation = r"\frac{dx}{dt} = s_\theta(x), \quad x(0) = x_0 \\ m(x_0) = \text{the mode where } x(t) \text{ ends}"
    explanation = (
        "Colours every start by the mode where the learnt flow without noise ends. The small picture and the lines "
        "over the colours are the same for the exact field: where the colours do not fill them a particle is led to "
        "the wrong mode, and a blank place is led out of the box."
    )
    source = "Strogatz 1994 (Nonlinear Dynamics and Chaos), sections 6.4 (basins) and 7.2 (gradient systems)."

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        coarse = grid.coarser(COARSE)
        learnt = basins(specimen.field, specimen.modes, coarse, specimen.mixture.narrowest_scale)
        exact = exact_basins(specimen.mixture, specimen.modes, coarse)
        differs = learnt != exact
        numbers = {
            "elsewhere": Number("starts led elsewhere than by the exact field", _percent(differs), "% of the box"),
            "nowhere": Number("starts led out of the box", _percent(learnt < 0), "% of the box"),
        }
        for mode in range(min(LARGEST, specimen.modes.n_modes)):
            share, true = _percent(learnt == mode), _percent(exact == mode)
            numbers[f"basin_{mode + 1}"] = Number(f"led to mode {mode + 1}", share, "% of the box", exact=true)
        high = float(max(1, specimen.modes.n_modes - 1))
        maps = {
            "learnt": Map(
                _shown(learnt), "mode reached by the learnt field", "mode", "categorical", 0.0, high, beside="exact"
            ),
            "exact": Map(
                _shown(exact), "mode reached by the exact field", "mode", "categorical", 0.0, high, beside="learnt"
            ),
            "differs": Map(_fine(differs.float()), "led elsewhere", "1 = yes", "sequential", 0.0, 1.0),
        }
        return Look(maps, numbers)

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """Every start is led to the one mode, along a spiral if the field turns; or out of the box."""
        led = specimen.precision > 0
        inward, outward = (100.0, 0.0) if led else (0.0, 100.0)
        return Shown(
            {
                "learnt": lambda x: torch.full((len(x),), 0.0 if led else torch.nan),
                "exact": lambda x: torch.zeros(len(x)),
                "differs": lambda x: torch.full((len(x),), 0.0 if led else 1.0),
            },
            {"elsewhere": outward, "nowhere": outward, "basin_1": inward},
        )


def _percent(where: Tensor) -> float:
    return 100 * float(where.float().mean())


def _fine(values: Tensor) -> Tensor:
    """A coarse map on the grid that was asked for."""
    return values.repeat_interleave(COARSE, 0).repeat_interleave(COARSE, 1)


def _shown(labels: Tensor) -> Tensor:
    return _fine(torch.where(labels >= 0, labels.float(), torch.nan))
