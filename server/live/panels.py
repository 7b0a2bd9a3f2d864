"""Panels of an experiment that come, go, change places and come back; the others go on meanwhile.

What goes is set aside as it stood (aside.py): taken off the page by mistake, it comes back with what it had learnt.
"""

from __future__ import annotations

from scorescape.models.errors import InvalidInput
from scorescape.models.processes.records import ProcessState
from scorescape.models.settings import Settings

from ..engine.engine import Engine
from ..engine.messages import Kept
from ..protocol.events import Layout
from ..protocol.experiment import MAX_RUNS, ExperimentInfo
from ..protocol.refusals import NotNow
from .aside import Aside
from .experiment import Experiment, known_here
from .experiments import Experiments, queued


class Panels:
    """The panels of the experiments on one engine."""

    def __init__(self, experiments: Experiments, engine: Engine) -> None:
        self._experiments, self._engine = experiments, engine

    async def add(
        self, experiment: Experiment, panel: Settings, at: int | None, instead: str | None = None
    ) -> ExperimentInfo:
        """A new panel: at a place, or in the place of one that goes.

        Errors: NotNow if the experiment has as many panels as it can; InvalidInput if there is none to replace.
        """
        state = queued(experiment.spec.kind, panel)
        await self._bring(experiment, Aside(state, panel, None, []), at, instead)
        return self._tell(experiment)

    async def restore(
        self, experiment: Experiment, run: str, at: int | None, instead: str | None = None
    ) -> ExperimentInfo:
        """A panel that was taken off the page, as it stood. Errors: as for `add`; KeyError if it is not kept."""
        aside = experiment.aside.take(run)
        if aside is None:
            raise KeyError(run)
        try:
            await self._bring(experiment, aside, at, instead)
        except InvalidInput:
            experiment.aside.put(aside)
            raise
        return self._tell(experiment)

    async def remove(self, experiment: Experiment, run: str) -> ExperimentInfo:
        """Errors: InvalidInput for an unknown run, NotNow for the last one."""
        left = await self._standing(experiment, run)
        if len(experiment.states) == 1:
            raise NotNow("run", "An experiment keeps at least one panel; add another before removing this one.")
        _lay_out(experiment, [other for other in experiment.states if other != run], {})
        self._set_aside(experiment, left)
        return self._tell(experiment)

    def arrange(self, experiment: Experiment, order: list[str]) -> ExperimentInfo:
        """Errors: InvalidInput unless every run is named once."""
        if sorted(order) != sorted(experiment.states):
            raise InvalidInput("runs", f"runs must name each panel once: {', '.join(experiment.states)}.")
        _lay_out(experiment, order, {})
        return self._tell(experiment)

    async def _bring(self, experiment: Experiment, new: Aside, at: int | None, instead: str | None) -> None:
        left = await self._standing(experiment, instead) if instead is not None else None
        if left is None and len(experiment.states) >= MAX_RUNS:
            raise NotNow("panels", f"An experiment holds at most {MAX_RUNS} panels; remove one first.")
        run, order = new.state.run, list(experiment.states)
        if left is not None:
            order[order.index(left.state.run)] = run
        else:
            order.insert(len(order) if at is None else at, run)
        _lay_out(experiment, order, {run: (new.state, new.spec)})
        experiment.history.recall(new.past)
        if left is not None:
            self._set_aside(experiment, left)
        self._experiments.enter(experiment, run, new.checkpoint)

    async def _standing(self, experiment: Experiment, run: str) -> Aside:
        """A run between two of its steps; one whose worker died has no checkpoint to give.

        Errors: InvalidInput for a run that is not the experiment's, or that went while it was asked.
        """
        known_here(run, experiment.states)
        try:
            kept: Kept | None = await self._engine.ask("keep", run, run)
        except InvalidInput:
            kept = None
        known_here(run, experiment.states)
        spec = experiment.hosting(run).spec
        if kept is None:
            return Aside(experiment.states[run], spec, None, [])
        return Aside(kept.state, spec, kept.checkpoint, [])

    def _set_aside(self, experiment: Experiment, left: Aside) -> None:
        run = left.state.run
        self._experiments.leave(run)
        experiment.aside.put(Aside(left.state, left.spec, left.checkpoint, experiment.forget(run)))

    def _tell(self, experiment: Experiment) -> ExperimentInfo:
        info = experiment.info()
        experiment.tell(Layout(experiment=info).model_dump_json())
        return info


def _lay_out(experiment: Experiment, order: list[str], new: dict[str, tuple[ProcessState, Settings]]) -> None:
    known = dict(
        zip(experiment.states, zip(experiment.states.values(), experiment.spec.panels, strict=True), strict=True)
    )
    known |= new
    experiment.states = {run: known[run][0] for run in order}
    experiment.spec = experiment.spec.model_copy(update={"panels": [known[run][1] for run in order]})
