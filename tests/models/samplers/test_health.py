"""Particles that were lost: counted as they are, and said only when chance cannot explain them."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.samplers.health import Health

ADVICE = "take smaller steps"


def watched(inside: int, outside: int, infinite: int) -> Health:
    rows = [[0.0, 4.0]] * inside + [[0.0, -4.1]] * outside + [[math.inf, 0.0]] * infinite
    return Health.of(torch.tensor(rows), 1200)


def test_the_edge_is_inside_and_the_infinite_are_counted_once() -> None:
    health = watched(90, 7, 3)
    assert (health.outside, health.non_finite, health.lost) == (7, 3, 10)
    assert health.sentence(ADVICE) == (
        "10 of 100 particles left the box (3 of them to infinity) by step 1,200; take smaller steps."
    )
    assert watched(90, 10, 0).sentence(ADVICE) == "10 of 100 particles left the box by step 1,200; take smaller steps."


@pytest.mark.parametrize(("lost", "expected", "alarming"), [(9, 0.0, False), (10, 0.0, True), (100, 0.1, False)])
def test_what_the_target_leaves_outside_itself_alarms_nobody(lost: int, expected: float, alarming: bool) -> None:
    assert watched(1000 - lost, lost, 0).alarming(expected) is alarming


def test_beyond_four_standard_errors_it_does() -> None:
    # of 1,000 with 10 % expected: 100 + 1 % + 4 sqrt(1000 x .1 x .9) = 110 + 37.9
    assert not watched(853, 147, 0).alarming(0.1)
    assert watched(852, 148, 0).alarming(0.1)


@pytest.mark.parametrize(("step", "lost"), [(20, 5 + 7), (21, 300 + 7)])
def test_in_the_first_twenty_steps_only_those_far_away_count(step: int, lost: int) -> None:
    """Of 1,000 where nobody is expected outside, ten are too many."""
    health = Health(total=1_000, outside=300, non_finite=7, thrown=5, step=step)
    assert health.alarming(0.0)
    assert health.alarming(lost / 1_000 - 0.01 - 1e-9) is False, "chance has its share"
    few = Health(total=1_000, outside=300, non_finite=4, thrown=5, step=step)
    assert few.alarming(0.0) is (step > 20)


def test_four_standard_errors_of_half_are_200_of_10_000() -> None:
    assert Health(10_000, 5_300, 0, 0, 30).alarming(0.5)
    assert not Health(10_000, 5_299, 0, 0, 30).alarming(0.5)


def test_a_particle_is_thrown_beyond_three_times_the_box() -> None:
    x = torch.tensor([[4.5, 0.0], [0.0, -11.9], [12.1, 0.0], [0.0, -99.0], [math.nan, 0.0], [0.0, 0.0]])
    assert Health.of(x, 3) == Health(total=6, outside=4, non_finite=1, thrown=2, step=3)
