from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.thresholds import COUNTS, NOWHERE, Thresholds, code, probabilities


def test_a_case_is_a_conditional_probability() -> None:
    chances = probabilities(0.7, 1.1)
    degree, observed = np.array([4, 3, 2, 4]), np.array([1, -1, 0, 1])
    up = np.array([4, 0, 1, 1])
    pull = 0.7 * (2 * up - degree) + 1.1 * observed
    assert chances[code(degree, observed) + up] == pytest.approx(1 / (1 + np.exp(-2 * pull)))
    assert (chances[COUNTS * NOWHERE :] == 0).all()


@pytest.mark.parametrize(("beta", "field", "bits"), [(0.7, 1.0986, 16), (0.6, 1.0986, 16), (1.5, 1.0, 32), (5, 10, 32)])
def test_small_probabilities_have_32_bits(beta: float, field: float, bits: int) -> None:
    assert Thresholds.of(beta, field).bits == bits


def test_two_cases_side_by_side_give_both_thresholds() -> None:
    thresholds = Thresholds.of(0.5, 0.9)
    cases = np.array([7, 61, 61, 7, 79, 0], np.uint8)
    both = thresholds.pairs[cases.view(np.uint16)].view(thresholds.single)
    assert both == pytest.approx(probabilities(0.5, 0.9)[cases] * 2**16, abs=0.51)
