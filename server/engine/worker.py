"""A worker process: gives its panels equal slices of time, and says what happened over one pipe (see messages.py).

The pipe's end of file is the parent's death: the worker leaves.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from scorescape.models.errors import ScorescapeError
from scorescape.models.targets.spec import TargetSpec, build_target
from scorescape.models.training.weights import save_field

from ..protocol import commands
from ..protocol.events import Refused, Status
from ..protocol.frames import FrameKind
from .arrays import arrays
from .backlog import waiting
from .budget import DEAR, Diagnostic, shares
from .hindsight import Hindsight
from .imports import ANSWERS
from .keeping import checkpoint, keep
from .messages import Add, Answered, Ask, Demand, Framed, Order, Remove, Said, Saved, Settled
from .panel import Panel
from .pictures import Look, Pictures
from .preview import check, check_kept, preview
from .probe import probe
from .rehearsal import rehearse

LOG = logging.getLogger(__name__)
SLICE_SECONDS = 0.012
FRAME_SECONDS: dict[FrameKind, float] = {"particles": 1 / 40, "field": 1 / 12, "lens": 0.5, "energy": 0.25, "data": 1.0}
METRICS_SECONDS = 0.25
CHECKPOINT_SECONDS = 2.0
IDLE_SECONDS = 0.5

# of no panel; those of panels are the worker's own
GENERAL: dict[str, Callable[[Any], Any]] = {
    **ANSWERS,
    "rehearse": lambda _: rehearse(),
    "preview": lambda target: preview(target).model_dump_json(),
    "check": check,
    "check-kept": lambda kept: check_kept(*kept),
}


@dataclass
class _Seat:
    """A panel with what is owed to its viewers."""

    panel: Panel
    target: TargetSpec
    wanted: set[FrameKind] = field(default_factory=set)
    sent_at: dict[str, float] = field(default_factory=dict)
    measured_at: float = 0.0
    saved_at: float = 0.0
    shown: object = None
    sent: dict[str, object] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    seconds: dict[Diagnostic, float] = field(default_factory=dict)
    """What the last frame of a dear kind took."""
    measure_seconds: float = 0.0
    hindsight: Hindsight = field(default_factory=Hindsight)

    def __post_init__(self) -> None:
        self.pictures = Pictures(self.panel)

    def version(self, kind: FrameKind) -> object:
        """What a frame of this kind would show now; None while there is nothing to show."""
        return self.pictures.version(kind, self.look)

    def due(self) -> list[FrameKind]:
        """Frames that somebody wants and nobody has seen: a picture that stands still is not sent again."""
        versions = {kind: self.version(kind) for kind in sorted(self.wanted)}
        return [kind for kind, version in versions.items() if version is not None and version != self.sent.get(kind)]


class Worker:
    """The loop. One thread, one torch thread."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._seats: dict[str, _Seat] = {}
        self._of_a_panel: dict[str, Callable[[str], Any]] = {
            "arrays": lambda run: arrays(self._seats[run].panel),
            "tape": lambda run: self._seats[run].panel.tape.encode(run),
            "keep": lambda run: keep(self._seats[run].panel),
            "weights": lambda run: save_field(self._seats[run].panel.run),
        }

    def serve(self) -> None:
        while self._listen(0.0 if self._busy() else IDLE_SECONDS):
            self.turn()

    def _busy(self) -> list[_Seat]:
        return [
            seat for seat in self._seats.values() if seat.panel.busy or seat.due() or seat.hindsight.asked is not None
        ]

    def turn(self) -> None:
        """One slice of time for every panel that has something to do."""
        busy = self._busy()
        share = shares(self._in_use())
        for seat in busy:
            with self._confined(seat):
                seat.panel.advance(SLICE_SECONDS)
                self._report(seat, share, len(busy))
        if busy and not any(seat.panel.hurried for seat in busy):
            self._listen(0.002)  # going at a pace leaves time over

    def _in_use(self) -> set[Diagnostic]:
        """The kinds of diagnostics that panels have and somebody looks at."""
        seats = self._seats.values()
        frames: set[Diagnostic] = {kind for kind in DEAR if any(kind in seat.wanted for seat in seats)}
        past: set[Diagnostic] = {"past"} if any(seat.hindsight.asked is not None for seat in seats) else set()
        return frames | past | ({"referee"} if any(seat.panel.judges.refereed for seat in seats) else set())

    def _listen(self, timeout: float) -> bool:
        """Carry out what has arrived; False when the parent is gone."""
        try:
            while messages := waiting(self._pipe, timeout):
                timeout = 0.0
                for message in messages:
                    self._obey(message)
        except (EOFError, OSError):
            return False
        return True

    def _obey(self, message: Any) -> None:
        if isinstance(message, Ask):
            self._answer(message)
        elif isinstance(message, Add):
            self._add(message)
        elif isinstance(message, Remove):
            self._seats.pop(message.run, None)
        elif isinstance(message, Demand):
            if seat := self._seats.get(message.run):
                seat.wanted.add(message.kind)
        elif isinstance(message, Order) and message.run in self._seats:
            seat = self._seats[message.run]
            with self._confined(seat):
                if isinstance(message.command, commands.Probe):
                    self._say_probed(seat, message.command)
                elif isinstance(message.command, commands.LookBack):
                    seat.hindsight.asked = message.command.step
                else:
                    self._order(seat, message.command)

    @contextlib.contextmanager
    def _confined(self, seat: _Seat) -> Iterator[None]:
        """A fault nobody foresaw stops its own panel, in words; the panels beside it go on."""
        try:
            yield
        except OSError:
            raise  # the pipe: the parent is gone
        except Exception as fault:
            LOG.exception("panel %s stopped", seat.panel.id)
            seat.wanted.clear()
            seat.panel.stop(f"This panel stopped on a fault of the program ({fault}); press Restart.")
            self._say_state(seat)

    def _answer(self, ask: Ask) -> None:
        try:
            value = (GENERAL | self._of_a_panel)[ask.what](ask.subject)
            self._pipe.send(Answered(ask.id, value))
        except ScorescapeError as error:
            self._pipe.send(Answered(ask.id, field=getattr(error, "field", ""), refusal=error.message))
        except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as fault:
            LOG.exception("question %s failed", ask.what)
            self._pipe.send(Answered(ask.id, refusal=f"This could not be answered ({fault}); try it again."))

    def _add(self, add: Add) -> None:
        panel = Panel(add.run, add.spec, build_target(add.target), add.checkpoint)
        seat = self._seats[add.run] = _Seat(panel, add.target)
        self._say_state(seat)
        self._measure(seat)

    def _order(self, seat: _Seat, command: commands.AnyCommand) -> None:
        try:
            self._carry_out(seat, command)
        except ScorescapeError as error:
            self._refuse(seat, command.type, error)
        self._say_state(seat)

    def _carry_out(self, seat: _Seat, command: commands.AnyCommand) -> None:
        panel = seat.panel
        match command:
            case commands.Train():
                panel.train(command.n_steps)
            case commands.Pause():
                panel.pause(command.what)
                self._measure(seat)  # what stands still is shown with figures of its own
                self._save(seat)
            case commands.Restart():
                panel.restart(new_seed=command.origin == "new-seed")
            case commands.Respec():
                panel.respec(panel.spec.model_copy(update={"run": command.spec}))
            case commands.Retarget():
                panel.retarget(build_target(command.target))
                seat.target = command.target
            case commands.Sample(resume=True):
                panel.resume_sampling()
            case commands.Sample():
                panel.sample(command.sampler)
            case commands.Tune():
                panel.tune(command.settings)
            case commands.Pace():
                pace = panel.training_pace if command.what == "training" else panel.walking_pace
                pace.limit = command.steps_per_second
            case commands.Step(what="training"):
                panel.step_training(command.n_steps)
            case commands.Step():
                panel.step_walk(command.n_steps)
            case commands.View():
                look = Look(command.lens, command.lens_settings)
                if seat.look != look:
                    seat.seconds.pop("lens", None)  # another look is owed at once
                seat.look = look
        if isinstance(command, commands.Restart | commands.Respec | commands.Retarget):
            self._measure(seat)
        if isinstance(command, commands.Restart | commands.Respec | commands.Retarget | commands.Sample):
            self._pipe.send(Settled(panel.id, panel.spec, seat.target))

    # -- saying --------------------------------------------------------------------------------------------

    def _report(self, seat: _Seat, share: dict[Diagnostic, float], n_busy: int) -> None:
        now = time.perf_counter()
        panel, pause = seat.panel, n_busy * seat.measure_seconds / share["figures"]
        if panel.busy and now - seat.measured_at > max(METRICS_SECONDS, pause):
            self._measure(seat, n_busy / share["referee"])
        if (panel.phase, panel.sampling, panel.message) != seat.shown:
            self._measure(seat)
            self._say_state(seat)
            self._save(seat)
        if panel.phase == "training" and now - seat.saved_at > CHECKPOINT_SECONDS:
            self._save(seat)
        if past := seat.hindsight.answer(panel, share["past"] / n_busy):
            self._pipe.send(Said(panel.id, "metrics", past.model_dump_json()))
        for kind in seat.due():
            pause = n_busy * seat.seconds[kind] / share[kind] if kind in seat.seconds and panel.busy else 0.0
            if now - seat.sent_at.get(kind, 0.0) >= max(FRAME_SECONDS[kind], pause):
                self._send_frame(seat, kind, now)

    def _send_frame(self, seat: _Seat, kind: FrameKind, now: float) -> None:
        seat.sent_at[kind], seat.sent[kind] = now, seat.version(kind)
        seat.wanted.discard(kind)
        try:
            seq, data = seat.pictures.frame(kind, seat.look)
            if kind in DEAR:
                seat.seconds[kind] = time.perf_counter() - now
        except ScorescapeError as error:
            self._refuse(seat, "view", error)
        else:
            self._pipe.send(Framed(seat.panel.id, kind, seq, data))

    def _refuse(self, seat: _Seat, command: str, error: ScorescapeError) -> None:
        refused = Refused(command=command, field=getattr(error, "field", ""), message=error.message)
        self._pipe.send(Said(seat.panel.id, "refused", refused.model_dump_json()))

    def _say_probed(self, seat: _Seat, question: commands.Probe) -> None:
        answer = probe(seat.panel, seat.pictures, question)
        self._pipe.send(Said(seat.panel.id, "probed", answer.model_dump_json()))

    def _say_state(self, seat: _Seat) -> None:
        panel = seat.panel
        seat.shown = (panel.phase, panel.sampling, panel.message)
        self._pipe.send(Said(panel.id, "status", Status(state=panel.state()).model_dump_json()))

    def _measure(self, seat: _Seat, patience: float = 0.0) -> None:
        panel, began = seat.panel, time.perf_counter()
        if panel.phase != "failed":
            self._pipe.send(Said(panel.id, "metrics", panel.metrics(patience).model_dump_json()))
        if panel.sampling != "idle" and (sampled := panel.sample_metrics()):
            self._pipe.send(Said(panel.id, "sample-metrics", sampled.model_dump_json()))
        seat.measured_at = time.perf_counter()
        # those of energies that take long have a share of their own
        seat.measure_seconds = seat.measured_at - began - panel.judges.referee_seconds

    def _save(self, seat: _Seat) -> None:
        seat.saved_at = time.perf_counter()
        self._pipe.send(Saved(seat.panel.id, checkpoint(seat.panel)))
