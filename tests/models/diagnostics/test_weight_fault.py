"""The smallest wrong weight that a distance gives away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from scorescape.models.cache_folder import VARIABLE
from scorescape.models.diagnostics.floors import Floor
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.diagnostics.weight_fault import MOST_POINTS, WeightFault
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.reweighted import reweighted, with_share

# the second lies beside the first, the third far from both
THREE = GaussianMixture.create([0.4, 0.3, 0.3], [[-3.0, 0.0], [-1.8, 0.0], [3.0, 0.0]], [0.2, 0.2, 0.2])
MODES = find_modes(THREE)
N = 300


def test_the_mode_is_the_one_that_shows_least_and_its_weight_is_found_95_times_in_100() -> None:
    judge = SlicedWasserstein(THREE, N)
    judge.pairs = Floor(THREE, N).at_once()
    fault = WeightFault(THREE, MODES, judge.pairs, kept=False).at_once()
    assert fault.hardest() in (0, 1), "one of two that lie side by side, and not the far one"
    assert fault.share is not None

    def found(by: float) -> float:
        mode = fault.hardest()
        share = float(MODES.masses[mode] / MODES.masses.sum()) + by
        wrong = reweighted(THREE, MODES, with_share(MODES, mode, share)).to(torch.float32)
        return float(
            np.mean([judge.distance(wrong.sample(N, stream(i, "wrong"))) > judge.floor_95 for i in range(200)])
        )

    assert found(fault.share) == pytest.approx(0.95, abs=0.05)
    assert found(0.5 * fault.share) < 0.8


def test_it_is_kept_beside_the_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    floor = Floor(THREE, 1_000).at_once()
    first_pairs = floor.n_pairs
    first = WeightFault(THREE, MODES, floor)
    assert not first.known
    first.at_once()
    again = WeightFault(THREE, MODES, floor)
    assert (again.known, again.share) == (True, first.share)
    while floor.n_pairs <= 2 * first_pairs:
        floor.grow(0.001)
    assert not WeightFault(THREE, MODES, floor).known, "what a floor found is not believed once it is far better known"


def test_it_is_not_looked_for_where_it_would_take_too_long_or_there_is_one_mode() -> None:
    assert WeightFault(THREE, MODES, Floor(THREE, MOST_POINTS + 1), kept=False).known
    one = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5])
    assert WeightFault(one, find_modes(one), Floor(one, 100), kept=False).known
