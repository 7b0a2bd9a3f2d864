"""A score panel: a study that trains and walks at a pace, and says how it goes."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from ..diagnostics.measures import MEASURES
from ..experts_field import experts_field
from ..layers import LAYERS
from ..layers.base import Layer, Sight
from ..samplers.resolve import resolve_sampler
from ..settings import Settings
from ..study.arrays import arrays
from ..study.hindsight import Hindsight
from ..study.player import Player, SamplingPhase
from ..study.probe import probe
from ..study.records import PanelSpec
from ..study.refinement import Refinement
from ..study.study import Study
from ..study.telling import Telling
from ..targets.components import PresetTarget
from ..targets.spec import TargetSpec, build_target
from ..training.resolve import resolve
from ..training.weights import save_field
from . import score_commands as commands
from .base import Effects, Pauses, Process
from .records import Command, Event, Phase, ProcessState, Restart
from .score_commands import Probe
from .score_events import Metrics, Probed, RunState, SampleMetrics, Taught, Watched

NEVER: Pauses = {"referee": math.inf}
"""The dear figures are left out, once they have been found."""
BEGUN_ANEW = Effects(measure=True, settle=True)


class Score(Process[PanelSpec]):
    """One panel of the page of score fields. Its subject is a target."""

    title = "A score panel"
    subject_type = TargetSpec
    spec_type = PanelSpec
    state_type = RunState
    first = commands.Train
    commands = commands.COMMANDS
    events = (Metrics, SampleMetrics, Probed, Watched, Taught)
    measures = MEASURES
    diagnostics = {"referee": 2, "past": 3, "floors": 1}  # noqa: RUF012  # log Z and KL of energies; figures of steps looked back at

    def __init__(self, run: str, spec: PanelSpec, subject: Any, checkpoint: bytes | None = None) -> None:
        self.id, self.subject = run, subject
        self.hindsight, self.refinement = Hindsight(), Refinement()
        mixture = build_target(subject)
        if checkpoint is None:
            self.player = Player(Study(mixture, spec))
        else:
            self.player = Player.from_bytes(checkpoint, mixture, spec)
        self.watched, self.taught = Telling(lambda: self.study.seen), Telling(lambda: self.study.lesson)

    @property
    def study(self) -> Study:
        return self.player.study

    @property
    def spec(self) -> PanelSpec:  # type: ignore[override]  # the study's own, which commands change
        return self.study.spec

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self.player.busy

    @property
    def hurried(self) -> bool:
        return self.player.hurried

    @property
    def learning(self) -> bool:
        return self.player.phase == "training"

    @property
    def marked(self) -> bool:
        return self.player.marked

    def advance(self, seconds: float) -> None:
        self.player.advance(seconds)

    # -- commands ------------------------------------------------------------------------------------------

    def obey(self, command: Command) -> Effects:
        player = self.player
        match command:
            case commands.Train():
                player.train(command.n_steps)
            case commands.Pause():
                player.pause(command.what)
                return Effects(measure=True, save=True)  # what stands still is shown with figures of its own
            case Restart():
                player.respec(_restarted(self.spec, command))
                return BEGUN_ANEW
            case commands.Respec():
                player.respec(self.spec.model_copy(update={"run": command.spec}))
                return BEGUN_ANEW
            case commands.Retarget():
                player.retarget(build_target(command.target))
                self.subject = command.target
                return BEGUN_ANEW
            case commands.Sample(resume=True):
                player.resume_sampling()
                return Effects(settle=True)
            case commands.Sample():
                player.sample(command.sampler)
                return Effects(settle=True)
            case commands.Tune():
                player.tune(command.settings)
            case commands.Pace():
                pace = player.training_pace if command.what == "training" else player.walking_pace
                pace.limit = command.steps_per_second
            case commands.Step(what="training"):
                player.step_training(command.n_steps, command.measure_at)
            case commands.Step():
                player.step_walk(command.n_steps, command.measure_at)
            case commands.Probe():
                return self._probed(command)
            case commands.Watch(what="training"):
                self.study.follow(command.near)
                return Effects(silent=True)
            case commands.Watch():
                self.study.watch(command.particle, command.near)
                return Effects(silent=True)
            case commands.LookBack():
                self.hindsight.asked = command.step
                return Effects(silent=True)
        return Effects()

    def _probed(self, command: Probe) -> Effects:
        # while weights change, the quadrature is the energy layer's affair: it costs more than every probe together
        found = probe(self.study, command.points, afresh=not self.busy)
        return Effects(silent=True, events=(Probed(run=self.id, question=command.question, **vars(found)),))

    def stop(self, message: str) -> None:
        self.player.stop(message)

    @classmethod
    def amended(cls, spec: PanelSpec, subject: Any, command: Command) -> tuple[PanelSpec, Any]:
        if isinstance(command, Restart):
            return _restarted(spec, command), subject
        if isinstance(command, commands.Respec):
            return spec.model_copy(update={"run": command.spec}), subject
        return spec, command.target if isinstance(command, commands.Retarget) else subject

    # -- what it says --------------------------------------------------------------------------------------

    def state(self) -> RunState:
        return self._state(self.player.phase, self.player.sampling)

    def held(self) -> RunState:
        return self._state(*self.player.held())

    def _state(self, phase: Phase, sampling: SamplingPhase) -> RunState:
        study = self.study
        walk = study.walk
        sampler: Settings = walk.sampler if walk else resolve_sampler(self.spec.sampler, study.mixture)
        return RunState(
            run=self.id,
            phase=phase,
            step=study.run.step_count,
            n_steps=study.run.n_steps,
            sampling=sampling,
            sampling_step=walk.chain.step if walk else 0,
            message=self.player.message,
            retargeted_at=study.run.retargeted_at,
            rungs=[(float(f"{sigma:.6g}"), steps) for sigma, steps in walk.sampler.rungs(walk.field)] if walk else [],
            resolved=study.run.resolved.settings() | {"sampler": sampler.model_dump()},
        )

    def standing(self) -> Hashable:
        return self.player.phase, self.player.sampling, self.player.message

    def figures(self, pauses: Pauses) -> list[Event]:
        said: list[Event] = []
        if self.player.marked:
            pauses = {} if self.player.fully_marked else NEVER
        self.study.judges.referee.seconds = 0.0
        if self.player.phase != "failed":
            trained = self.study.training_figures(pauses.get("referee", 0.0))
            said.append(Metrics(run=self.id, **dict(trained)))
        if self.player.sampling != "idle":
            said += self._sampled()
        self.player.measured()
        return said

    def _sampled(self) -> list[Event]:
        # nobody stands still for a floor: where it takes long it comes with the refinement
        moving = self.player.sampling == "walking"
        sampled = self.study.sampling_figures(moving=moving, wait=False)
        return [SampleMetrics(run=self.id, **dict(sampled))] if sampled else []

    def dear_seconds(self) -> float:
        return self.study.judges.referee_seconds

    def owed(self, pauses: Pauses) -> list[Event]:
        said = self._told()
        past = self.hindsight.answer(self.study, pauses.get("past", 0.0) if self.busy else 0.0)
        said += [Metrics(run=self.id, past=True, **dict(past))] if past else []
        if self.player.sampling != "idle" and self.refinement.turn(self.study.sampling, pauses.get("floors", 0.0)):
            said += self._sampled()
        return said

    def owes(self) -> bool:
        told = self.watched.owed or self.taught.owed
        return told or self.hindsight.asked is not None or self._refining()

    def _told(self) -> list[Event]:
        """Single steps for whoever looks at them."""
        said: list[Event] = []
        if seen := self.watched.due(moving=self.player.sampling == "walking"):
            said.append(Watched(run=self.id, seen=seen))
        if lesson := self.taught.due(moving=self.player.phase == "training"):
            said.append(Taught(run=self.id, lesson=lesson))
        return said

    def _refining(self) -> bool:
        return self.player.sampling != "idle" and self.study.sampling.refining

    def in_use(self) -> Iterable[str]:
        asked = self.hindsight.asked is not None
        used = {"referee": self.study.judges.refereed, "past": asked, "floors": self._refining()}
        return [name for name in used if used[name]]

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return {name: layer for name, layer in LAYERS.items() if layer.process == "score"}

    def source(self) -> Study:
        return self.study

    # -- keeping it ----------------------------------------------------------------------------------------

    def checkpoint(self) -> bytes:
        return self.player.to_bytes()

    def go_on(self) -> None:
        self.player.go_on()

    def exports(self) -> Mapping[str, Callable[[], bytes]]:
        return {
            "weights": lambda: save_field(self.study.run),
            "arrays": lambda: arrays(self.study),
            "tape": lambda: self.study.tape.encode(self.id),
        }

    # -- before it is there --------------------------------------------------------------------------------

    @classmethod
    def check(cls, specs: Sequence[PanelSpec], subject: Any) -> None:
        mixture = build_target(subject)
        for spec in specs:
            resolve(spec.run, mixture)
            resolve_sampler(spec.sampler, mixture)
            if spec.sampler.field == "experts":
                experts_field(mixture)

    @classmethod
    def blank(cls, run: str, spec: PanelSpec, phase: Phase, message: str = "") -> RunState:
        return RunState(run=run, phase=phase, step=0, n_steps=spec.run.n_steps, sampling="idle", message=message)

    @classmethod
    def summary(cls, spec: PanelSpec, state: ProcessState) -> dict[str, str | int]:
        assert isinstance(state, RunState)
        run = spec.run
        of: dict[str, str | int] = {"objective": run.objective, "model": run.model, "seed": run.seed}
        return of | {"title": run.objective, "step": state.step, "n_steps": state.n_steps}

    @classmethod
    def rehearse(cls) -> None:
        panel = cls("rehearsal", PanelSpec(), PresetTarget(name="two-gaussians"))
        panel.player.step_training(1)
        panel.player.sample(None)
        panel.advance(0.01)
        panel.figures({})
        LAYERS.get("field")().picture(panel.study, Sight())


def _restarted(spec: PanelSpec, command: Restart) -> PanelSpec:
    """The same specification, or the next seed's."""
    return spec.model_copy(update={"run": command.of(spec.run)})
