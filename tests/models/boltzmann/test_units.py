from __future__ import annotations

import math

import numpy as np
import pytest

from scorescape.models.boltzmann.units import drawn, entropy, logit, random_stream, sigmoid, softplus


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_two_curves_at_known_places(dtype: type) -> None:
    x = np.array([-1e4, -2.0, 0.0, 2.0, 1e4], dtype)
    expected = [0.0, 1 / (1 + math.e**2), 0.5, 1 / (1 + math.e**-2), 1.0]
    assert sigmoid(x) == pytest.approx(expected, abs=1e-7)
    assert softplus(x) == pytest.approx([0.0, math.log1p(math.e**-2), math.log(2), 2 + math.log1p(math.e**-2), 1e4])
    assert sigmoid(x).dtype == softplus(x).dtype == dtype


def test_the_slope_of_softplus_is_the_sigmoid() -> None:
    x = np.linspace(-5, 5, 41)
    assert (softplus(x + 1e-5) - softplus(x - 1e-5)) / 2e-5 == pytest.approx(sigmoid(x), abs=1e-9)


def test_the_logit_undoes_the_sigmoid() -> None:
    x = np.array([-3.0, 0.0, 1.5])
    assert logit(sigmoid(x)) == pytest.approx(x)


def test_entropy_is_largest_in_the_middle_and_none_at_the_ends() -> None:
    assert entropy(np.array([0.0, 0.5, 1.0])) == pytest.approx([0.0, math.log(2), 0.0], abs=2e-6)
    assert entropy(np.array([0.2])) == pytest.approx(-0.2 * math.log(0.2) - 0.8 * math.log(0.8))


def test_units_are_on_as_often_as_their_chance_says() -> None:
    p = np.tile(np.array([0.0, 0.1, 0.7, 1.0], np.float32), (20_000, 1))
    assert drawn(p, random_stream(0, "test")).mean(0) == pytest.approx([0, 0.1, 0.7, 1], abs=0.012)


def test_streams_differ_by_name_and_by_seed() -> None:
    draws = [random_stream(seed, name).random() for seed, name in ((0, "a"), (0, "a"), (1, "a"), (0, "b"))]
    assert draws[0] == draws[1]
    assert len(set(draws)) == 3
