"""A deep Boltzmann machine on its way through the stages: layer by layer, then as one."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from ..boltzmann.dbm.keeping import from_parcel, to_parcel
from ..boltzmann.dbm.layers import DBM_LAYERS
from ..boltzmann.dbm.learner import Learner
from ..boltzmann.dbm.spec import DbmSpec
from ..boltzmann.dbm.weights import save_model
from ..errors import Diverged
from ..layers.base import Layer
from ..parcel import Parcel
from ..study.pace import Pace
from . import dbm_records as records
from .base import Effects, Pauses, Process
from .dbm_records import DbmFigures, DbmState
from .patterns_records import PatternsSubject
from .records import Command, Event, Phase, ProcessState, Restart

FORMAT = "dbm-1"
BEGUN_ANEW = Effects(measure=True, settle=True)


class Dbm(Process[DbmSpec]):
    """One run. Its subject is the pictures."""

    title = "Deep Boltzmann machine"
    subject_type = PatternsSubject
    spec_type = DbmSpec
    state_type = DbmState
    first = records.DbmTrain
    commands = records.COMMANDS
    events = (DbmFigures,)
    measures = records.DBM_MEASURES

    def __init__(self, run: str, spec: DbmSpec, subject: PatternsSubject, checkpoint: bytes | None = None) -> None:
        self.id = run
        self.pace = Pace(None)
        self.epochs_per_second: float | None = None
        self._begin(spec, subject)
        if checkpoint is not None:
            parcel = Parcel.from_bytes(checkpoint, FORMAT)
            from_parcel(self.learner, parcel.part("learner"))
            self.begun, self._was_going = parcel.values["dbm/begun"], parcel.values["dbm/going"]

    def _begin(self, spec: DbmSpec, subject: PatternsSubject) -> None:
        """Errors: ScorescapeError; nothing has changed then."""
        learner = Learner(subject.pictures(), spec)
        self.learner, self.spec, self.subject = learner, spec, subject
        self.message = ""
        self.going = self.begun = self._was_going = False
        self.batches: int | None = None
        """That are left of `step`."""
        self._said = (-1, 0)
        """Epoch and scores that the newest figures were of."""

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.going

    @property
    def hurried(self) -> bool:
        return self.going and self.pace.limit is None

    def advance(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while self.going and time.perf_counter() < end and (self.learner.scoring or self.pace.due() > 0):
            try:
                learnt = self.learner.step()
            except Diverged as error:
                self.stop(error.message)
                return
            if learnt:
                self.pace.took(1)
                self._count()
            if self.learner.finished or (self.batches == 0 and not self.learner.scoring):
                self.going = False

    def _count(self) -> None:
        if self.batches is not None:
            self.batches -= 1

    # -- commands ------------------------------------------------------------------------------------------

    def obey(self, command: Command) -> Effects:
        match command:
            case records.DbmTrain(epochs=epochs):
                if epochs is not None:
                    self.learner.extend(epochs)
                self._go(None)
            case records.DbmPause():
                self.going = False
                return Effects(measure=True, save=True)
            case records.DbmStep(batches=batches):
                self._go(batches)
            case records.DbmPace(epochs_per_second=limit):
                self.epochs_per_second = limit
                self._set_pace()
            case records.DbmRespec(spec=spec):
                self._begin(spec, self.subject)
                return BEGUN_ANEW
            case records.DbmRetarget(target=target):
                going = self.going
                self._begin(self.spec, target)
                if going:
                    self._go(None)
                return BEGUN_ANEW
            case Restart():
                self._begin(command.of(self.spec), self.subject)
                return BEGUN_ANEW
        return Effects()

    def _go(self, batches: int | None) -> None:
        self.batches, self.message = batches, ""
        self.going, self.begun = not self.learner.finished, True
        self._set_pace()

    def _set_pace(self) -> None:
        limit, training = self.epochs_per_second, self.learner.course.training
        self.pace.limit = limit * training.n_batches if limit and training else None
        self.pace.start()

    def stop(self, message: str) -> None:
        self.message, self.going = message, False

    @classmethod
    def amended(cls, spec: DbmSpec, subject: Any, command: Command) -> tuple[DbmSpec, Any]:
        if isinstance(command, Restart):
            return command.of(spec), subject
        if isinstance(command, records.DbmRespec):
            return command.spec, subject
        return spec, command.target if isinstance(command, records.DbmRetarget) else subject

    # -- what it says --------------------------------------------------------------------------------------

    def state(self) -> DbmState:
        training = self.learner.course.training
        return self._state(self.going, training.batch if training else 0)

    def held(self) -> DbmState:
        return self._state(False, 0)  # an epoch that has begun is begun again

    def _state(self, going: bool, batch: int) -> DbmState:
        learner, course = self.learner, self.learner.course
        phase: Phase = "training" if going else "paused" if self.begun else "ready"
        if learner.finished and self.begun:
            phase = "finished"
        rows, columns = learner.patterns.side
        return DbmState(
            run=self.id,
            phase="failed" if self.message else phase,
            message=self.message,
            model=self.spec.model,
            stage=course.name,
            stages=list(course.stages),
            frozen=course.frozen,
            epoch=course.epoch,
            epochs=course.n_epochs,
            batch=batch,
            n_batches=course.training.n_batches if course.training else 0,
            bounded=course.model().bounded,
            n_train=len(learner.patterns.train),
            n_test=len(learner.patterns.test),
            rows=rows,
            columns=columns,
        )

    def standing(self) -> Hashable:
        course = self.learner.course
        return self.going, self.message, course.stage, self.learner.finished

    def figures(self, pauses: Pauses) -> list[Event]:
        learner = self.learner
        now = (learner.epoch, len(learner.points))
        if self.going and now == self._said:
            return []
        self._said = now
        values = learner.figures() | {"epoch": float(learner.epoch)}
        scored = learner.points[-1].epoch if self.going and learner.points else learner.epoch
        return [DbmFigures(run=self.id, step=scored, values=values)]

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return DBM_LAYERS

    def source(self) -> Learner:
        return self.learner

    # -- keeping it ----------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        own = Parcel(values={"begun": self.begun, "going": self.going})
        return Parcel.of(learner=to_parcel(self.learner), dbm=own).to_bytes(FORMAT)

    def go_on(self) -> None:
        if self._was_going:
            self._go(None)

    def exports(self) -> Mapping[str, Callable[[], bytes]]:
        return {"weights": lambda: save_model(self.learner.course)}

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    def check(cls, specs: Sequence[DbmSpec], subject: PatternsSubject) -> None:
        subject.pictures()

    @classmethod
    def blank(cls, run: str, spec: DbmSpec, phase: Phase, message: str = "") -> DbmState:
        stages = list(spec.stages())
        epochs = sum(each for _, each in stages)
        return DbmState(run=run, phase=phase, message=message, model=spec.model, stages=stages, epochs=epochs)

    @classmethod
    def summary(cls, spec: DbmSpec, state: ProcessState) -> dict[str, str | int]:
        assert isinstance(state, DbmState)
        title = f"{cls.title}: {spec.model}"
        return {"title": title, "seed": spec.seed, "step": state.epoch, "n_steps": state.epochs}
