from __future__ import annotations

import pytest

from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods, log_z
from scorescape.models.boltzmann.dbm.mean_field import bounds
from scorescape.models.boltzmann.dbm.posterior import estimates
from scorescape.models.boltzmann.units import random_stream

from .small import small, states


@pytest.mark.parametrize("seed", [0, 1])
def test_it_finds_the_likelihood_that_the_bound_is_below_of(seed: int) -> None:
    machine = small(seed, scale=1.5)
    whole = log_z(machine)
    exact = log_likelihoods(machine, states(4), whole)
    said = estimates(machine, states(4), whole, random_stream(0, "posterior"), 4_000)
    assert said == pytest.approx(exact, abs=0.03)
    assert (exact - bounds(machine, states(4), whole)).max() > 0.1


def test_one_draw_is_below_on_average() -> None:
    machine = small(0, scale=2.5)
    whole = log_z(machine)
    many = states(4).repeat(400, axis=0)
    said = estimates(machine, many, whole, random_stream(0, "posterior"), 1).reshape(16, 400).mean(1)
    assert (said < log_likelihoods(machine, states(4), whole)).all()
