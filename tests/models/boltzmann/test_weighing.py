from __future__ import annotations

import math

import numpy as np
import pytest

from scorescape.models.boltzmann.weighing import weighed


def test_equal_weights_are_certain() -> None:
    found = weighed(np.full(10, 700.0))
    assert (found.log_z, found.error, found.effective_share) == (700.0, 0.0, 1.0)
    assert found.low == found.high == 700.0


def test_four_weights_by_hand() -> None:
    found = weighed(np.log([1.0, 1.0, 2.0, 4.0]) + 1000)
    assert found.log_z == pytest.approx(1000 + math.log(2))
    assert found.error == pytest.approx(math.sqrt(2) / (2 * 2))  # sd with n - 1: sqrt(6 / 3)
    assert found.effective_share == pytest.approx(64 / (4 * 22))
    assert found.high - found.log_z == pytest.approx(1.959964 * found.error)


def test_one_chain_that_bears_it_all_is_not_believed() -> None:
    found = weighed(np.array([0.0, 0.0, 0.0, 50.0]))
    assert found.effective_share == pytest.approx(0.25)
    assert not found.reliable


def test_intervals_cover_as_often_as_they_say() -> None:
    generator = np.random.default_rng(3)
    runs = [weighed(generator.normal(-0.18, 0.6, 200)) for _ in range(400)]
    covered = np.mean([run.low <= 0 <= run.high for run in runs])
    assert 0.91 <= covered <= 0.98
