from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.dbm.course import Course
from scorescape.models.boltzmann.dbm.doubled import composed
from scorescape.models.boltzmann.dbm.models import Deep, Restricted, Stack
from scorescape.models.boltzmann.dbm.scoring import Effort, scored
from scorescape.models.boltzmann.dbm.spec import DbmSpec

PATTERNS = bars_and_stripes()


def gone(**asked: object) -> Course:
    course = Course(PATTERNS, DbmSpec(**{"hidden1": 6, "hidden2": 4, "pretraining_epochs": 2, "epochs": 3, **asked}))
    course.run()
    return course


def test_every_model_has_the_stages_that_lead_to_it() -> None:
    stages = {model: [name for name, _ in DbmSpec(model=model).stages()] for model in ("rbm", "stack", "composed")}
    assert stages == {
        "rbm": ["first RBM"],
        "stack": ["first RBM", "second RBM"],
        "composed": ["first RBM", "second RBM"],
    }
    assert DbmSpec().stages() == (("first RBM", 30), ("second RBM", 30), ("joint", 100))
    assert DbmSpec(pretraining_epochs=0).stages() == (("joint", 100),)


def test_epochs_are_counted_through_all_stages() -> None:
    course = Course(PATTERNS, DbmSpec(hidden1=6, hidden2=4, pretraining_epochs=2, epochs=3))
    seen = []
    while not course.finished:
        if course.step():
            seen.append((course.epoch, course.name, course.frozen))
        if course.over:
            course.advance()
    assert [epoch for epoch, _, _ in seen] == list(range(1, 8))
    assert [name for _, name, _ in seen] == [*["first RBM"] * 2, *["second RBM"] * 2, *["joint"] * 3]
    assert [frozen for _, _, frozen in seen] == [[], [], ["filters"], ["filters"], [], [], []]
    assert course.n_epochs == 7


def test_the_models_at_their_ends() -> None:
    assert isinstance(gone(model="rbm").model(), Restricted)
    stack = gone(model="stack").model()
    assert isinstance(stack, Stack)
    course = gone(model="composed")
    deep = course.model()
    assert isinstance(deep, Deep)
    assert course.lower is not None
    assert course.upper is not None
    assert (deep.machine.hidden_bias1 == composed(course.lower, course.upper).hidden_bias1).all()
    assert isinstance(gone().model(), Deep)


def test_only_layers_of_a_deep_machine_learn_with_doubled_inputs() -> None:
    """Without them the composed machine is made of the very layers of the stack."""
    stack, plain, doubled = (
        gone(model=model, doubled=d) for model, d in (("stack", True), ("composed", False), ("composed", True))
    )
    assert stack.lower is not None
    assert plain.lower is not None
    assert doubled.lower is not None
    assert (stack.lower.weights == plain.lower.weights).all()
    assert (stack.lower.weights != doubled.lower.weights).any()


def test_frozen_weights_stand_still_while_the_layer_above_learns() -> None:
    course = Course(PATTERNS, DbmSpec(hidden1=6, hidden2=4, pretraining_epochs=2, epochs=1))
    assert course.second_weights() is None
    while not course.over:
        course.step()
    course.advance()
    first, second = course.first_weights().copy(), course.second_weights()
    course.step()
    assert (course.first_weights() == first).all()
    while not course.over:
        course.step()
    assert (course.second_weights() != second).any()
    course.run()
    assert (course.first_weights() != first).any()


@pytest.mark.parametrize("model", ["rbm", "stack", "composed", "joint"])
def test_who_goes_on_begins_where_it_ended(model: str) -> None:
    course = gone(model=model)
    ended, total = course.first_weights().copy(), course.epoch
    course.extend(2)
    assert (course.finished, course.epoch) == (False, total)
    assert (course.first_weights() == ended).all()
    course.run()
    assert course.epoch == course.n_epochs == total + 2


def test_no_epochs_at_all_leave_what_they_begin_at() -> None:
    course = Course(PATTERNS, DbmSpec(hidden1=6, hidden2=4, pretraining_epochs=0, epochs=0))
    assert course.finished
    assert course.epoch == 0
    assert isinstance(course.model(), Deep)


def test_few_pictures_are_shown_often_in_an_epoch() -> None:
    course = Course(PATTERNS, DbmSpec(batch=20))
    assert course.training is not None
    assert course.training.n_batches == 51  # 34 times 30 pictures
    assert np.array_equal(np.unique(course.learnt.train, axis=0), np.unique(PATTERNS.train, axis=0))


@pytest.mark.slow
def test_layers_learnt_with_doubled_inputs_compose_better() -> None:
    """By 1.5 nats at least on digits; the tables of docs/boltzmann.md have three splits."""
    said = []
    for doubled in (True, False):
        course = Course(digits(), DbmSpec(model="composed", doubled=doubled, pretraining_epochs=15))
        course.run()
        said.append(scored(course.model(), digits(), Effort(300, 100, 0)).test)
    assert said[0] > said[1] + 1.5
    assert said[0] > digits().independent_log_likelihood(digits().test) + 4
