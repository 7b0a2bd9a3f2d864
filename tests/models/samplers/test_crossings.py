"""Crossings between basins, on paths whose count is known."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.random_streams import stream
from scorescape.models.samplers import crossings
from scorescape.models.samplers.crossings import Crossings
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import Modes, find_modes
from scorescape.models.targets.preset import PRESETS

MODES = find_modes(GaussianMixture.create([0.6, 0.4], [[-2.0, 0.0], [2.0, 0.0]], [0.4, 0.4]))
LEFT, RIGHT, OUT, OTHER_SIDE, NOWHERE = (-2.0, 0.1), (2.0, -0.1), (9.0, 0.0), (-9.0, 0.0), (math.nan, 0.0)

# where one particle is from step to step, and how often it crossed
PATHS = {
    "stays": ([LEFT] * 5, 0),
    "crosses once": ([LEFT, LEFT, RIGHT, RIGHT, RIGHT], 1),
    "crosses and comes back": ([LEFT, RIGHT, LEFT, LEFT, LEFT], 2),
    "crosses at every step": ([LEFT, RIGHT, LEFT, RIGHT, LEFT], 4),
    "goes out and comes back to where it was": ([RIGHT, OUT, OUT, RIGHT, RIGHT], 0),
    "goes out and comes back elsewhere": ([RIGHT, OUT, OTHER_SIDE, LEFT, LEFT], 1),
    "goes out and stays there": ([RIGHT, LEFT, OUT, OUT, OTHER_SIDE], 1),
    "arrives": ([OUT, OUT, LEFT, LEFT, LEFT], 0),
    "arrives and crosses": ([OUT, LEFT, RIGHT, RIGHT, OUT], 1),
    "was never there": ([OUT, OTHER_SIDE, OUT, OUT, NOWHERE], 0),
    "is lost to infinity and back": ([LEFT, NOWHERE, (math.inf, 0.0), RIGHT, RIGHT], 1),
}


def counted(paths: Tensor, modes: Modes = MODES) -> Crossings:
    """Of particles that go along paths (steps, N, 2)."""
    found = Crossings(modes, paths[0])
    for x in paths[1:]:
        found.see(x)
    return found


@pytest.mark.parametrize("rows", [1, 4, 1 << 15])
@pytest.mark.parametrize("name", PATHS)
def test_a_scripted_path_has_its_count(name: str, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "MOST_ROWS", rows)
    path, times = PATHS[name]
    assert counted(torch.tensor(path)[:, None]).tally.total == times


@pytest.mark.parametrize("rows", [11, 22, 1 << 15])
def test_particles_are_counted_each_by_itself(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "MOST_ROWS", rows)
    together = torch.stack([torch.tensor(path) for path, _ in PATHS.values()], dim=1)
    found = counted(together)
    assert found.tally.total == sum(times for _, times in PATHS.values()) == 11
    # who swaps places with another moves, though as many are in either basin as before
    swap = torch.tensor([[LEFT, RIGHT], [RIGHT, LEFT]])
    assert counted(swap).tally.total == 2
    assert found.labels.tolist() == [0, 1, 0, 0, 1, 0, 0, 0, 1, -1, 1]


def test_it_does_not_matter_when_one_asks() -> None:
    """As the plain rule says, step by step and particle by particle, on a walk over many basins."""
    modes = find_modes(PRESETS.get("grid-25")().mixture())
    x = 8 * torch.rand(300, 2, generator=stream(0, "start")) - 4
    moves = 0.4 * torch.randn(50, 300, 2, generator=stream(0, "moves"))
    paths = torch.cat([x[None], x + moves.cumsum(0)])
    labels, by_hand = modes.label_of(x), 0
    often = Crossings(modes, x)
    for place in paths[1:]:
        now = modes.label_of(place)
        by_hand += int(((now >= 0) & (labels >= 0) & (now != labels)).sum())
        labels = torch.where(now >= 0, now, labels)
        often.see(place)
        assert often.tally.total == by_hand
    assert counted(paths, modes).tally.total == by_hand > 1000
    assert torch.equal(often.labels, labels.to(torch.int16))


@pytest.mark.parametrize(("particles", "steps"), [(1, 64), (2_048, 64), (2_049, 63), (1 << 17, 1), (1 << 18, 1)])
def test_steps_are_looked_up_together_as_long_as_there_is_room(particles: int, steps: int) -> None:
    """At most 64 of them, and 131,072 rows, but for one step of more particles than that."""
    assert len(Crossings(MODES, torch.zeros(particles, 2))._room) == steps


def test_a_place_that_is_written_to_afterwards_counts_as_it_was() -> None:
    found, x = Crossings(MODES, torch.tensor([LEFT])), torch.tensor([RIGHT])
    found.see(x)
    x[:] = torch.tensor(LEFT)
    assert found.tally.total == 1
