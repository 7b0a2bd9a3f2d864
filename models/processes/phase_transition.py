"""The phase transition of the Ising model on a torus, measured beside Onsager's, Kaufman's and Yang's exact curves."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from ..boltzmann.arrays import npz
from ..boltzmann.ising.torus import kaufman, onsager, yang
from ..boltzmann.ising.transition import Transition
from ..boltzmann.ising.transition_layers import TRANSITION_LAYERS
from ..boltzmann.ising.transition_measures import TRANSITION_MEASURES
from ..boltzmann.rate import Rate
from ..layers.base import Layer
from ..parcel import Parcel
from ..study.pace import Pace
from . import phase_transition_records as records
from .base import Effects, Pauses, Process
from .phase_transition_records import PhaseFigures, PhaseSpec, PhaseState, PhaseSubject
from .records import Command, Event, Phase, Restart

FORMAT = "phase-transition-1"
SWEEPS_A_SECOND = 60.0
BEGUN_ANEW = Effects(measure=True, settle=True)


class PhaseTransition(Process[PhaseSpec]):
    """One torus at one coupling. Its subject is the torus's side."""

    title = "Phase transition"
    subject_type = PhaseSubject
    spec_type = PhaseSpec
    state_type = PhaseState
    first = records.PhaseSweep
    commands: ClassVar[tuple[type[Command], ...]] = records.COMMANDS
    events: ClassVar[tuple[type[Event], ...]] = (PhaseFigures,)
    measures = TRANSITION_MEASURES

    def __init__(self, run: str, spec: PhaseSpec, subject: PhaseSubject, checkpoint: bytes | None = None) -> None:
        self.id, self.spec, self.subject = run, spec, subject
        self.pace = Pace(SWEEPS_A_SECOND)
        self.begun = 0
        self._left: int | None = None
        self._begin()
        if checkpoint is not None:
            parcel = Parcel.from_bytes(checkpoint, FORMAT)
            self.transition.resume(parcel.part("transition"))
            own = parcel.part("process").values
            self.started = bool(own["started"])
            self._left = own["left"]

    def _begin(self) -> None:
        spec = self.spec
        self.transition = Transition(self.subject.side, spec.beta, spec.start, spec.seed)
        self.running = self.started = False
        self.message = ""
        self.begun += 1
        self._left = None
        self._rate = Rate()

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.running and not self.message

    @property
    def hurried(self) -> bool:
        return self.busy and (self.pace.limit is None or bool(self.transition.scan))

    def advance(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while self.busy:
            scanning = bool(self.transition.scan)
            if not scanning and self.pace.due() <= 0:
                break
            self.transition.sweep()
            if scanning:
                self.running = bool(self.transition.scan)
            else:
                self.pace.took(1)
                self.running = not self.pace.spent
            if time.perf_counter() > until:
                break

    # -- commands ------------------------------------------------------------------------------------------

    def obey(self, command: Command) -> Effects:
        match command:
            case records.PhaseSweep() if self.spec.scan and not self.started:
                self._scan()
            case records.PhaseSweep(n=n):
                self._go(n)
            case records.PhasePause():
                self.running = False
                return Effects(measure=True, save=True)
            case records.PhaseTune(beta=beta):
                self.transition.tune(beta)
                self.spec = self.spec.model_copy(update={"beta": beta})
                return Effects(measure=True, settle=True)
            case records.PhaseScan():
                self._scan()
            case records.PhaseRetarget(target=target):
                self.subject = target
                return self._anew(self.spec)
            case records.PhaseRespec(spec=spec):
                return self._anew(spec)
            case Restart():
                return self._anew(command.of(self.spec))
            case records.PhasePace(sweeps_per_second=limit):
                self.pace.limit = limit
                self.pace.start(self.pace.left)
        return Effects()

    def _anew(self, spec: PhaseSpec) -> Effects:
        self.spec = spec
        self._begin()
        return BEGUN_ANEW

    def _go(self, n: int | None) -> None:
        self.pace.start(n)
        self.running = self.started = True
        self.message = ""
        self._rate = Rate()

    def _scan(self) -> None:
        self.transition.begin_scan()
        self._go(None)

    def stop(self, message: str) -> None:
        self.message, self.running = message, False

    @classmethod
    def amended(cls, spec: PhaseSpec, subject: Any, command: Command) -> tuple[PhaseSpec, Any]:
        if isinstance(command, Restart):
            return command.of(spec), subject
        if isinstance(command, records.PhaseRespec):
            return command.spec, subject
        return spec, command.target if isinstance(command, records.PhaseRetarget) else subject

    # -- what it says --------------------------------------------------------------------------------------

    def state(self) -> PhaseState:
        return self._state("training" if self.busy else self._resting())

    def held(self) -> PhaseState:
        return self._state(self._resting())

    def _resting(self) -> Phase:
        if self.message:
            return "failed"
        return "paused" if self.started else "ready"

    def _state(self, phase: Phase) -> PhaseState:
        transition = self.transition
        return PhaseState(
            run=self.id,
            phase=phase,
            message=self.message,
            sweeps=transition.sweeps,
            beta=transition.beta,
            kept=transition.energy.count,
            scanning=bool(transition.scan),
            scan_left=len(transition.scan),
            side=self.subject.side,
        )

    def standing(self) -> Hashable:
        return self.busy, self._resting(), self.message, self.transition.beta

    def figures(self, pauses: Pauses) -> list[Event]:
        transition, beta = self.transition, self.transition.beta
        found = transition.measured()
        values = {
            "energy_per_spin": found.energy if found else None,
            "energy_per_spin_se": found.energy_error if found else None,
            "kaufman": kaufman(beta, transition.side),
            "onsager": onsager(beta),
            "magnetisation": found.magnetisation if found else None,
            "magnetisation_se": found.magnetisation_error if found else None,
            "yang": yang(beta),
            "beta": beta,
            "sweeps": float(transition.sweeps),
            "sweeps_per_second": self._rate.of(transition.sweeps) if self.busy else None,
        }
        return [PhaseFigures(run=self.id, step=transition.sweeps, values=values)]

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return TRANSITION_LAYERS

    # -- keeping it ----------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        own = Parcel({}, {"started": self.started, "left": self.pace.left})
        return Parcel.of(transition=self.transition.parcel(), process=own).to_bytes(FORMAT)

    def go_on(self) -> None:
        if self.started and (self._left is None or self._left > 0):
            self._go(self._left)

    def exports(self) -> Mapping[str, Callable[[], bytes]]:
        return {"arrays": self._arrays}

    def _arrays(self) -> bytes:
        """spins (L, L) of -1 and +1; of each coupling that was measured beta, energy and magnetisation with their
        standard errors (NaN where they are not known), and what is exact there: onsager, kaufman, yang."""
        transition = self.transition
        points = transition.all_measured()
        betas = [point.beta for point in points]
        return npz(
            spins=transition.spins,
            beta=betas,
            energy=[point.energy for point in points],
            energy_se=np.array([point.energy_error for point in points], np.float64),
            magnetisation=[point.magnetisation for point in points],
            magnetisation_se=np.array([point.magnetisation_error for point in points], np.float64),
            onsager=[onsager(beta) for beta in betas],
            kaufman=[kaufman(beta, transition.side) for beta in betas],
            yang=[yang(beta) for beta in betas],
        )

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    def check(cls, specs: Sequence[PhaseSpec], subject: PhaseSubject) -> None:
        """Whatever its records take can be built."""

    @classmethod
    def summary(cls, spec: PhaseSpec, state: Any) -> dict[str, str | int]:
        return {"title": cls.title, "step": state.sweeps}
