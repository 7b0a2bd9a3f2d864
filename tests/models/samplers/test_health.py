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
