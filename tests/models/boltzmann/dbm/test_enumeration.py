from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods, log_z
from scorescape.models.errors import InvalidInput

from .small import law, small, states


def test_log_z_over_the_first_layer_is_that_over_all_states() -> None:
    machine = small()
    assert log_z(machine) == pytest.approx(law(machine)[-1], abs=1e-12)


def test_the_likelihood_of_every_picture_is_its_share_of_the_whole_law() -> None:
    machine = small(3)
    v, _, _, p, whole = law(machine)
    said = log_likelihoods(machine, states(4), whole)
    for state, one in zip(states(4), said, strict=True):
        assert one == pytest.approx(np.log(p[(v == state).all(1)].sum()), abs=1e-12)


def test_blocks_add_up_to_the_whole() -> None:
    machine = small(4, (2, 16, 1), 0.3)
    assert log_z(machine) == pytest.approx(float(np.logaddexp.reduce(machine.log_weight(states(16)))), abs=1e-10)
    assert np.exp(log_likelihoods(machine, states(2), log_z(machine))).sum() == pytest.approx(1)


def test_without_a_second_layer_it_is_a_restricted_machine() -> None:
    """log Z = that of the two lower layers + H log 2, and every likelihood that of the free energy."""
    machine = replace(small(5), weights2=np.zeros((3, 3)), hidden_bias2=np.zeros(3))
    free = states(4) @ machine.visible_bias
    free = free + np.logaddexp(0, states(4) @ machine.weights1 + machine.hidden_bias1).sum(1)
    lower = float(np.logaddexp.reduce(free))
    assert log_z(machine) == pytest.approx(lower + 3 * np.log(2), abs=1e-12)
    assert log_likelihoods(machine, states(4), log_z(machine)) == pytest.approx(free - lower, abs=1e-12)


def test_a_layer_that_is_too_large_is_refused() -> None:
    with pytest.raises(InvalidInput, match="first layer of 21 units"):
        log_z(small(0, (2, 21, 1)))
