"""Panels that go while they are asked, on an engine that answers as it is told."""

from __future__ import annotations

import asyncio
from typing import Any
from unittest.mock import create_autospec

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.server.engine.engine import Engine
from scorescape.server.live.experiment import Experiment
from scorescape.server.live.experiments import Experiments
from scorescape.server.live.panels import Panels
from scorescape.server.protocol.experiment import ExperimentSpec
from scorescape.server.protocol.refusals import NotNow


@pytest.fixture
def engine() -> Any:
    engine = create_autospec(Engine, instance=True)
    engine.start.return_value = "queued"
    engine.ask.side_effect = NotNow("run", "This run's worker has died; restart it first.")
    return engine


@pytest.fixture
def experiments(engine: Any) -> Experiments:
    return Experiments(engine, 1)


@pytest.fixture
def experiment(experiments: Experiments) -> Experiment:
    return experiments.create(
        ExperimentSpec.parse({"target": {"kind": "preset", "name": "two-gaussians"}, "panels": [{}, {}]})
    )


def test_one_whose_worker_died_goes_as_it_was_and_is_kept_aside(
    engine: Any, experiments: Experiments, experiment: Experiment
) -> None:
    a, b = experiment.states
    was, spec = experiment.states[a], experiment.spec.panels[0]
    asyncio.run(Panels(experiments, engine).remove(experiment, a))
    assert list(experiment.states) == [b]
    kept = experiment.aside.take(a)
    assert kept is not None
    assert (kept.state, kept.spec, kept.checkpoint) == (was, spec, None)


@pytest.mark.parametrize("act", ["remove", "restore"])
def test_one_that_goes_while_its_dead_worker_is_asked_is_refused_and_the_rest_stays(
    act: str, engine: Any, experiments: Experiments, experiment: Experiment
) -> None:
    a, b = experiment.states
    panels = Panels(experiments, engine)
    asyncio.run(panels.add(experiment, experiment.spec.panels[0], None))
    c = list(experiment.states)[-1]
    asyncio.run(panels.remove(experiment, c))

    async def ask(what: str, subject: object, run: str) -> None:
        engine.ask.side_effect = NotNow("run", "dead")
        await panels.remove(experiment, run)  # who else asked for it was faster
        raise NotNow("run", "dead")

    engine.ask.side_effect = ask
    with pytest.raises(InvalidInput, match=f"This experiment has no run '{a}'; it has {b}"):
        asyncio.run(panels.remove(experiment, a) if act == "remove" else panels.restore(experiment, c, None, a))
    assert list(experiment.states) == [b]
    assert [run in experiment.aside for run in (a, c)] == [True, True]
