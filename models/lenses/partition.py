"""The pie: where a model's mass lies, which share a lassoed region has, and what Z costs by chance."""

from __future__ import annotations

import math
from functools import cache

import torch
from torch import Generator

from ..diagnostics.partition_function import PartitionFunction, partition_function
from ..dimensions.curse import SIDE, costs, measured_error
from ..domain import Grid
from ..exact_field import ExactField
from ..field import Field
from ..partition.cell_share import box_share, cell_share
from ..partition.monte_carlo import WITHIN_95, MonteCarlo, exact_error, exact_sample_size, monte_carlo
from ..partition.pie import FEW, holding
from ..partition.target_share import target_share
from ..settings import setting
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen
from .places import Region, lasso_of, region
from .shapes import Bars, Slice

REPEATS, FEWEST_REPEATS = 100, 20
# energies asked for all repeats together: about half a second of a learnt one
MOST_ENERGIES = 200_000
MOST_MODES = 8
# of the mass, below which what lies off the box has no slice
LEAST_SHARE = 1e-3
FEW_POINTS_FOUND = "Few points found the mass: the bars are short where they are wrong."
NO_ENERGY = "A score has no energy: this is the pie of the exact density."


class PartitionLens(Lens):
    """The mass of exp(-E) as a pie of regions, with Z by quadrature and by uniform points beside it."""

    title = "The pie"
    question = "Where does the model's mass lie, and what does Z cost?"
    equation = (
        r"p_\theta(R) = \frac{1}{Z_\theta} \int_R e^{-E_\theta(x)}\, dx \\ \hat Z = \frac{A}{n} \sum_{i=1}^{n} "
        r"e^{-E_\theta(x_i)}, \quad x_i \sim \mathrm{U}"
    )
    explanation = (
        "Lasso a region: the pie says which share of the mass the model puts there, by quadrature, and the ring around "
        "it what is true. Z from few uniform points comes with an error bar that is short exactly when it is wrong, as "
        "points that missed the mass agree with one another."
    )
    source = "Owen 2013 (Monte Carlo theory, methods and examples), sections 2.2 and 9.3."
    group = "Energy"
    order = 1

    around: Region = region(title="Region", description="The part of the box whose share of the mass is shown.")
    points: int = setting(
        1_000, ge=10, le=10_000, scale="log", title="points", unit="points",
        description="Uniform points that each estimate of Z is made from.",
    )  # fmt: skip

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        own = specimen.field.has_energy
        field = specimen.field if own else ExactField(specimen.mixture)
        found = specimen.partition() if own else partition_function(field)
        if not math.isfinite(found.log_z):
            return Look(note=found.reason)
        half_width = holding(found.cells, found.log_z, self.points)
        tries = self._tries(field, half_width, generator)
        x = grid.points()
        density = (-field.energy(x.to(field.precision)).double() - found.log_z).exp()
        numbers = self._by_chance(found, tries, half_width)
        share, inside = self._share(specimen, found), box_share(found.cells, found.log_z)
        if share:
            numbers = {"share": share} | numbers
        off = Number("mass off the box", 100 * (1 - inside), "%", exact=100 * specimen.mixture.mass_outside())
        numbers["off_box"] = off
        unreliable = self._doubts(found, tries[0], half_width)
        shown = Map(grid.reshape(density.float()), "density by the model", "1/unit^2", "sequential", low=0.0)
        note = "" if own else NO_ENERGY
        if not tries[0].reliable:
            note = f"{note} {FEW_POINTS_FOUND}"
        if not found.reliable:
            note = f"{note} {found.reason}"
        return Look(
            {"density": shown},
            numbers,
            unreliable=unreliable,
            note=note.strip(),
            slices=self._slices(specimen, found, share, inside),
            bars={"tries": self._bars(found, tries, half_width)},
            curves=more_dimensions(),
        )

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """exp(-precision |x|^2 / 2) has Z = 2 pi / precision; without an energy the target itself is shown, Z = 1."""
        own = specimen.field.has_energy
        sharp = specimen.precision if own else 1 / specimen.variance
        peak = sharp / (2 * math.pi)
        return Shown(
            {"density": lambda x: peak * (-sharp / 2 * (x**2).sum(1)).exp()},
            {"log_z": -math.log(peak) if own else 0.0},
            unstated={f"mode_{mode}": "A Gaussian has one mode." for mode in range(2, MOST_MODES + 1)}
            | {"off": "How much lies off the box depends on how wide it is."},
            slices={"mode_1": 1.0},
            bars={"tries": 1.0},
        )

    def _tries(self, field: Field, half_width: float, generator: Generator) -> list[MonteCarlo]:
        """Estimates of Z, each from points of its own."""
        repeats = min(REPEATS, max(FEWEST_REPEATS, MOST_ENERGIES // self.points))
        return [monte_carlo(field, self.points, generator, half_width) for _ in range(repeats)]

    def _share(self, specimen: Specimen, found: PartitionFunction) -> Number | None:
        """Of the lasso; None without one."""
        if not self.around:
            return None
        corners = lasso_of(self.around).corners()
        model, truth = cell_share(found.cells, found.log_z, corners), target_share(specimen.mixture, corners)
        return Number("mass in the lasso", 100 * model, "%", exact=100 * truth)

    @staticmethod
    def _slices(specimen: Specimen, found: PartitionFunction, share: Number | None, inside: float) -> dict[str, Slice]:
        """The lasso and the rest; without one the modes' basins, which share what is `inside` the box."""
        if share:
            model, truth = share.value / 100, (share.exact or 0.0) / 100
            return {"in": Slice("lasso", model, truth), "out": Slice("rest", max(0.0, 1 - model), max(0.0, 1 - truth))}
        modes = specimen.modes
        masses = inside * found.mode_masses(modes)
        parts = {
            f"mode_{mode + 1}": Slice(f"mode {mode + 1}", float(masses[mode]), float(modes.masses[mode]), mode)
            for mode in range(min(MOST_MODES, modes.n_modes))
        }
        rest = 1 - sum(part.share for part in parts.values())
        label = "off the box" if modes.n_modes <= MOST_MODES else "other modes and off the box"
        if rest > LEAST_SHARE:
            true = 1 - sum(part.truth or 0.0 for part in parts.values())
            parts["off"] = Slice(label, rest, max(0.0, true))
        return parts

    def _by_chance(self, found: PartitionFunction, tries: list[MonteCarlo], half_width: float) -> dict[str, Number]:
        first = tries[0]
        should = exact_error(found.cells, self.points, half_width)
        held = sum(abs(relative(each, found) - 1) <= reach(each, found) for each in tries) / len(tries)
        return {
            "log_z": Number("log Z by quadrature", round(found.log_z, 6), "nats"),
            "chance": Number(
                f"log Z from {self.points:,} points", first.log_z, "nats", error=first.error,
                exact=round(found.log_z, 6), large=True,
            ),
            "error": Number("its standard error, estimated", first.error, "nats", exact=should),
            "ess": Number(
                "effective sample size", first.effective_sample_size, "points",
                exact=exact_sample_size(found.cells, self.points, half_width),
            ),
            "held": Number("intervals that hold Z, of 95 in 100 promised", 100 * held, "%"),
            "picture": Number(
                "a grid of 64 an axis for a picture of 32 x 32 x 3: 10 to the", 3_072 * math.log10(SIDE), "energies"
            ),
        }  # fmt: skip

    def _doubts(self, found: PartitionFunction, first: MonteCarlo, half_width: float) -> dict[str, str]:
        doubts = {} if found.reliable else {"log_z": found.reason, "share": found.reason}
        if not first.reliable:
            exact = exact_error(found.cells, self.points, half_width)
            said = FEW.format(ess=first.effective_sample_size, exact=exact, error=first.error)
            doubts |= {"chance": said, "error": said}
        return doubts

    def _bars(self, found: PartitionFunction, tries: list[MonteCarlo], half_width: float) -> Bars:
        """The 95 % intervals of Z on its own scale, in units of the exact Z."""
        value = torch.tensor([relative(each, found) for each in tries], dtype=torch.float64)
        half = torch.tensor([reach(each, found) for each in tries], dtype=torch.float64)
        should = WITHIN_95 * exact_error(found.cells, self.points, half_width)
        return Bars(
            f"Z from {self.points:,} points / Z",
            "times",
            value - half,
            value + half,
            value,
            (value - 1).abs() > half,
            1.0,
            "Z",
            max(0.0, 1 - should),
            1 + should,
        )


@cache
def more_dimensions() -> dict[str, Curve]:
    """What Z costs as the dimension grows, for a mode of scale 1/2: of no panel, and measured once."""
    rows = costs()
    d = torch.tensor([float(row.d) for row in rows])
    words = ("dimensions", "energies asked (powers of ten)", True, True)
    tried = [measured_error(d, 1_000, 50) for d in range(1, 11)]
    upto = torch.tensor([float(each.d) for each in tried])
    errors = ("dimensions", "relative error of Z from 1,000 points", False, True)
    return {
        "grid of 64 an axis": Curve(d, torch.tensor([row.log10_grid_points for row in rows]), *words),
        "points for 1 %": Curve(d, torch.tensor([row.log10_monte_carlo_points for row in rows]), *words),
        "measured": Curve(upto, torch.tensor([each.measured for each in tried]), *errors),
        "formula": Curve(upto, torch.tensor([each.formula for each in tried]), *errors),
    }


def relative(estimate: MonteCarlo, found: PartitionFunction) -> float:
    """The estimate in units of the exact Z; 0 if no point found any mass."""
    return math.exp(estimate.log_z - found.log_z) if math.isfinite(estimate.log_z) else 0.0


def reach(estimate: MonteCarlo, found: PartitionFunction) -> float:
    """Half of the 95 % interval, in the same units."""
    value = relative(estimate, found)
    return WITHIN_95 * estimate.error * value if value > 0 else 0.0
