import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.contrastive import ContrastiveDivergence, PersistentContrastiveDivergence
from scorescape.models.boltzmann.units import random_stream

from .small import bits, joint, small


def test_persistent_chains_keep_their_slots_and_reach_the_models_law() -> None:
    machine = small(scale=0.5)
    chains = np.zeros((20_000, 6), np.float32)
    teacher = PersistentContrastiveDivergence(1, random_stream(0, "chains"), chains)
    for _ in range(30):
        teacher.direction(machine, bits(6)[:5])
    exact = bits(6).T @ (joint(machine).sum(1)[:, None] * bits(6))
    assert teacher.visible.T @ teacher.visible / 20_000 == pytest.approx(exact, abs=0.012)


def test_chains_do_not_leave_their_slots() -> None:
    """Weights that copy a picture into its hidden units and back: every chain stands where it stood."""
    machine = small()
    machine.weights[...] = 0
    machine.weights[:4, :4] = 200 * np.eye(4)
    machine.visible_bias[...], machine.hidden_bias[...] = -100, -100
    chains = bits(6)[::4].copy()
    chains[:, 4:] = 0
    teacher = PersistentContrastiveDivergence(3, random_stream(0, "chains"), chains)
    teacher.direction(machine, bits(6)[:5])
    assert np.array_equal(teacher.visible, chains)


def test_cd_begins_at_the_data_and_pcd_does_not() -> None:
    machine = small()
    machine.weights[...] = 0
    machine.weights[:4, :4] = 200 * np.eye(4)
    machine.visible_bias[...], machine.hidden_bias[...] = -100, -100
    data = bits(6)[::4].copy()
    data[:, 4:] = 0
    teacher = ContrastiveDivergence(2, random_stream(0, "chains"), np.ones((3, 6), np.float32))
    found = teacher.direction(machine, data)
    assert np.array_equal(teacher.visible, data)
    assert found.weights == pytest.approx(np.zeros((6, 4)), abs=1e-6)


@pytest.mark.parametrize("k", [1, 3])
def test_k_sweeps_are_made(k: int) -> None:
    """CD-k's model phase is k sweeps from the data: against the chain's own matrix on 6 bits."""
    machine, data = small(scale=0.7), np.repeat(bits(6)[[21]], 40_000, 0)
    there = (joint(machine) / joint(machine).sum(1, keepdims=True)) @ (joint(machine) / joint(machine).sum(0)).T
    law = np.linalg.matrix_power(there, k)[21]
    teacher = ContrastiveDivergence(k, random_stream(0, "chains"), data)
    teacher.direction(machine, data)
    assert teacher.visible.mean(0) == pytest.approx(law @ bits(6), abs=0.01)
