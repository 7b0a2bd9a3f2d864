"""A worker: gives its processes equal slices of time, and says what happened over one channel (see messages.py).

It knows no kind of process. The channel's end of file is the parent's death: the worker leaves.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scorescape.models.errors import ScorescapeError
from scorescape.models.faults import where
from scorescape.models.layers.base import Sight
from scorescape.models.processes import PROCESSES
from scorescape.models.processes.base import Effects, Process
from scorescape.models.processes.records import Command

from ..protocol.commands import View
from .backlog import waiting
from .budget import FIGURES, shares
from .channel import Channel, Gone
from .checkpoints import Checkpoints
from .messages import Add, Answered, Ask, Demand, Framed, Hosting, Kept, Order, Remove
from .seat import Seat
from .voice import Voice, stopped, unbuilt

LOG = logging.getLogger(__name__)
SLICE_SECONDS = 0.012
METRICS_SECONDS = 0.25
CHECKPOINT_SECONDS = 2.0
IDLE_SECONDS = 0.5
NOBODY = ""


class Worker:
    """The loop. One thread, one torch thread.

    `questions` are those that concern no run, by name; `mark` hears which run has the floor, for whoever must know it
    when the process is gone.
    """

    def __init__(
        self,
        channel: Channel,
        checkpoints: Checkpoints,
        questions: Mapping[str, Callable[[Any], Any]],
        mark: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._channel, self._checkpoints, self._questions, self._mark = channel, checkpoints, questions, mark
        self._voice = Voice(channel)
        self._seats: dict[str, Seat] = {}

    def serve(self) -> None:
        while self._listen(self._patience()):
            self.turn()

    def _patience(self) -> float:
        """How long a message may be waited for."""
        if self._working():
            return 0.0
        self._mark(NOBODY)
        return IDLE_SECONDS

    def _working(self) -> list[Seat]:
        return [seat for seat in self._seats.values() if self._has_work(seat)]

    def _has_work(self, seat: Seat) -> bool:
        with self._confined(seat):
            return seat.has_work()
        return False

    def turn(self) -> None:
        """One slice of time for every process that has something to do."""
        working = self._working()
        share = self._shares()
        for seat in working:
            with self._confined(seat):
                if seat.process:
                    seat.process.advance(SLICE_SECONDS)
                    self._report(seat, seat.process, share, len(working))
        if working and not any(seat.process and seat.process.hurried for seat in working):
            self._listen(0.002)  # going at a pace leaves time over

    def _shares(self) -> dict[str, float]:
        """Of the time for diagnostics: those that processes have and somebody looks at."""
        weights: dict[str, float] = {}
        used: set[str] = set()
        for seat in self._seats.values():
            if seat.process is None:
                continue
            dear = {name: layer.weight for name, layer in seat.layers.items() if layer.weight}
            weights |= dear | dict(seat.process.diagnostics)
            used |= (set(dear) & seat.wanted) | set(seat.process.in_use())
        return shares(weights, used)

    # -- hearing -------------------------------------------------------------------------------------------

    def _listen(self, timeout: float) -> bool:
        """Carry out what has arrived; False when the parent is gone."""
        try:
            while messages := waiting(self._channel, timeout):
                timeout = 0.0
                for message in messages:
                    self._obey(message)
        except Gone:
            return False
        return True

    def _obey(self, message: Any) -> None:
        match message:
            case Ask():
                self._answer(message)
            case Add():
                self._add(message)
            case Remove(run):
                self._seats.pop(run, None)
            case Demand(run, layer):
                if seat := self._seats.get(run):
                    seat.wanted.add(layer)
            case Order(run, command):
                if seat := self._seats.get(run):
                    with self._confined(seat):
                        self._order(seat, command)

    @contextlib.contextmanager
    def _confined(self, seat: Seat) -> Iterator[None]:
        """A fault nobody foresaw stops its own process, in words; those beside it go on."""
        self._mark(seat.run)
        try:
            yield
        except Gone:
            raise
        except BaseException as fault:  # a plug-in may raise SystemExit and KeyboardInterrupt too
            LOG.exception("run %s stopped", seat.run)
            self._stop(seat, fault)

    def _stop(self, seat: Seat, fault: BaseException) -> None:
        """Whatever a broken process does when it is stopped, the worker goes on."""
        seat.wanted.clear()
        message = stopped(fault)
        try:
            if seat.process:
                seat.process.stop(message)
            self._voice.say_state(seat)
        except Gone:
            raise
        except BaseException:
            LOG.exception("run %s could not be stopped", seat.run)
            seat.give_up(message)
            self._voice.say_state(seat)

    def _answer(self, ask: Ask) -> None:
        try:
            self._channel.send(Answered(ask.id, self._value(ask)))
        except Gone:
            raise
        except ScorescapeError as error:
            self._channel.send(Answered(ask.id, field=getattr(error, "field", ""), refusal=error.message))
        except BaseException as fault:
            LOG.exception("question %s failed", ask.what)
            self._channel.send(Answered(ask.id, refusal=f"This could not be answered ({where(fault)}); ask otherwise."))

    def _value(self, ask: Ask) -> Any:
        if ask.what == "keep":
            process = self._built(ask.subject)
            newest = [event for event in process.figures({}) if event.memory == "newest"]
            return Kept(process.held(), newest, process.checkpoint())
        if ask.what == "export":
            run, name = ask.subject
            return self._built(run).export(name)
        return self._questions[ask.what](ask.subject)

    def _built(self, run: str) -> Process[Any]:
        seat = self._seats[run]
        if seat.process is None:
            raise ScorescapeError(seat.state().message)
        return seat.process

    # -- obeying -------------------------------------------------------------------------------------------

    def _add(self, add: Add) -> None:
        seat = self._seats[add.run] = Seat(add.run, add.hosting)
        self._build(seat, self._checkpoints.get(add.run) if add.resume else None, going=add.going)

    def _build(self, seat: Seat, checkpoint: bytes | None, *, going: bool = False) -> None:
        """A process, or a seat that says why there is none."""
        self._mark(seat.run)
        try:
            process = seat.build(checkpoint)
            if going:
                process.go_on()
        except BaseException as fault:
            LOG.exception("run %s cannot be built", seat.run)
            seat.give_up(unbuilt(fault))
        with self._confined(seat):
            self._voice.say_state(seat)
            self._measure(seat)

    def _order(self, seat: Seat, command: Command) -> None:
        if isinstance(command, View):
            seat.look(Sight(command.lens, command.lens_settings), command)
            return
        if seat.process is None:
            self._mend(seat, command)
            return
        try:
            effects = seat.process.obey(command)
        except ScorescapeError as error:
            self._voice.refuse(seat, command, error)
            self._voice.say_state(seat)
        else:
            self._follow(seat, seat.process, effects)
            self._voice.obey(seat, command)

    def _mend(self, seat: Seat, command: Command) -> None:
        """Build again what could not be built, if the command makes another of it; else say why it is not there."""
        kind, hosting = PROCESSES.get(seat.hosting.kind), seat.hosting
        spec, subject = kind.amended(hosting.spec, hosting.subject, command)
        if (spec, subject) == (hosting.spec, hosting.subject) and command.type != "restart":
            self._voice.refuse(seat, command, seat.state().message)
            return
        seat.hosting = Hosting(hosting.kind, spec, subject)
        self._build(seat, None)
        self._voice.settle(seat)
        self._voice.obey(seat, command)

    def _follow(self, seat: Seat, process: Process[Any], effects: Effects) -> None:
        for event in effects.events:
            self._voice.say(seat, event)
        if effects.measure:
            self._measure(seat)
        if effects.save:
            self._save(seat)
        if effects.settle:
            seat.hosting = Hosting(seat.hosting.kind, process.spec, process.subject)
            self._voice.settle(seat)
        if not effects.silent:
            self._voice.say_state(seat)

    # -- saying --------------------------------------------------------------------------------------------

    def _report(self, seat: Seat, process: Process[Any], share: Mapping[str, float], n_working: int) -> None:
        now = time.perf_counter()
        pauses = {name: n_working / share[name] for name in share}
        rested = now - seat.measured_at > max(METRICS_SECONDS, pauses[FIGURES] * seat.measure_seconds)
        if process.busy and (process.marked or rested):
            self._measure(seat, pauses)
        if process.standing() != seat.shown:
            self._measure(seat)
            self._voice.say_state(seat)
            self._save(seat)
        if process.learning and now - seat.saved_at > CHECKPOINT_SECONDS:
            self._save(seat)
        # where nobody trains or walks there is nobody to hold up
        for event in process.owed(pauses if any(seat.busy for seat in self._seats.values()) else {}):
            self._voice.say(seat, event)
        for layer in seat.due():
            pause = pauses[layer] * seat.seconds[layer] if layer in seat.seconds and process.busy else 0.0
            if now - seat.sent_at.get(layer, 0.0) >= max(seat.layers[layer].period, pause):
                self._send_frame(seat, layer, now)

    def _send_frame(self, seat: Seat, layer: str, now: float) -> None:
        version = seat.version(layer)
        assert version is not None
        seat.sent_at[layer], seat.sent[layer] = now, version
        seat.wanted.discard(layer)
        try:
            seq, data = seat.frame(layer)
        except ScorescapeError as error:
            self._voice.refuse(seat, seat.view, error)
            return
        except Exception as fault:
            LOG.exception("layer %s of run %s failed", layer, seat.run)
            self._voice.refuse(seat, seat.view, f"This picture could not be made ({where(fault)}); choose another.")
            return
        if seat.layers[layer].weight:
            seat.seconds[layer] = time.perf_counter() - now
        self._channel.send(Framed(seat.run, layer, seq, data))

    def _measure(self, seat: Seat, pauses: Mapping[str, float] | None = None) -> None:
        if seat.process is None:
            return
        began = time.perf_counter()
        for event in seat.process.figures(pauses or {}):
            self._voice.say(seat, event)
        seat.measured_at = time.perf_counter()
        # those that take long have a share of their own
        seat.measure_seconds = seat.measured_at - began - seat.process.dear_seconds()

    def _save(self, seat: Seat) -> None:
        seat.saved_at = time.perf_counter()
        if seat.process:
            self._checkpoints.put(seat.run, seat.process.checkpoint())
