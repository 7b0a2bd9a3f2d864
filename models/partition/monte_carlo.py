"""Z by chance: the mean of exp(-E) over uniform points, with the error that these points say they have.

Z ~ A / n sum_i f(x_i),  f = exp(-E), x_i uniform over a square of area A. Its relative standard error, which is that of
log Z, is sqrt((n / ESS - 1) / (n - 1)) with ESS = (sum f)^2 / sum f^2: small when few points found the mass and agree
by having missed the rest. The true one needs the integral itself: sqrt((A int f^2 / Z^2 - 1) / n).
Source: Owen 2013 (Monte Carlo theory, methods and examples), sections 2.2 and 9.3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from ..diagnostics.quadrature.cells import Cells
from ..diagnostics.quadrature.gauss import log_masses_between
from ..domain import HALF_WIDTH, uniform_points
from ..field import Field
from ..random_streams import stream
from ..settings import Settings, setting

# effective points below which an error estimated from them is not believed
FEW_POINTS = 50.0
# standard errors to either side that hold 95 of 100 normal deviates
WITHIN_95 = 1.959964
# energies asked at once
AT_ONCE = 1 << 16


class MonteCarloSpec(Settings):
    """How many points, and which."""

    n_points: int = setting(
        4_000, ge=2, le=5_000_000, title="points", unit="points", description="Uniform points that Z is estimated from."
    )
    seed: int = setting(0, ge=0, le=2**31 - 1, title="seed", description="The same seed gives the same points.")


@dataclass(frozen=True)
class MonteCarlo:
    """What n uniform points say of log Z, nats."""

    log_z: float
    """Minus infinity if no point found any mass."""
    error: float
    """One standard error of log Z by the points' own spread."""
    effective_sample_size: float
    n_points: int

    @property
    def reliable(self) -> bool:
        """Whether enough points found the mass for their error to mean something."""
        return self.effective_sample_size >= FEW_POINTS

    def covers(self, log_z: float) -> bool:
        """Whether the 95 % interval, which is symmetric on the scale of logs, holds this value."""
        return abs(log_z - self.log_z) <= WITHIN_95 * self.error


@torch.no_grad()
def monte_carlo(field: Field, n: int, generator: Generator, half_width: float = HALF_WIDTH) -> MonteCarlo:
    """log Z of exp(-E) over [-half_width, half_width]^2. Errors: Unsupported if the field has no energy."""
    x = uniform_points(n, generator, torch.float64, half_width)
    energies = [field.energy(part.to(field.precision)).double() for part in torch.split(x, AT_ONCE)]
    return of_energies(torch.cat(energies), half_width)


def of_energies(energies: Tensor, half_width: float = HALF_WIDTH) -> MonteCarlo:
    """From the energies (N,) at uniform points; one that is no number counts as no mass."""
    log_f = -energies.double().nan_to_num(nan=math.inf, posinf=math.inf)
    n, total = len(log_f), float(log_f.logsumexp(0))
    if not math.isfinite(total):
        return MonteCarlo(-math.inf, math.inf, 0.0, n)
    effective = math.exp(2 * total - float((2 * log_f).logsumexp(0)))
    error = math.sqrt(max(0.0, n / effective - 1) / (n - 1))
    return MonteCarlo(total - math.log(n) + 2 * math.log(2 * half_width), error, effective, n)


def log_square(cells: Cells) -> float:
    """log of the integral of exp(-2 E) over cells that have integrated exp(-E), nats."""
    return float(log_masses_between(2 * cells.energies, cells.halves).logsumexp(0))


def exact_sample_size(cells: Cells, n: int, half_width: float = HALF_WIDTH) -> float:
    """n Z^2 / (A int f^2): the effective sample size that n points have on average, whatever they found."""
    window = cells.at(cells.edge() <= half_width * (1 + 1e-9))
    return n * math.exp(2 * window.log_z() - log_square(window) - 2 * math.log(2 * half_width))


def exact_error(cells: Cells, n: int, half_width: float = HALF_WIDTH) -> float:
    """The standard error of Z / E[Z] with n points, by quadrature: what `MonteCarlo.error` tries to be."""
    return math.sqrt(max(0.0, n / exact_sample_size(cells, n, half_width) - 1) / n)


def repeated(field: Field, n: int, repeats: int, seed: int, half_width: float = HALF_WIDTH) -> list[MonteCarlo]:
    """The same estimate from fresh points each time: a bar for each, some of which miss."""
    chance = stream(seed, "monte-carlo")
    return [monte_carlo(field, n, chance, half_width) for _ in range(repeats)]


def coverage(estimates: list[MonteCarlo], log_z: float) -> float:
    """The share of 95 % intervals that hold the exact log Z."""
    return sum(each.covers(log_z) for each in estimates) / len(estimates)
