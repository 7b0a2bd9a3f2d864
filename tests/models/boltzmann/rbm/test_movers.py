import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.rbm.movers import Adam, Straight
from scorescape.models.boltzmann.rbm.statistics import Direction

from .small import small


def along(value: float) -> Direction:
    return Direction(np.full((6, 4), value, np.float32), np.full(6, value, np.float32), np.full(4, value, np.float32))


def test_straight_is_the_rate_times_the_gradient_less_the_decay() -> None:
    machine = small()
    before = machine.copy()
    Straight(weight_decay=0.5).move(machine, along(2.0), 0.1)
    assert machine.weights == pytest.approx(before.weights + 0.1 * (2 - 0.5 * before.weights), abs=1e-6)
    assert machine.visible_bias == pytest.approx(before.visible_bias + 0.2, abs=1e-6)
    assert machine.hidden_bias == pytest.approx(before.hidden_bias + 0.2, abs=1e-6)


def test_adams_first_steps_are_of_the_rates_size_whatever_the_gradients() -> None:
    for size in (1e-3, 1.0, 1e3):
        machine = small()
        before, mover = machine.copy(), Adam(machine)
        mover.move(machine, along(-size), 0.05)
        mover.move(machine, along(-size), 0.05)
        assert machine.weights == pytest.approx(before.weights - 0.1, abs=1e-4)


def test_adam_goes_on_from_what_is_kept() -> None:
    one = small()
    mover = Adam(one)
    mover.move(one, along(1.0), 0.1)
    other = RBM(*(each.copy() for each in one.parameters()))
    again = Adam(other)
    again.restore([each.copy() for each in mover.kept()])
    for machine, each in ((one, mover), (other, again)):
        each.move(machine, along(-0.3), 0.1)
    assert np.array_equal(one.weights, other.weights)
    Straight().restore(Straight().kept())
