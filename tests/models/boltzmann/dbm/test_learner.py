from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.dbm import learner as module
from scorescape.models.boltzmann.dbm.layers import DBM_LAYERS
from scorescape.models.boltzmann.dbm.learner import Learner
from scorescape.models.boltzmann.dbm.scoring import Effort
from scorescape.models.boltzmann.dbm.spec import DbmSpec
from scorescape.models.layers.base import Sight

PATTERNS = bars_and_stripes()


@pytest.fixture(autouse=True)
def _few_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WHOLE", Effort(40, 200))
    monkeypatch.setattr(module, "LIVE", Effort(10, 50, 0))


def gone(**asked: object) -> Learner:
    learner = Learner(PATTERNS, DbmSpec(**{"hidden1": 6, "hidden2": 4, "pretraining_epochs": 2, "epochs": 3, **asked}))
    while not learner.finished:
        learner.step()
    return learner


def test_every_epoch_of_a_short_plan_is_scored_and_the_last_one_thoroughly() -> None:
    points = gone().points
    assert [point.epoch for point in points] == list(range(1, 8))
    assert [point.stage for point in points] == [*["first RBM"] * 2, *["second RBM"] * 2, *["joint"] * 3]
    assert [point.score.partition.n_chains for point in points] == [50] * 6 + [200]
    assert [point.score.train is None for point in points] == [True] * 6 + [False]
    assert all(0 < point.reconstruction_error < 0.5 for point in points)


def test_of_a_long_plan_every_so_many_and_the_ends_of_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_POINTS", 2)
    assert [point.epoch for point in gone().points] == [2, 3, 4, 6, 7]


def test_the_last_iterate_is_scored_beside_the_average_where_there_is_one() -> None:
    both = gone(pretraining_epochs=0, epochs=2)
    assert all(point.last and point.last.test != point.score.test for point in both.points[1:])
    assert both.figures()["last_log_likelihood_bound"] == both.points[-1].last.test
    alone = gone(pretraining_epochs=0, epochs=2, average=0.0)
    assert [point.last for point in alone.points] == [None, None]


def test_fantasies_begin_at_pictures_and_again_where_the_model_becomes_another() -> None:
    learner = Learner(PATTERNS, DbmSpec(hidden1=6, hidden2=4, pretraining_epochs=1, epochs=1))
    known = {tuple(row) for row in PATTERNS.rows.tolist()}
    begun = []
    while not learner.finished:
        before = learner.course.stage
        learner.step()
        if learner.course.stage != before and not learner.course.finished:
            begun.append({tuple(row) for row in learner.chains.visible.tolist()} <= known)
    assert begun == [True, True]
    assert not {tuple(row) for row in learner.chains.visible.tolist()} <= known


def test_layers_say_when_they_are_frozen_and_the_second_is_seen_through_the_first() -> None:
    learner = Learner(PATTERNS, DbmSpec(hidden1=6, hidden2=4, pretraining_epochs=1, epochs=1))
    first, second = DBM_LAYERS["filters"](), DBM_LAYERS["filters-2"]()
    assert first.picture(learner, Sight()).facts == {}
    assert second.version(learner, Sight()) is None
    while learner.course.name == "first RBM":
        learner.step()
    assert first.picture(learner, Sight()).facts == {"frozen": "frozen"}
    above = learner.course.second_weights()
    assert above is not None
    seen = learner.course.first_weights() @ above
    tile = second.picture(learner, Sight()).tensors["pixels"].numpy()[1:5, 1:5]
    assert tile == pytest.approx(0.5 + seen[:, 0].reshape(4, 4) / (2 * np.abs(seen).max()), abs=1e-6)
