import numpy as np

from scorescape.models.boltzmann.rbm import snapshots
from scorescape.models.boltzmann.rbm.snapshots import Snapshots

from .small import small


def test_they_are_spread_over_the_epochs_and_bounded() -> None:
    kept = Snapshots()
    for epoch in range(1, 1001):
        kept.offer(epoch, small(), small())
    epochs = [each.epoch for each in kept.kept]
    assert len(epochs) <= snapshots.MOST
    assert set(np.diff(epochs)) == {kept.stride}
    assert (epochs[0], kept.stride) == (64, 64)


def test_copies_are_kept_of_the_weights_as_they_were() -> None:
    machine, kept = small(), Snapshots()
    before = machine.weights.copy()
    kept.offer(1, machine, machine)
    machine.weights[...] += 1
    assert np.array_equal(kept.kept[0].averaged.weights, before)


def test_wide_machines_leave_fewer() -> None:
    wide, kept = small(0, 1000, 1000), Snapshots()
    for epoch in range(1, 12):
        kept.offer(epoch, wide, wide)
    assert len(kept.kept) <= 4


def test_the_widest_gap_is_filled_first_and_nothing_twice() -> None:
    kept = Snapshots()
    for epoch in range(1, 10):
        kept.offer(epoch, small(), small())
    order, scored = [], [9]
    while found := kept.widest(scored):
        order.append(found.epoch)
        scored.append(found.epoch)
    assert order[:3] == [1, 5, 3]
    assert sorted(scored) == list(range(1, 10))
