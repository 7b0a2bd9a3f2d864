import numpy as np
import pytest
from sklearn.datasets import load_digits

from scorescape.models.boltzmann.data.digits import digits, grey_digits


def test_the_bundled_digits_are_those_of_scikit_learn() -> None:
    theirs = load_digits()
    grey, labels = grey_digits()
    assert np.array_equal(grey, theirs.data)
    assert np.array_equal(labels, theirs.target)


def test_a_pixel_is_on_from_level_8() -> None:
    grey, _ = grey_digits()
    assert np.array_equal(digits().rows, (grey >= 8).astype(np.float32))
    assert digits().rows.mean() == pytest.approx(0.32, abs=0.005)


def test_a_fifth_is_the_test_set_and_independent_pixels_score_25_nats() -> None:
    found = [digits(split) for split in (0, 1, 2)]
    assert [(len(each.train), len(each.test)) for each in found] == [(1437, 360)] * 3
    scores = [each.independent_log_likelihood(each.test) for each in found]
    assert scores == pytest.approx([-25.250, -24.950, -25.098], abs=0.02)
