"""Energy: the density an energy model really stands for, once its partition function is known."""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor

from ..diagnostics.fisher_divergence import FieldJudge
from ..diagnostics.kl_divergence import KlJudge
from ..diagnostics.partition_function import PartitionFunction
from ..domain import Grid
from .base import GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen

# a residual beyond this many nats is as wrong as it can look
REACH = 4.0
# of the exact density's peak, below which a residual says nothing
FAINT = 1e-4


class EnergyLens(Lens):
    """p_theta = exp(-E) / Z with Z by quadrature: its density, its residual and its own mass per mode.

    An energy can have a perfect score on the data and the masses of the modes all wrong: that is the objective's
    blindness, beside the sampler's.
    """

    title = "Energy"
    question = "What density does the energy stand for?"
    equation = r"p_\theta(x) = \frac{e^{-E_\theta(x)}}{Z(\theta)} \\ Z(\theta) = \int e^{-E_\theta(x)}\,dx"
    explanation = (
        "Shows the density that an energy really stands for, with its partition function summed over cells. An energy "
        "can have the right score on the data and the wrong mass in every mode: compare its masses with the target's."
    )
    source = (
        "Goodfellow, Bengio & Courville 2016 (Deep Learning), eqs. 18.1-18.2; quadrature is what two dimensions allow."
    )

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        if not specimen.field.has_energy:
            return Look(note="A score network has no energy and so no density; choose model = energy in this panel.")
        found = specimen.partition()
        points = grid.points()
        log_prob = -specimen.field.energy(points) - found.log_z
        true = specimen.mixture.to(torch.float32).log_prob(points)
        residual = torch.where(true > true.max() + torch.log(torch.tensor(FAINT)), log_prob - true, torch.nan)
        maps = {
            "density": Map(grid.reshape(log_prob.exp()), "density of the model", "1/unit^2", "sequential", low=0.0),
            "residual": Map(grid.reshape(residual), "log model - log target", "nats", "diverging", -REACH, REACH),
        }
        numbers = self._numbers(specimen, found)
        blind = (name for name in numbers if name != "fisher")
        return Look(
            maps, numbers, unreliable=dict.fromkeys(blind, found.reason) if found.reason else {}, note=found.reason
        )

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        """exp(-E) / Z is N(0, I / precision)."""
        if not specimen.field.has_energy:
            return Shown()
        sharp, wide = specimen.precision, specimen.variance
        product = sharp * wide

        def density(x: Tensor) -> Tensor:
            return sharp / (2 * math.pi) * torch.exp(-sharp / 2 * (x**2).sum(1))

        def residual(x: Tensor) -> Tensor:
            square = (x**2).sum(1)
            seen = math.log(product) - (sharp - 1 / wide) / 2 * square
            return torch.where(square / (2 * wide) < -math.log(FAINT), seen, torch.nan)

        numbers = {
            "fisher": (product - 1) ** 2,
            "kl": product - 1 - math.log(product),
            "log_z": math.log(2 * math.pi / sharp),
            "mass_tv": 0.0,
            "mass_1": 100.0,
        }
        return Shown({"density": density, "residual": residual}, numbers)

    def _numbers(self, specimen: Specimen, found: PartitionFunction) -> dict[str, Number]:
        true = specimen.modes.shares
        masses = found.mode_masses(specimen.modes)
        kl = KlJudge(specimen.mixture).judge(specimen.field, found.log_z, found.error)
        numbers = {
            "fisher": Number(
                "relative Fisher error", FieldJudge(specimen.mixture).judge(specimen.field).relative_fisher_error, "1"
            ),
            "kl": Number("KL(target || model)", kl.value, "nats", error=kl.se),
            "log_z": Number("log Z by quadrature", found.log_z, "nats"),
            "mass_tv": Number("error of the model's own mode masses (total variation)", _half_gap(masses, true), "1"),
        }
        for index in range(min(4, specimen.modes.n_modes)):
            label = f"model's mass of mode {index + 1} (target {100 * float(true[index]):.0f} %)"
            numbers[f"mass_{index + 1}"] = Number(label, 100 * float(masses[index]), "%")
        return numbers


def _half_gap(a: Tensor, b: Tensor) -> float:
    return 0.5 * float((a - b).abs().sum())
