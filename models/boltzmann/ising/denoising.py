"""One run of the Ising denoiser: a picture, what was observed of it, and spins that a method moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray

from ...parcel import Parcel
from ..chance import again, kept
from ..units import random_stream
from . import annealed, posterior_mean
from .energy import Spins, bond_sum, data_sum, energy
from .evidence import Evidence
from .flips import wrong_share
from .graph_cut import Cut
from .icm import icm_sweep
from .lattice import Lattice
from .posterior_mean import Average, of_mean
from .thresholds import Thresholds
from .traces import Point, Traces

Method = Literal["gibbs", "icm", "annealed", "posterior-mean", "graph-cut"]
Start = Literal["noisy", "random", "aligned"]
ENDS: dict[Method, int | None] = {
    "gibbs": None,
    "icm": None,
    "annealed": annealed.SWEEPS,
    "posterior-mean": posterior_mean.SWEEPS,
    "graph-cut": 1,
}
"""After how many sweeps a method is done unless told otherwise; ICM is done when nothing changes any more."""
CUT_SECONDS = 0.02


@dataclass(frozen=True)
class Plan:
    """How a run goes; `sweeps` None is the method's own number."""

    method: Method
    beta: float
    field_strength: float
    sweeps: int | None = None
    start: Start = "noisy"
    seed: int = 0

    @property
    def end(self) -> int | None:
        """After how many sweeps it is done; None where it goes on, or until nothing changes."""
        return 1 if self.method == "graph-cut" else self.sweeps or ENDS[self.method]


class Denoising:
    """`sweep` moves it; `spins` is where it stands, `estimate` the picture that the method answers with."""

    def __init__(self, evidence: Evidence, plan: Plan, *, traced: bool = True) -> None:
        self.plan, self._traced = plan, traced
        self.changes = 0
        self._place(evidence)
        self.begin()

    def _place(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.lattice = Lattice(evidence.observed)
        self.average = Average(self.lattice)
        self.traces = Traces()
        self.thresholds = Thresholds.of(self.plan.beta, self.plan.field_strength)

    def begin(self) -> None:
        """From the start again, with the same random numbers."""
        self.chance = random_stream(self.plan.seed, "gibbs")
        self.lattice.put(self._start())
        self._count_anew()

    def _count_anew(self) -> None:
        """The spins as they are are the first."""
        self.sweeps, self.settled = 0, False
        self._further: int | None = None
        self._cut: Cut | None = None
        self.average.clear()
        self.traces = Traces()
        self._moved()

    def _start(self) -> Spins:
        shape = self.evidence.picture.shape
        if self.plan.start == "aligned":
            return np.ones(shape, np.int8)
        draws = random_stream(self.plan.seed, "start").random(shape, dtype=np.float32)
        by_chance = np.where(draws < 0.5, 1, -1).astype(np.int8)
        if self.plan.start == "random":
            return by_chance
        return np.where(self.evidence.hidden, by_chance, self.evidence.noisy).astype(np.int8)

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def end(self) -> int | None:
        """After how many sweeps the method is done; None where it goes on, or until nothing changes."""
        return self.plan.end if self._further is None else self._further

    @property
    def done(self) -> bool:
        """Whether the method has come to its end."""
        return self.settled or (self.end is not None and self.sweeps >= self.end)

    def extend(self, sweeps: int) -> None:
        """Go on for so many sweeps beyond the end."""
        self._further, self.settled = self.sweeps + sweeps, False

    def sweep(self) -> None:
        """Every pixel once, by the method; of the graph cut a slice of its work, until it is done."""
        plan = self.plan
        if plan.method == "gibbs":
            self.average.sweep(self.lattice, self.thresholds, self.chance)
        elif plan.method == "icm":
            self.settled = icm_sweep(self.lattice, plan.beta, plan.field_strength) == 0
        elif plan.method == "annealed":
            cold = annealed.inverse_temperature(self.sweeps, plan.end or annealed.SWEEPS)
            self.lattice.sweep(Thresholds.of(cold * plan.beta, cold * plan.field_strength), self.chance)
        elif plan.method == "graph-cut" and not self._cut_on():
            return
        elif plan.method == "posterior-mean" and self.sweeps < min(posterior_mean.BURN_IN, (plan.end or 0) // 2):
            self.lattice.sweep(self.thresholds, self.chance)
        elif plan.method == "posterior-mean":
            self.average.sweep(self.lattice, self.thresholds, self.chance)
        self.sweeps += 1
        self._moved()

    def _cut_on(self) -> bool:
        """A slice of the cut; whether it is done, and its answer the spins."""
        plan = self.plan
        if self._cut is None:
            self._cut = Cut(self.evidence.observed, plan.beta, plan.field_strength)
        if not self._cut.advance(CUT_SECONDS):
            return False
        self.lattice.put(self._cut.finish())
        self._cut = None
        return True

    def _moved(self) -> None:
        self.changes += 1
        if self._traced and self.traces.wants(self.sweeps):
            self.traces.take(self._point())

    def _point(self) -> Point:
        estimate = self.estimate()
        data = data_sum(estimate, self.evidence.observed)
        wrong = float((estimate != self.evidence.picture).mean())
        return Point(self.sweeps, bond_sum(estimate), data, int(estimate.sum(dtype=np.int64)), wrong)

    # -- changes -------------------------------------------------------------------------------------------

    def tune(self, beta: float, field_strength: float) -> None:
        """Another law from now on; the spins stay."""
        self.plan = Plan(**{**vars(self.plan), "beta": beta, "field_strength": field_strength})
        self.thresholds = Thresholds.of(beta, field_strength)
        self.average.clear()
        self.settled, self._cut = False, None
        self.changes += 1

    def show(self, evidence: Evidence) -> None:
        """Another picture or other flips: of the same size the spins stay, of another they begin.

        Sweeps are counted from there: what stands beside a method that begins anew must not be far along the axis.
        """
        if evidence.picture.shape != self.evidence.picture.shape:
            self._place(evidence)
            self.begin()
            return
        self.evidence = evidence
        self.lattice.observe(evidence.observed)
        self._count_anew()

    # -- what it says --------------------------------------------------------------------------------------

    @property
    def spins(self) -> Spins:
        return self.lattice.spins()

    def mean(self) -> NDArray[np.float64] | None:
        """(H, W) in [0, 1]: the posterior mean so far; None of methods without one, and before its first sweep."""
        return self.average.mean(self.lattice, self.thresholds)

    def estimate(self) -> Spins:
        """The picture that the method answers with: of the posterior mean the likelier value of each pixel."""
        mean = self.mean() if self.plan.method == "posterior-mean" else None
        return self.spins if mean is None else of_mean(mean)

    def figures(self) -> dict[str, float | None]:
        """Of the estimate: wrong pixels among all and among those that were not observed, its energy and mean."""
        estimate, evidence, plan = self.estimate(), self.evidence, self.plan
        return {
            "error": wrong_share(estimate, evidence.picture),
            "hidden_error": wrong_share(estimate, evidence.picture, evidence.hidden),
            "energy": energy(estimate, evidence.observed, plan.beta, plan.field_strength),
            "magnetisation": float(estimate.mean()),
        }

    def error(self) -> float:
        """The share of the estimate's pixels that are wrong."""
        return float((self.estimate() != self.evidence.picture).mean())

    def error_before(self) -> float | None:
        """The share of the observed pixels that were flipped; None where none was observed."""
        return wrong_share(self.evidence.noisy, self.evidence.picture, ~self.evidence.hidden)

    # -- keeping it ----------------------------------------------------------------------------------------

    def parcel(self) -> Parcel:
        """Where it stands."""
        sums = {f"sums{colour}": torch.from_numpy(each.copy()) for colour, each in enumerate(self.average.sums)}
        values: dict[str, Any] = {
            "sweeps": self.sweeps,
            "settled": self.settled,
            "further": self._further,
            "kept": self.average.kept,
            "chance": kept(self.chance),
            "traces": self.traces.values(),
        }
        return Parcel({"spins": torch.from_numpy(self.spins), **sums}, values)

    def resume(self, parcel: Parcel) -> None:
        """Stand where a parcel of a run with the same evidence and plan stood. Errors: InvalidInput."""
        self.lattice.put(parcel.tensors["spins"].numpy())
        for colour, each in enumerate(self.average.sums):
            each[:] = parcel.tensors[f"sums{colour}"].numpy()
        self.average.kept = parcel.values["kept"]
        self.sweeps, self.settled = parcel.values["sweeps"], parcel.values["settled"]
        self._further = parcel.values["further"]
        self.traces = Traces(parcel.values["traces"])
        self.chance = again(parcel.values["chance"])
        self.changes += 1
