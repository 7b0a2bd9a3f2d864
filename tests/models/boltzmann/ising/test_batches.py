from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.batches import Batches


def test_the_error_of_a_chain_with_memory_is_that_of_its_mean() -> None:
    """x' = r x + e has the variance (1 + r) / (1 - r) / n of its mean, in units of its own."""
    r, n, found, means = 0.9, 4_000, [], []
    rng = np.random.default_rng(0)
    for _ in range(60):
        batches, x = Batches(), 0.0
        for e in rng.normal(size=n) * np.sqrt(1 - r * r):
            x = r * x + e
            batches.take(x)
        assert batches.count == n
        assert batches.mean is not None
        assert batches.error is not None
        means.append(batches.mean)
        found.append(batches.error)
    exact = np.sqrt((1 + r) / (1 - r) / n)
    assert np.mean(found) == pytest.approx(exact, rel=0.1)
    assert np.std(means) == pytest.approx(exact, rel=0.25)


def test_it_says_no_error_of_few_and_goes_on_from_its_values() -> None:
    batches = Batches()
    assert (batches.mean, batches.error) == (None, None)
    for value in range(7):
        batches.take(float(value))
    assert (batches.mean, batches.error) == (3.0, None)
    for value in range(1_000):
        batches.take(float(value % 10))
    again = Batches(*batches.values())
    for one in (batches, again):
        one.take(4.0)
    assert (again.mean, again.error, again.count) == (batches.mean, batches.error, 1_008)
