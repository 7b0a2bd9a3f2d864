from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.completion.completing import BURN_IN, Completing, nearest
from scorescape.models.boltzmann.completion.fillers import Filled, Filler
from scorescape.models.boltzmann.data.patterns import Patterns
from scorescape.models.boltzmann.units import random_stream

TRAIN = np.array([[1, 1, 0, 0], [1, 1, 0, 1], [0, 0, 1, 1]], np.float32)
TEST = np.array([[1, 1, 1, 0], [0, 0, 1, 1]], np.float32)
PATTERNS = Patterns(TRAIN, (2, 2), "three", TRAIN, TEST)
HELD = np.array([1, 1, 0, 0], bool)


class Counting(Filler):
    """Its n-th sweep says that hidden pixels are on with chance n / 100, and draws them off."""

    def __init__(self) -> None:
        self.n = 0

    def begun(self, sample: np.ndarray, generator: np.random.Generator) -> Filled:
        return Filled(sample, sample, sample[:, :0])

    def swept(self, at: Filled, held: np.ndarray, generator: np.random.Generator) -> Filled:
        self.n += 1
        return Filled(np.where(held, at.sample, 0), np.where(held, at.sample, self.n / 100), at.above)


def completing() -> Completing:
    return Completing(Counting(), PATTERNS, TEST, HELD, random_stream(0, "fill"))


def test_the_mean_leaves_the_first_sweeps_out() -> None:
    one = completing()
    for _ in range(BURN_IN):
        one.sweep()
    assert one.mean[:, 2:] == pytest.approx(BURN_IN / 100)  # none is kept yet: the newest
    for _ in range(10):
        one.sweep()
    assert one.mean[:, 2:] == pytest.approx((BURN_IN + 5.5) / 100)
    assert (one.mean[:, :2] == TEST[:, :2]).all()


def test_errors_count_hidden_pixels_alone() -> None:
    """Base rates of the hidden pixels are (1 + 1) / 5 = .4 and (2 + 1) / 5 = .6."""
    one = completing()
    assert one.errors()["hidden_error_sample"] is None
    one.sweep()
    assert one.errors() == {
        "hidden_error_sample": 3 / 4,  # all off against 1 0 and 1 1
        "hidden_error_mean": 3 / 4,
        "base_rate_error": 3 / 4,  # off, on
        "nearest_error": 1 / 4,  # 0 0 against 1 0; the third picture is right
    }


def test_the_nearest_picture_by_what_is_held() -> None:
    assert nearest(TRAIN, TEST, HELD).tolist() == [TRAIN[0].tolist(), TRAIN[2].tolist()]
    assert nearest(TRAIN, TEST, np.array([1, 1, 0, 1], bool))[0].tolist() == TRAIN[0].tolist()
    many = np.repeat(TEST, 130, axis=0)
    assert (nearest(TRAIN, many, HELD) == np.repeat(nearest(TRAIN, TEST, HELD), 130, axis=0)).all()


def test_other_held_pixels_keep_the_chain_and_begin_the_mean_anew() -> None:
    one = completing()
    for _ in range(30):
        one.sweep()
    one.hold(np.array([0, 1, 0, 1], bool))
    assert one.sweeps == 0
    assert one.at.sample.tolist() == [[1, 1, 0, 0], [0, 0, 0, 1]]  # the fourth is the truth, the third as it was drawn
