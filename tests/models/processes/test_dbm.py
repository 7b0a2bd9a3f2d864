from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm import learner
from scorescape.models.boltzmann.dbm.scoring import Effort
from scorescape.models.errors import InvalidInput
from scorescape.models.layers.base import Sight
from scorescape.models.processes.dbm import Dbm
from scorescape.models.processes.dbm_records import (
    DbmPace,
    DbmPause,
    DbmRespec,
    DbmRetarget,
    DbmSpec,
    DbmStep,
    DbmTrain,
)
from scorescape.models.processes.patterns_records import PatternsSubject
from scorescape.models.processes.records import Restart


@pytest.fixture(autouse=True)
def _few_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learner, "WHOLE", Effort(40, 200))
    monkeypatch.setattr(learner, "LIVE", Effort(10, 50, 0))


BARS = PatternsSubject(data="bars-and-stripes")
SMALL: dict[str, Any] = {"hidden1": 6, "hidden2": 4, "pretraining_epochs": 2, "epochs": 2}


def run(**asked: Any) -> Dbm:
    return Dbm("r1", DbmSpec(**{**SMALL, **asked}), BARS)


def done(process: Dbm) -> Dbm:
    while process.busy:
        process.advance(10.0)
    return process


def test_it_goes_through_all_stages_and_says_where_it_is() -> None:
    process = run()
    assert process.state().phase == "ready"
    process.obey(DbmTrain())
    seen = []
    while process.busy:
        process.advance(0.0005)
        state = process.state()
        if (state.stage, state.frozen) not in seen:
            seen.append((state.stage, state.frozen))
    assert seen == [("first RBM", []), ("second RBM", ["filters"]), ("joint", [])]
    state = process.state()
    assert (state.phase, state.epoch, state.epochs, state.bounded) == ("finished", 6, 6, True)
    assert (state.rows, state.columns, state.n_train) == (4, 4, 30)


@pytest.mark.parametrize(
    ("model", "said", "unsaid"),
    [("rbm", "log_likelihood", "log_likelihood_bound"), ("joint", "log_likelihood_bound", "log_likelihood")],
)
def test_figures_are_called_what_they_are(model: str, said: str, unsaid: str) -> None:
    process = run(model=model)
    process.obey(DbmTrain())
    values = done(process).figures({})[0].values
    assert unsaid not in values
    assert values[said] < 0
    assert values["log_z_ais_low"] < values["log_z_ais"] < values["log_z_ais_high"]
    assert 0 < values["reconstruction_error"] < 1
    known = {measure.name for measure in Dbm.measures}
    assert set(values) <= known, set(values) - known


def test_the_same_seed_gives_the_same_curve_however_it_is_cut() -> None:
    whole, parts = run(), run()
    whole.obey(DbmTrain())
    done(whole)
    for _ in range(40):
        parts.obey(DbmStep(batches=7))
        done(parts)
    parts.obey(DbmTrain())
    assert done(parts).learner.points == whole.learner.points
    assert (parts.learner.chains.visible == whole.learner.chains.visible).all()


@pytest.mark.parametrize("epochs", [1, 3, 5, 6])
def test_a_checkpoint_of_any_stage_goes_on_as_if_nothing_had_been(epochs: int) -> None:
    whole = run()
    whole.obey(DbmStep(batches=51 * epochs))
    done(whole)
    kept = Dbm("r1", whole.spec, BARS, whole.checkpoint())
    assert kept.held() == whole.held()
    assert kept.learner.points == whole.learner.points
    for process in (kept, whole):
        process.obey(DbmTrain())
        done(process)
    assert kept.learner.points == whole.learner.points
    assert (kept.learner.course.first_weights() == whole.learner.course.first_weights()).all()


def test_further_epochs_after_the_end() -> None:
    process = run()
    process.obey(DbmTrain())
    done(process).obey(DbmTrain(epochs=3))
    assert process.state().phase == "training"
    assert done(process).state().epoch == 9
    again = Dbm("r1", process.spec, BARS, process.checkpoint())
    assert again.held() == process.held()


def test_pause_holds_and_go_on_takes_up_what_went_on() -> None:
    process = run()
    process.obey(DbmTrain())
    process.advance(0.01)
    going = process.checkpoint()
    process.obey(DbmPause())
    epoch = process.state().epoch
    process.advance(0.05)
    assert (process.state().epoch, process.state().phase) == (epoch, "paused")
    kept = Dbm("r1", process.spec, BARS, going)
    assert not kept.busy
    kept.go_on()
    assert kept.busy


def test_a_new_specification_or_new_pictures_begin_again() -> None:
    process = run()
    process.obey(DbmTrain())
    done(process)
    process.obey(DbmRespec(run="r1", spec=DbmSpec(**{**SMALL, "model": "rbm"})))
    assert (process.state().phase, process.state().epochs) == ("ready", 2)
    process.obey(DbmTrain())
    process.obey(DbmRetarget(target=PatternsSubject()))
    assert (process.state().phase, process.state().n_test) == ("training", 360)
    process.obey(Restart(origin="new-seed"))
    assert (process.state().phase, process.spec.seed) == ("ready", 1)


def test_pictures_that_cannot_be_learnt_change_nothing() -> None:
    process = run()
    with pytest.raises(InvalidInput, match="two different pictures"):
        process.obey(DbmRetarget(target=PatternsSubject(data="drawn")))
    assert process.subject == BARS


def test_a_pace_holds_it_back() -> None:
    process = run()
    process.obey(DbmPace(epochs_per_second=0.01))
    process.obey(DbmTrain())
    process.advance(0.02)
    assert process.state().batch <= 2
    assert process.busy
    assert not process.hurried


def test_every_layer_is_a_picture_between_black_and_white() -> None:
    process = run()
    process.obey(DbmTrain())
    done(process)
    shapes = {}
    for name, kind in Dbm.layer_kinds().items():
        layer = kind()
        assert layer.version(process.source(), Sight()) is not None
        picture = layer.picture(process.source(), Sight())
        if kind.shape == "pixels":
            pixels = picture.tensors["pixels"].numpy()
            assert 0 <= pixels.min() <= pixels.max() <= 1
            shapes[name] = pixels.shape
    assert shapes == {
        "filters": (11, 16),  # six units of 4 x 4, three across, gaps of one
        "filters-2": (11, 11),
        "fantasies": (41, 41),
        "reconstructions": (31, 61),
    }


def test_the_curve_says_what_each_stage_s_figure_is() -> None:
    process = run(model="stack")
    process.obey(DbmTrain())
    done(process)
    tensors = Dbm.layer_kinds()["likelihood"]().picture(process.source(), Sight()).tensors
    assert tensors["likelihood.x"].tolist() == [1, 2]
    assert tensors["bound.x"].tolist() == [3, 4]
    assert np.isfinite(tensors["bound.y"].numpy()).all()
    assert len(set(tensors["independent.y"].tolist())) == 1
