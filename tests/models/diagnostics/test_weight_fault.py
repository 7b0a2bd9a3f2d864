"""The smallest wrong weight that a distance gives away."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest
import torch

from scorescape.models.cache_folder import VARIABLE
from scorescape.models.diagnostics.floors import Floor, first_clouds, n_pairs
from scorescape.models.diagnostics.kept_floors import KeptFloors
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein, sliced_wasserstein
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


@pytest.mark.parametrize(
    ("n_modes", "n", "asked"), [(2, 2_000, True), (2, 2_001, False), (64, 9, True), (65, 9, False)]
)
def test_it_is_looked_for_up_to_2_000_points_and_64_modes(n_modes: int, n: int, asked: bool) -> None:
    many = dataclasses.replace(MODES, masses=torch.ones(n_modes, dtype=torch.float64))
    assert WeightFault(THREE, many, Floor(THREE, n), kept=False).known != asked


def well_known(n: int) -> Floor:
    """A floor with as many pairs as it wants at first."""
    floor = Floor(THREE, n)
    floor._distances = [0.1] * n_pairs(first_clouds(n))
    return floor


class Known(WeightFault):
    """Finds whatever is wrong by `least` or more."""

    least = 0.11

    def _found(self, mode: int, share: float, threshold: float) -> Generator[None, None, bool]:
        yield
        return share - float(self._modes.shares[mode]) >= self.least


@pytest.mark.parametrize("least", [0.003, 0.04, 0.11, 0.5])
def test_the_search_ends_just_above_the_smallest_weight_that_is_found(least: float) -> None:
    fault = Known(THREE, MODES, well_known(20), kept=False)
    fault.least = least
    found = fault.at_once().share
    assert found is not None
    assert least <= found <= least * (1 + 1 / 32), "halved five times between half of what was found and it"


def test_where_not_even_nearly_all_of_the_mass_is_found_no_weight_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    floor = well_known(20)
    fault = Known(THREE, MODES, floor)
    fault.least = 0.9995 * (1 - float(MODES.shares[fault.hardest()]))
    assert (fault.known, fault.at_once().share) == (False, None)
    assert KeptFloors.here().read(f"{THREE.fingerprint()}-fault", 20) == [1.0, floor.n_pairs]


def test_what_was_found_is_written_once_with_how_well_the_floor_was_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    floor = well_known(20)
    fault = Known(THREE, MODES, floor).at_once()
    assert KeptFloors.here().read(f"{THREE.fingerprint()}-fault", 20) == [fault.share, floor.n_pairs]
    (tmp_path / "floors" / f"{THREE.fingerprint()}-fault-20").unlink()
    fault.advance()
    assert KeptFloors.here().read(f"{THREE.fingerprint()}-fault", 20) == []


@pytest.mark.parametrize(
    ("kept", "known"),
    [([0.2, 5.0], (True, 0.2)), ([0.2, 4.9], (False, None)), ([1.0, 5.0], (True, None)), ([0.2], (False, None))],
)
def test_what_was_kept_is_believed_if_its_floor_had_half_as_many_pairs(
    kept: list[float], known: tuple[bool, float | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    floor = Floor(THREE, 20)
    floor._distances = [0.1] * 10
    KeptFloors.here().write(f"{THREE.fingerprint()}-fault", 20, kept)
    fault = WeightFault(THREE, MODES, floor)
    assert (fault.known, fault.share) == known
    assert not WeightFault(THREE, MODES, floor, kept=False).known


def test_a_weight_is_found_if_five_clouds_of_a_hundred_are_missed_and_not_if_six_are() -> None:
    n, mode, share = 20, 1, 0.6
    fault = WeightFault(THREE, MODES, Floor(THREE, n), kept=False)
    wrong, exact = reweighted(THREE, MODES, with_share(MODES, mode, share)).to(torch.float32), THREE.to(torch.float32)
    distances = sorted(
        sliced_wasserstein(wrong.sample(n, stream(i, "weight-fault")), exact.sample(n, stream(i, "weight-reference")))
        for i in range(100)
    )

    def found(missed: int) -> bool:
        search = fault._found(mode, share, (distances[missed - 1] + distances[missed]) / 2)
        while True:
            try:
                next(search)
            except StopIteration as end:
                return bool(end.value)

    assert (found(5), found(6)) == (True, False)


def test_the_mode_that_shows_least_is_one_of_two_side_by_side() -> None:
    assert WeightFault(THREE, MODES, Floor(THREE, N), kept=False).hardest() in (0, 1)
