"""Spins on a torus without a field, measured beside what is exact: the phase transition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch

from ...parcel import Parcel
from ..chance import again, kept
from ..units import random_stream
from .batches import Batches
from .energy import Spins, bond_sum
from .lattice import Lattice
from .thresholds import Thresholds

Start = Literal["aligned", "random"]
BURN_IN = 100
"""Sweeps after a change of coupling that do not count."""
SCAN_BURN_IN, SCAN_KEPT = 400, 2_000
# from strong to weak: domains of a random start freeze into stripes, and an aligned one melts by itself
SCAN = (0.7, 0.65, 0.6, 0.55, 0.5, 0.48, 0.46, 0.45, 0.4407, 0.43, 0.42, 0.4, 0.38, 0.35, 0.3, 0.25, 0.2)
LEAST_KEPT = 100


@dataclass(frozen=True)
class Measured:
    """At one coupling: energy a spin and |m|, their standard errors, and of how many sweeps."""

    beta: float
    energy: float
    magnetisation: float
    energy_error: float | None
    magnetisation_error: float | None
    kept: int


class Transition:
    """One torus at one coupling, or on its walk through those of SCAN."""

    def __init__(self, side: int, beta: float, start: Start, seed: int) -> None:
        self.side, self.start, self.seed = side, start, seed
        self.lattice = Lattice(np.zeros((side, side), np.int8), periodic=True)
        self.points: dict[float, Measured] = {}
        self.scan: list[float] = []
        """Couplings that are still to come, the present one first."""
        self.chance = random_stream(seed, "gibbs")
        self.sweeps = 0
        self._put(start)
        self._at(beta, BURN_IN)

    def _put(self, start: Start) -> None:
        draws = random_stream(self.seed, "start").random((self.side, self.side), dtype=np.float32)
        by_chance = np.where(draws < 0.5, 1, -1).astype(np.int8)
        self.lattice.put(np.ones_like(by_chance) if start == "aligned" else by_chance)

    def _at(self, beta: float, burn_in: int) -> None:
        self.beta, self._burn_in = beta, burn_in
        self.thresholds = Thresholds.of(beta, 0.0)
        self.energy, self.magnetisation = Batches(), Batches()

    # -- time ----------------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Every spin once; on a scan to the next coupling where enough was kept."""
        self.lattice.sweep(self.thresholds, self.chance)
        self.sweeps += 1
        if self._burn_in > 0:
            self._burn_in -= 1
        else:
            energy, magnetisation = self.now()
            self.energy.take(energy)
            self.magnetisation.take(abs(magnetisation))
        if self.scan and self.energy.count >= SCAN_KEPT:
            self._on()

    def now(self) -> tuple[float, float]:
        """Energy and magnetisation a spin, of the spins as they are."""
        spins, size = self.lattice.spins(), self.side**2
        return -bond_sum(spins, periodic=True) / size, float(spins.sum(dtype=np.int64)) / size

    def tune(self, beta: float) -> None:
        """Another coupling from now on; what was measured is kept, and a scan ends."""
        self._note()
        self.scan = []
        self._at(beta, BURN_IN)

    def begin_scan(self) -> None:
        """Walk through all couplings of SCAN, aligned at first."""
        self._note()
        self._put("aligned")
        self.scan = list(SCAN)
        self._at(self.scan[0], SCAN_BURN_IN)

    def _on(self) -> None:
        self._note()
        self.scan.pop(0)
        if self.scan:
            self._at(self.scan[0], SCAN_BURN_IN)

    def _note(self) -> None:
        point = self.measured()
        if point and point.kept >= LEAST_KEPT:
            self.points[self.beta] = point

    # -- what it says --------------------------------------------------------------------------------------

    @property
    def spins(self) -> Spins:
        return self.lattice.spins()

    def measured(self) -> Measured | None:
        """At the present coupling; None before a sweep counts."""
        energy, magnetisation = self.energy.mean, self.magnetisation.mean
        if energy is None or magnetisation is None:
            return None
        errors = self.energy.error, self.magnetisation.error
        return Measured(self.beta, energy, magnetisation, *errors, self.energy.count)

    def all_measured(self) -> list[Measured]:
        """At every coupling so far, the weakest first; of the present one as far as it is known."""
        point = self.measured()
        known = dict(self.points)
        if point and (point.kept >= LEAST_KEPT or self.beta not in known):
            known[self.beta] = point
        return [known[beta] for beta in sorted(known)]

    # -- keeping it ----------------------------------------------------------------------------------------

    def parcel(self) -> Parcel:
        """Where it stands."""
        values: dict[str, Any] = {
            "beta": self.beta,
            "burn_in": self._burn_in,
            "sweeps": self.sweeps,
            "scan": self.scan,
            "points": [list(vars(point).values()) for point in self.points.values()],
            "energy": self.energy.values(),
            "magnetisation": self.magnetisation.values(),
            "chance": kept(self.chance),
        }
        return Parcel({"spins": torch.from_numpy(self.spins)}, values)

    def resume(self, parcel: Parcel) -> None:
        """Stand where a parcel of a torus of this side stood."""
        values = parcel.values
        self.lattice.put(parcel.tensors["spins"].numpy())
        self._at(values["beta"], values["burn_in"])
        self.sweeps, self.scan = values["sweeps"], list(values["scan"])
        self.points = {point[0]: Measured(*point) for point in values["points"]}
        self.energy, self.magnetisation = Batches(*values["energy"]), Batches(*values["magnetisation"])
        self.chance = again(values["chance"])
