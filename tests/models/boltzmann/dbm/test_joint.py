from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods, log_z
from scorescape.models.boltzmann.dbm.joint import JointRecipe, JointTraining
from scorescape.models.boltzmann.dbm.machine import DBM, fresh
from scorescape.models.boltzmann.dbm.mean_field import settled
from scorescape.models.boltzmann.units import random_stream
from scorescape.models.errors import Diverged

from .small import law, small

PATTERNS = bars_and_stripes(2)
"""Six pictures of four pixels: few enough to write the whole law down."""


def begun(recipe: JointRecipe, start: DBM | None = None) -> JointTraining:
    return JointTraining(PATTERNS, start or small(0), recipe, 0)


def test_the_direction_of_one_batch_is_data_less_model() -> None:
    """With 20,000 chains that have forgotten where they began, against the sum over all states."""
    start = small(0, scale=0.7)
    training = begun(JointRecipe(epochs=10, rate=1.0, batch=6, chains=20_000, weight_decay=0.0), start)
    for _ in range(60):
        training._walked()
    training.step()
    v, g, h, p, _ = law(start)
    means = settled(start, PATTERNS.train, 1e-3, 10)
    one = PATTERNS.train.T @ means.first / 6 - np.einsum("n,nd,ng->dg", p, v, g)
    two = means.first.T @ means.second / 6 - np.einsum("n,ng,nh->gh", p, g, h)
    assert training.machine.weights1 - start.weights1 == pytest.approx(one, abs=0.015)
    assert training.machine.weights2 - start.weights2 == pytest.approx(two, abs=0.015)
    moved = training.machine.hidden_bias1 - start.hidden_bias1
    assert moved == pytest.approx(means.first.mean(0) - p @ g, abs=0.015)
    assert training.machine.visible_bias - start.visible_bias == pytest.approx(
        PATTERNS.train.mean(0) - p @ v, abs=0.015
    )
    assert training.machine.hidden_bias2 - start.hidden_bias2 == pytest.approx(means.second.mean(0) - p @ h, abs=0.015)


def test_it_climbs_towards_the_law_of_the_data() -> None:
    start = fresh(PATTERNS.base_logits(), 8, 4, random_stream(0, "init"), 1.0)
    training = begun(JointRecipe(epochs=1_500, rate=0.3, batch=6, weight_decay=0.0), start)

    def likelihood(machine: DBM) -> float:
        return float(log_likelihoods(machine, PATTERNS.train, log_z(machine)).mean())

    assert likelihood(start) < -3
    training.run(1_500)
    assert -np.log(6) > likelihood(training.averaged) > -np.log(6) - 0.25


def test_weight_decay_takes_its_share_of_every_weight() -> None:
    free, held = (begun(JointRecipe(rate=0.5, batch=6, weight_decay=decay)) for decay in (0.0, 0.1))
    free.step()
    held.step()
    start = small(0)
    assert free.machine.weights1 - held.machine.weights1 == pytest.approx(0.05 * start.weights1, abs=1e-6)
    assert free.machine.weights2 - held.machine.weights2 == pytest.approx(0.05 * start.weights2, abs=1e-6)
    assert (free.machine.hidden_bias1 == held.machine.hidden_bias1).all()


def test_the_rate_falls_in_a_line_and_leaves_a_tail_for_who_goes_on() -> None:
    recipe = JointRecipe(epochs=10, rate=0.2)
    assert [recipe.rate_at(epoch) for epoch in (0, 5, 10, 30)] == pytest.approx([0.2, 0.1, 0.01, 0.01])


def test_the_running_average_and_the_last_iterate() -> None:
    last = begun(JointRecipe(batch=6, average=0.0))
    last.run(3)
    assert (last.averaged.weights1 == last.machine.weights1).all()
    mean = begun(JointRecipe(batch=6, average=0.5))
    seen = []
    for _ in range(3):
        mean.run(1)
        seen.append(mean.machine.weights1.copy())
    assert mean.averaged.weights1 == pytest.approx((seen[0] + 2 * seen[1] + 4 * seen[2]) / 7, abs=1e-6)


def test_the_same_seed_gives_the_same_machine_and_the_start_is_left_alone() -> None:
    start = small(0)
    runs = [JointTraining(PATTERNS, start, JointRecipe(batch=4), seed) for seed in (1, 1, 2)]
    for run in runs:
        run.run(2)
    assert (runs[0].machine.weights1 == runs[1].machine.weights1).all()
    assert (runs[0].machine.weights1 != runs[2].machine.weights1).any()
    assert (start.weights1 == small(0).weights1).all()


def test_weights_that_are_no_numbers_are_said() -> None:
    training = begun(JointRecipe(batch=6), replace(small(0), weights1=np.full((4, 3), np.nan)))
    with pytest.raises(Diverged, match="step 1: the weights"):
        training.run(1)
