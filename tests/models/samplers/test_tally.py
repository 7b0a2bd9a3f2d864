"""Counts of each particle, and the error of their mean."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.samplers.tally import Tally


def test_its_error_is_that_of_a_mean_over_particles() -> None:
    tally = Tally(4)
    for happened in ([1, 0, 0, 1], [1, 0, 0, 1], [1, 1, 0, 0]):
        tally.add(torch.tensor(happened) > 0)
    assert tally.counts.tolist() == [3, 1, 0, 2]
    assert tally.total == 6
    assert tally.standard_error(3) == pytest.approx(math.sqrt(5 / 3) / 3 / 2)


def test_it_is_not_known_of_one_particle_no_chance_or_an_older_walk() -> None:
    assert Tally(1).standard_error(3) is None
    assert Tally(4).standard_error(0) is None
    older = Tally(4, earlier=7)
    assert (older.total, older.standard_error(3)) == (7, None)
