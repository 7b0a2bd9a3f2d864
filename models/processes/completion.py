"""A model that learns pictures, then fills in what is hidden of one that it has never seen."""

from __future__ import annotations

import time
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from ..boltzmann.completion.attempt import SCORED_SWEEPS, Attempt
from ..boltzmann.completion.layers import COMPLETION_LAYERS
from ..boltzmann.completion.spec import CompletionSpec
from ..errors import Diverged, ScorescapeError
from ..layers.base import Layer
from ..parcel import Parcel
from ..study.pace import Pace
from . import completion_records as records
from .base import Effects, Pauses, Process
from .completion_records import CompletionFigures, CompletionScored, CompletionState, CompletionSubject
from .records import Command, Event, Phase, ProcessState, Restart

FORMAT = "completion-1"
SWEEPS_A_SECOND = 20.0
"""Until a page says otherwise: so slow that one sees it."""
BEGUN_ANEW = Effects(measure=True, settle=True)


class Completion(Process[CompletionSpec]):
    """One run. Its subject is a test picture and what is held of it."""

    title = "Completing pictures"
    subject_type = CompletionSubject
    spec_type = CompletionSpec
    state_type = CompletionState
    first = records.CompletionSweep
    commands = records.COMMANDS
    events = (CompletionFigures, CompletionScored)
    measures = records.COMPLETION_MEASURES

    def __init__(
        self, run: str, spec: CompletionSpec, subject: CompletionSubject, checkpoint: bytes | None = None
    ) -> None:
        self.id = run
        self.pace = Pace(SWEEPS_A_SECOND)
        self.left: int | None = None
        """Sweeps of `sweep`; None is without an end."""
        self._begin(spec, subject)
        if checkpoint is not None:
            parcel = Parcel.from_bytes(checkpoint, FORMAT)
            self.attempt.restore(parcel.part("attempt"))
            own = parcel.part("run").values
            self.begun, self._was_going, self.left = own["begun"], own["going"], own["left"]

    def _begin(self, spec: CompletionSpec, subject: CompletionSubject) -> None:
        """Errors: ScorescapeError; nothing has changed then."""
        patterns = subject.checked(subject.pictures())
        self.attempt = Attempt(patterns, spec, subject.index, subject.mask(patterns))
        self.spec, self.subject = spec, subject
        self.going = self.begun = self._was_going = False
        self.message = ""
        self.left = None

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.going

    @property
    def hurried(self) -> bool:
        return self.going and (self.attempt.learning or self.pace.limit is None)

    def advance(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while self.going and time.perf_counter() < end and (self.attempt.learning or self.pace.due() > 0):
            learning = self.attempt.learning
            try:
                self.attempt.step()
            except Diverged as error:
                self.stop(error.message)
                return
            if learning:
                self.pace.start()
                continue
            self.pace.took(1)
            if self.left is not None:
                self.left -= 1
                self.going = self.left > 0

    # -- commands ------------------------------------------------------------------------------------------

    def obey(self, command: Command) -> Effects:
        match command:
            case records.CompletionSweep(n=n):
                self.left, self.message = self.spec.sweeps if n is None else n, ""
                self.going = self.begun = True
                self.pace.start()
            case records.CompletionPause():
                self.going = False
                return Effects(measure=True, save=True)
            case records.CompletionPace(sweeps_per_second=limit):
                self.pace.limit = limit
                self.pace.start()
            case records.CompletionScore():
                return self._scored()
            case records.CompletionRespec(spec=spec):
                self._begin(spec, self.subject)
                return BEGUN_ANEW
            case Restart():
                self._begin(command.of(self.spec), self.subject)
                return BEGUN_ANEW
            case _:
                self._turn(_turned(self.subject, command))
                return BEGUN_ANEW
        return Effects()

    def _turn(self, subject: CompletionSubject) -> None:
        """To another subject: other pictures have to be learnt, of the same ones only another chain begins."""
        before = self.subject
        patterns = subject.checked(subject.pictures())
        held = subject.mask(patterns)
        if subject.learnt() != before.learnt():
            going, left = self.going, self.left
            self._begin(self.spec, subject)
            self.going = self.begun = going
            self.left = left
            return
        self.subject = subject
        if subject.index == before.index:
            self.attempt.hold(held)
        else:
            self.attempt.look(subject.index, held)

    def _scored(self) -> Effects:
        attempt = self.attempt
        if attempt.learning:
            raise ScorescapeError("The model has not learnt yet; let it sweep first, then ask for the whole test set.")
        said = CompletionScored(
            run=self.id,
            pictures=len(attempt.patterns.test),
            hidden=int((~attempt.held).sum()),
            sweeps=SCORED_SWEEPS,
            values=attempt.scored(),
        )
        return Effects(silent=True, events=(said,))

    def stop(self, message: str) -> None:
        self.message, self.going = message, False

    @classmethod
    def amended(cls, spec: CompletionSpec, subject: Any, command: Command) -> tuple[CompletionSpec, Any]:
        if isinstance(command, Restart):
            return command.of(spec), subject
        if isinstance(command, records.CompletionRespec):
            return command.spec, subject
        return spec, _turned(subject, command)

    # -- what it says --------------------------------------------------------------------------------------

    def state(self) -> CompletionState:
        return self._state(self.going)

    def held(self) -> CompletionState:
        return self._state(False)

    def _state(self, going: bool) -> CompletionState:
        attempt = self.attempt
        phase: Phase = "training" if going else "paused" if self.begun else "ready"
        if self.begun and not going and self.left == 0:
            phase = "finished"
        rows, columns = attempt.patterns.side
        learnt = not attempt.learning
        return CompletionState(
            run=self.id,
            phase="failed" if self.message else phase,
            message=self.message,
            model=self.spec.model,
            learning=attempt.learning,
            epoch=attempt.epoch if going or learnt else 0,  # a model that is learning begins again
            epochs=attempt.pupil.n_epochs,
            sweeps=attempt.sweeps,
            end=None if self.left is None else attempt.sweeps + self.left,
            index=attempt.index,
            hidden=int((~attempt.held).sum()),
            n_test=len(attempt.patterns.test),
            rows=rows,
            columns=columns,
        )

    def standing(self) -> Hashable:
        attempt = self.attempt
        return self.going, self.message, attempt.learning, attempt.shown, attempt.epoch if attempt.learning else None

    def figures(self, pauses: Pauses) -> list[Event]:
        return [CompletionFigures(run=self.id, step=self.attempt.sweeps, values=self.attempt.errors())]

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return COMPLETION_LAYERS

    def source(self) -> Attempt:
        return self.attempt

    # -- keeping it ----------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        own = Parcel(values={"begun": self.begun, "going": self.going, "left": self.left})
        return Parcel.of(attempt=self.attempt.to_parcel(), run=own).to_bytes(FORMAT)

    def go_on(self) -> None:
        if self._was_going:
            self.going = True
            self.pace.start()

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    def check(cls, specs: Sequence[CompletionSpec], subject: CompletionSubject) -> None:
        subject.mask(subject.checked(subject.pictures()))

    @classmethod
    def blank(cls, run: str, spec: CompletionSpec, phase: Phase, message: str = "") -> CompletionState:
        return CompletionState(run=run, phase=phase, message=message, model=spec.model)

    @classmethod
    def summary(cls, spec: CompletionSpec, state: ProcessState) -> dict[str, str | int]:
        assert isinstance(state, CompletionState)
        return {"title": f"{cls.title}: {spec.model}", "seed": spec.seed, "step": state.sweeps}


def _turned(subject: CompletionSubject, command: Command) -> CompletionSubject:
    """What a command makes of the subject."""
    match command:
        case records.CompletionHold(held=held, preset=preset):
            return subject.model_copy(update={"held": held, "preset": preset or subject.preset})
        case records.CompletionShow(index=index):
            return subject.model_copy(update={"index": index})
        case records.CompletionRetarget(target=target):
            return target
    return subject
