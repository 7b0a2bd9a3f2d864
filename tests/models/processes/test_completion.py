from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.layers.base import Sight
from scorescape.models.processes.completion import Completion
from scorescape.models.processes.completion_records import (
    CompletionHold,
    CompletionPace,
    CompletionPause,
    CompletionRespec,
    CompletionRetarget,
    CompletionScore,
    CompletionShow,
    CompletionSpec,
    CompletionSubject,
    CompletionSweep,
)
from scorescape.models.processes.records import Restart

BARS = CompletionSubject(data="bars-and-stripes", index=3)
SMALL: dict[str, Any] = {"hidden": 8, "hidden2": 4, "epochs": 2}


def run(**asked: Any) -> Completion:
    process = Completion("r1", CompletionSpec(**{**SMALL, **asked}), BARS)
    process.obey(CompletionPace(sweeps_per_second=None))
    return process


def swept(process: Completion, n: int = 30) -> Completion:
    process.obey(CompletionSweep(n=n))
    while process.busy:
        process.advance(10.0)
    return process


@pytest.mark.parametrize("model", ["rbm", "dbm", "ising"])
def test_it_learns_then_fills_in_and_says_how_wrong_it_is(model: str) -> None:
    process = run(model=model)
    assert process.state().phase == "ready"
    assert process.state().learning == (model != "ising")
    swept(process)
    state = process.state()
    assert (state.phase, state.learning, state.sweeps, state.hidden, state.index) == ("finished", False, 30, 8, 3)
    values = process.figures({})[0].values
    assert set(values) == {measure.name for measure in Completion.measures}
    assert all(0 <= value <= 1 for value in values.values())


def test_layers_show_the_picture_what_is_held_and_what_was_made_of_it() -> None:
    process = run()
    layers = {name: kind() for name, kind in Completion.layer_kinds().items()}
    assert list(layers) == ["truth", "held", "sample", "mean", "nearest"]
    assert [name for name, each in layers.items() if each.version(process.source(), Sight()) is None] == [
        "sample",
        "mean",
    ]
    swept(process)
    shown = {name: each.picture(process.source(), Sight()).tensors["pixels"].numpy() for name, each in layers.items()}
    assert {each.shape for each in shown.values()} == {(4, 4)}
    assert (shown["held"][:2] == shown["truth"][:2]).all()
    assert (shown["held"][2:] == 0.5).all()
    assert (shown["sample"][:2] == shown["truth"][:2]).all()
    assert set(np.unique(shown["sample"])) <= {0, 1}
    assert (shown["nearest"][:2] == shown["truth"][:2]).all()  # bars and stripes are their own training pictures


def test_other_pixels_are_held_while_it_goes_on() -> None:
    process = swept(run())
    bits = np.ones(16, np.uint8)
    bits[5] = 0
    held = base64.b64encode(np.packbits(bits).tobytes()).decode()
    process.obey(CompletionHold(held=held))
    assert (process.state().hidden, process.state().sweeps) == (1, 0)
    assert process.subject.held == held
    process.obey(CompletionHold(preset="right-half"))
    assert (process.state().hidden, process.subject.held) == (8, None)
    process.obey(CompletionShow(index=9))
    assert (process.state().index, process.state().learning) == (9, False)


def test_the_whole_test_set_is_scored_where_asked() -> None:
    process = run()
    with pytest.raises(ScorescapeError, match="has not learnt yet"):
        process.obey(CompletionScore())
    (said,) = swept(process).obey(CompletionScore()).events
    assert (said.pictures, said.hidden, said.sweeps) == (30, 8, 60)
    assert set(said.values) == {measure.name for measure in Completion.measures}
    assert process.obey(CompletionScore()).events[0] == said


def test_other_pictures_are_learnt_anew_and_another_picture_of_them_is_not() -> None:
    process = swept(run())
    machine = process.attempt.pupil.machine
    process.obey(CompletionRetarget(target=BARS.model_copy(update={"index": 5})))
    assert process.attempt.pupil.machine is machine
    process.obey(CompletionSweep())
    process.obey(CompletionRetarget(target=CompletionSubject(index=2)))
    assert process.attempt.learning
    assert process.busy
    assert (process.state().rows, process.state().n_test) == (8, 360)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (CompletionShow(index=30), "no test picture 30; take one from 0 to 29"),
        (CompletionHold(held=base64.b64encode(b"\xff\xff").decode()), "nothing is left to fill in"),
        (CompletionHold(held="AAAA"), "bytes of packed bits"),
    ],
)
def test_what_cannot_be_shown_is_said_and_changes_nothing(command: Any, said: str) -> None:
    process = swept(run())
    with pytest.raises(InvalidInput, match=said):
        process.obey(command)
    assert process.subject == BARS
    assert process.state().sweeps == 30


def test_a_checkpoint_goes_on_as_if_nothing_had_been() -> None:
    process = swept(run())
    kept = Completion("r1", process.spec, BARS, process.checkpoint())
    kept.obey(CompletionPace(sweeps_per_second=None))
    assert kept.held() == process.held()
    assert kept.figures({}) == process.figures({})
    for each in (process, kept):
        swept(each, 5)
    assert kept.figures({}) == process.figures({})


def test_a_run_that_went_on_when_it_was_kept_goes_on() -> None:
    process = run()
    process.obey(CompletionSweep())
    process.advance(0.01)
    kept = Completion("r1", process.spec, BARS, process.checkpoint())
    assert not kept.busy
    assert kept.held() == process.held()
    kept.go_on()
    assert kept.busy
    process.obey(CompletionPause())
    assert process.state().phase == "paused"


def test_a_new_specification_and_a_new_seed_begin_again() -> None:
    process = swept(run())
    process.obey(CompletionRespec(run="r1", spec=CompletionSpec(model="ising")))
    assert (process.state().model, process.state().sweeps, process.state().phase) == ("ising", 0, "ready")
    process.obey(Restart(origin="new-seed"))
    assert process.spec.seed == 1
