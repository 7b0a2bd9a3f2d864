"""An Ising denoiser: a picture with flipped pixels that a method restores, watched sweep by sweep."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ..boltzmann.arrays import npz
from ..boltzmann.ising.denoising import Denoising
from ..boltzmann.ising.layers import ISING_LAYERS
from ..boltzmann.ising.measures import ISING_MEASURES
from ..boltzmann.ising.minimum import Minimum
from ..boltzmann.ising.pressed import feel
from ..boltzmann.rate import Rate
from ..layers.base import Layer, Sight
from ..parcel import Parcel
from ..study.pace import Pace
from . import ising_records as records
from .base import Effects, Pauses, Process
from .ising_records import IsingFigures, IsingPressed, IsingSpec, IsingState, IsingSubject
from .records import Command, Event, Phase, Restart

FORMAT = "ising-1"
SWEEPS_A_SECOND = 30.0
"""Until a page says otherwise: so slow that one sees it."""
BEGUN_ANEW = Effects(measure=True, settle=True)


class Ising(Process[IsingSpec]):
    """One run of the denoiser. Its subject is a picture and the flips of it."""

    title = "Ising denoiser"
    subject_type = IsingSubject
    spec_type = IsingSpec
    state_type = IsingState
    first = records.IsingSweep
    commands: ClassVar[tuple[type[Command], ...]] = records.COMMANDS
    events: ClassVar[tuple[type[Event], ...]] = (IsingFigures, IsingPressed)
    measures = ISING_MEASURES
    diagnostics: ClassVar[Mapping[str, float]] = {"minimum": 6}

    def __init__(self, run: str, spec: IsingSpec, subject: IsingSubject, checkpoint: bytes | None = None) -> None:
        self.id, self.spec, self.subject = run, spec, subject
        self.message = ""
        self.shown = 0
        self.denoising = Denoising(subject.evidence(), spec.plan(subject))
        self.minimum = Minimum()
        self.pace = Pace(SWEEPS_A_SECOND)
        self.running = self.begun = False
        self._rate = Rate()
        self._left: int | None = None
        if checkpoint is not None:
            parcel = Parcel.from_bytes(checkpoint, FORMAT)
            self.denoising.resume(parcel.part("denoising"))
            own = parcel.part("ising").values
            self.begun, self._left = bool(own["begun"]), own["left"]

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.running and not self.message

    @property
    def hurried(self) -> bool:
        return self.busy and self.pace.limit is None

    def advance(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while self.busy and self.pace.due() > 0:
            self.denoising.sweep()
            self.pace.took(1)
            if self.denoising.done or self.pace.spent:
                self.running = False
            if time.perf_counter() > until:
                break

    # -- commands ------------------------------------------------------------------------------------------

    def obey(self, command: Command) -> Effects:
        match command:
            case records.IsingSweep(n=n):
                self._go(n)
            case records.IsingPause():
                self.running = False
                return Effects(measure=True, save=True)
            case records.IsingTune():
                return self._tune(command)
            case records.IsingRetarget(target=target):
                return self._retarget(target)
            case records.IsingRespec(spec=spec):
                self._respec(spec)
                return BEGUN_ANEW
            case Restart():
                self._respec(command.of(self.spec))
                return BEGUN_ANEW
            case records.IsingPress(row=row, column=column):
                felt = feel(self.denoising, row, column)
                return Effects(silent=True, events=(IsingPressed(run=self.id, step=self.denoising.sweeps, **felt),))
            case records.IsingPace(sweeps_per_second=limit):
                self.pace.limit = limit
                self.pace.start(self.pace.left)
        return Effects()

    def _go(self, n: int | None) -> None:
        """A method that was done goes its way again, unless it is told how far it is to go on."""
        if self.denoising.done:
            if n is None or self.denoising.plan.method == "graph-cut":
                self.denoising.begin()
            else:
                self.denoising.extend(n)
        self.pace.start(n)
        self.running = self.begun = True
        self.message = ""
        self._rate = Rate()

    def _tune(self, command: records.IsingTune) -> Effects:
        changed: dict[str, float | None] = {} if command.beta is None else {"beta": command.beta}
        if "field_strength" in command.model_fields_set:
            changed["field_strength"] = command.field_strength
        self.spec = self.spec.model_copy(update=changed)
        self._changed(lambda law: self.denoising.tune(law.beta, law.field_strength))
        return Effects(measure=True, settle=True)

    def _retarget(self, target: IsingSubject) -> Effects:
        evidence = target.evidence()
        self.subject = target
        self.shown += 1

        def show(law: Any) -> None:
            self.denoising.tune(law.beta, law.field_strength)
            self.denoising.show(evidence)

        self._changed(show, anew=True)
        return Effects(measure=True, settle=True)

    def _changed(self, change: Callable[[Any], None], *, anew: bool = False) -> None:
        """A method that has an end and had come there finds its answer to what is now asked.

        To another picture (`anew`) so does one on its way, which would end where the last picture led it; what samples
        without an end goes on from its spins.
        """
        done = self.begun and not self.running and self.denoising.done
        change(self.spec.plan(self.subject))
        if done or (anew and self.running and self.spec.method != "gibbs"):
            self.denoising.begin()
            self._go(None)

    def _respec(self, spec: IsingSpec) -> None:
        self.denoising = Denoising(self.denoising.evidence, spec.plan(self.subject))
        self.spec, self.message = spec, ""
        self.running = self.begun = False
        self.shown += 1

    def stop(self, message: str) -> None:
        self.message, self.running = message, False

    @classmethod
    def amended(cls, spec: IsingSpec, subject: Any, command: Command) -> tuple[IsingSpec, Any]:
        if isinstance(command, Restart):
            return command.of(spec), subject
        if isinstance(command, records.IsingRespec):
            return command.spec, subject
        return spec, command.target if isinstance(command, records.IsingRetarget) else subject

    # -- what it says --------------------------------------------------------------------------------------

    def state(self) -> IsingState:
        return self._state("training" if self.busy else self._resting())

    def held(self) -> IsingState:
        return self._state(self._resting())

    def _resting(self) -> Phase:
        if self.message:
            return "failed"
        if not self.begun:
            return "ready"
        return "finished" if self.denoising.done else "paused"

    def _state(self, phase: Phase) -> IsingState:
        plan = self.denoising.plan
        height, width = self.denoising.evidence.picture.shape
        return IsingState(
            run=self.id,
            phase=phase,
            message=self.message,
            sweeps=self.denoising.sweeps,
            end=self.denoising.end,
            method=plan.method,
            beta=plan.beta,
            field_strength=plan.field_strength,
            implied=self.spec.field_strength is None,
            height=height,
            width=width,
        )

    def standing(self) -> Hashable:
        return self.busy, self._resting(), self.message

    @property
    def energy_minimum(self) -> float | None:
        """By graph cut; None until it is known."""
        return self.minimum.known(self.denoising)

    def figures(self, pauses: Pauses) -> list[Event]:
        self.minimum.find(self.denoising, pauses.get("minimum", 0.0))
        run = self.denoising
        values: dict[str, float | None] = {
            **run.figures(),
            "error_before": run.error_before(),
            "energy_minimum": self.energy_minimum,
            "sweeps": float(run.sweeps),
            "averaged": float(run.average.kept) if run.plan.method == "posterior-mean" else None,
            "sweeps_per_second": self._rate.of(run.sweeps) if self.busy else None,
        }
        return [IsingFigures(run=self.id, step=run.sweeps, values=values)]

    def dear_seconds(self) -> float:
        return self.minimum.seconds_now

    def owed(self, pauses: Pauses) -> list[Event]:
        if self.owes() and self.minimum.find(self.denoising, pauses.get("minimum", 0.0)) is not None:
            return self.figures(pauses)
        return []

    def owes(self) -> bool:
        return self.energy_minimum is None

    def in_use(self) -> Iterable[str]:
        return ["minimum"] if self.owes() else []

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return ISING_LAYERS

    # -- keeping it ----------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        values = {"begun": self.begun, "left": self.pace.left}
        return Parcel.of(denoising=self.denoising.parcel(), ising=Parcel({}, values)).to_bytes(FORMAT)

    def go_on(self) -> None:
        if self.begun and not self.denoising.done:
            self.pace.start(self._left)
            self.running = True

    def exports(self) -> Mapping[str, Callable[[], bytes]]:
        return {"arrays": self._arrays}

    def _arrays(self) -> bytes:
        """picture, noisy, observed (0 where nothing was) and spins, (H, W) of -1 and +1; mean (H, W) if any."""
        run = self.denoising
        seen = vars(run.evidence)
        return npz(**seen, spins=run.spins, mean=run.mean())

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    def check(cls, specs: Sequence[IsingSpec], subject: IsingSubject) -> None:
        subject.evidence()

    @classmethod
    def rehearse(cls) -> None:
        run = cls("rehearsal", IsingSpec(), IsingSubject(side=16))
        run.denoising.sweep()
        run.figures({})
        ISING_LAYERS["mean"]().picture(run, Sight())

    @classmethod
    def summary(cls, spec: IsingSpec, state: Any) -> dict[str, str | int]:
        return {"title": f"{cls.title}: {spec.method}", "step": state.sweeps}
