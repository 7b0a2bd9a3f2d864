"""A restricted Boltzmann machine that learns pictures, is scored as it goes, and dreams."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from ..boltzmann.rbm.arrays import arrays
from ..boltzmann.rbm.keeping import from_parcel, to_parcel
from ..boltzmann.rbm.layers import RBM_LAYERS
from ..boltzmann.rbm.learner import Learner
from ..boltzmann.rbm.scoring import Scores, values_of
from ..boltzmann.rbm.spec import RbmSpec, resolve
from ..boltzmann.rbm.weights import save_rbm
from ..layers.base import Layer, Sight
from ..parcel import Parcel
from ..study.pace import Pace
from . import rbm_records as records
from .base import Effects, Pauses, Process
from .patterns_records import PatternsSubject
from .records import Command, Event, Phase, ProcessState, Restart

FORMAT = "rbm-1"
TO_WATCH = 5.0
"""Seconds that the planned epochs take unless another pace is asked for."""
SCORING_SLICE = 0.01
LAYER_PERIOD = 1 / 12
"""Seconds: nobody sees scores that come faster."""
BEGUN_ANEW = Effects(measure=True, settle=True)


class Rbm(Process[RbmSpec]):
    """One machine. Its subject is the pictures."""

    title = "Restricted Boltzmann machine"
    subject_type = PatternsSubject
    spec_type = RbmSpec
    state_type = records.RbmState
    first = records.Train
    commands = records.COMMANDS
    events = (records.RbmFigures, records.RbmScores)
    measures = records.RBM_MEASURES
    diagnostics = {"likelihood": 4}  # noqa: RUF012

    def __init__(self, run: str, spec: RbmSpec, subject: PatternsSubject, checkpoint: bytes | None = None) -> None:
        self.id, self.spec, self.subject = run, spec, subject
        self.asked_pace: float | bool | None = False
        """Epochs a second; False: nobody asked."""
        self._begin(spec, subject)
        if checkpoint is not None:
            parcel = Parcel.from_bytes(checkpoint, FORMAT)
            from_parcel(self.learner, parcel.part("learner"))
            self.until, self.was_going = parcel.values["until"], bool(parcel.values["going"])
            # not in earlier ones
            self.was_called = bool(parcel.values.get("called", self.was_going))

    def _begin(self, spec: RbmSpec, subject: PatternsSubject) -> None:
        """Errors: ScorescapeError; nothing has changed then."""
        learner = Learner(spec, subject.pictures())
        self.learner, self.spec, self.subject = learner, spec, subject
        self.until, self.going, self.message = learner.recipe.epochs, False, ""
        self.called = False
        """Whether it was set going and nobody has held it since: other pictures set it going again, also at its end."""
        self.was_going = self.was_called = False
        self.batches: int | None = None
        """That are left of `step`."""
        self._rested_at = self._last_seconds = 0.0
        """When the newest scores were found, and what they took."""
        self._set_pace()

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.going

    @property
    def hurried(self) -> bool:
        return self.going and self.pace.limit is None

    def advance(self, seconds: float) -> None:
        if not self.going:
            return
        began, due = time.perf_counter(), self.pace.due()
        while due > 0 and self.going:
            self.learner.step()
            self.pace.took(1)
            due -= 1
            self._count()
            if time.perf_counter() - began > seconds:
                break

    def _count(self) -> None:
        """One batch was learnt: is that all?"""
        if self.batches is not None:
            self.batches -= 1
            self.going = self.batches > 0
        elif self.learner.epoch >= self.until:
            self.going = False

    # -- commands ------------------------------------------------------------------------------------------

    def obey(self, command: Command) -> Effects:
        match command:
            case records.Train():
                self._train(command.epochs)
            case records.Pause():
                self.going, self.called, self.batches = False, False, None
                return Effects(measure=True, save=True)
            case records.Step():
                self.batches = command.batches
                self._go()
            case records.Pace():
                self.asked_pace = command.epochs_per_second
                self._set_pace()
            case Restart():
                self._begin(command.of(self.spec), self.subject)
                return BEGUN_ANEW
            case records.Respec():
                self._begin(command.spec, self.subject)
                return BEGUN_ANEW
            case records.Retarget():
                # one that ended while others go on begins again with them
                called = self.called
                self._begin(self.spec, command.target)
                if called:
                    self._go()
                return BEGUN_ANEW
        return Effects()

    def _train(self, epochs: int | None) -> None:
        here = self.learner.epoch
        if epochs is not None:
            self.until = here + epochs
        elif here >= self.until:
            self.until = here + self.learner.recipe.epochs
        self.batches = None
        self._go()

    def _go(self) -> None:
        self.going, self.message = True, ""
        self.called = self.batches is None
        self.pace.start()

    def _set_pace(self) -> None:
        asked = self.learner.recipe.epochs / TO_WATCH if self.asked_pace is False else self.asked_pace
        self.pace = Pace(None if asked is None else asked * self.learner.training.n_batches)
        self.pace.start()

    def stop(self, message: str) -> None:
        self.going, self.message = False, message

    @classmethod
    def amended(cls, spec: RbmSpec, subject: Any, command: Command) -> tuple[RbmSpec, Any]:
        if isinstance(command, Restart):
            return command.of(spec), subject
        if isinstance(command, records.Respec):
            return command.spec, subject
        return spec, command.target if isinstance(command, records.Retarget) else subject

    # -- what it says --------------------------------------------------------------------------------------

    def state(self) -> records.RbmState:
        return self._state("training" if self.going else self._at_rest())

    def held(self) -> records.RbmState:
        return self._state(self._at_rest())

    def _at_rest(self) -> Phase:
        if self.learner.training.progress == 0:
            return "ready"
        return "finished" if self.learner.epoch >= self.until else "paused"

    def _state(self, phase: Phase) -> records.RbmState:
        learner = self.learner
        patterns, training = learner.patterns, learner.training
        return records.RbmState(
            run=self.id,
            phase="failed" if self.message else phase,
            message=self.message,
            epoch=training.epoch,
            epochs=self.until,
            batch=training.batch,
            n_batches=training.n_batches,
            n_train=len(patterns.train),
            n_test=len(patterns.test),
            rows=patterns.side[0],
            columns=patterns.side[1],
            resolved=learner.recipe.settings(),
        )

    def standing(self) -> Hashable:
        return self.going, self.until, self.message, self.learner.epoch >= self.until

    def figures(self, pauses: Pauses) -> list[Event]:
        newest = self.learner.scores[-1] if self.learner.scores else None
        # said of a run that began anew too: what it scored before is nothing of this one
        scored = None if newest is None else float(newest.epoch)
        values = {**self.learner.cheap_figures(), "scored_epoch": scored}
        said: list[Event] = [records.RbmFigures(run=self.id, step=self.learner.epoch, values=values)]
        if newest is not None:
            said.append(self._scores(newest))
        return said

    def _scores(self, found: Scores) -> records.RbmScores:
        return records.RbmScores(
            run=self.id, step=found.epoch, values=values_of(found) | {"scored_epoch": float(found.epoch)}
        )

    def owed(self, pauses: Pauses) -> list[Event]:
        learner = self.learner
        if learner.scoring is None and not self._begin_scoring(pauses):
            return []
        scoring = learner.scoring
        found = learner.work_on_scores(SCORING_SLICE)
        if found is None or scoring is None:
            return []
        self._rested_at, self._last_seconds = time.perf_counter(), scoring.seconds
        # of epochs gone by the curve alone tells
        return [self._scores(found)] if found is learner.scores[-1] else []

    def _begin_scoring(self, pauses: Pauses) -> bool:
        """Those of now, and at rest those of epochs that were passed over; whether there is something to score."""
        if not self.learner.scored(thorough=not self.going):
            if self._rested(pauses):
                self.learner.begin_scoring(thorough=not self.going)
                return True
            return False
        return not self.going and self.learner.begin_past_scoring()

    def _rested(self, pauses: Pauses) -> bool:
        """Between two scores of a run that uses all the time there is lies a pause; at a pace there is time over."""
        if not self.going:
            return True
        pause = pauses.get("likelihood", 0.0) if self.hurried else 1.0
        return time.perf_counter() - self._rested_at >= max(LAYER_PERIOD, pause * self._last_seconds)

    def owes(self) -> bool:
        learner = self.learner
        past = not self.going and bool(learner.snapshots.kept)
        return learner.scoring is not None or past or not learner.scored(thorough=not self.going)

    def in_use(self) -> Iterable[str]:
        return ("likelihood",) if self.owes() else ()

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return RBM_LAYERS

    def source(self) -> Learner:
        return self.learner

    # -- keeping it ----------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        own = Parcel(values={"until": self.until, "going": self.going, "called": self.called})
        inner = Parcel.of(learner=to_parcel(self.learner))
        return Parcel(inner.tensors, {**own.values, **inner.values}).to_bytes(FORMAT)

    def go_on(self) -> None:
        self.called = self.was_called
        if self.was_going:
            self._go()

    def exports(self) -> Mapping[str, Callable[[], bytes]]:
        return {
            "weights": lambda: save_rbm(self.learner.training, self.spec.seed),
            "arrays": lambda: arrays(self.learner),
        }

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    def check(cls, specs: Sequence[RbmSpec], subject: PatternsSubject) -> None:
        patterns = subject.pictures()
        for spec in specs:
            resolve(spec, patterns)

    @classmethod
    def summary(cls, spec: RbmSpec, state: ProcessState) -> dict[str, str | int]:
        assert isinstance(state, records.RbmState)
        title = f"{cls.title}: {spec.objective}"
        return {"title": title, "seed": spec.seed, "step": state.epoch, "n_steps": state.epochs}

    @classmethod
    def rehearse(cls) -> None:
        run = cls("rehearsal", RbmSpec(), PatternsSubject())
        run.learner.step()
        for layer in ("filters", "fantasies"):
            RBM_LAYERS[layer]().picture(run.learner, Sight())
