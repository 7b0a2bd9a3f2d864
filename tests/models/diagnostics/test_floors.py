"""The floor of the sliced Wasserstein distance: exact pairs, refined bit by bit, the same whoever asks."""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from scorescape.models.diagnostics.floors import CLOUDS, DEAR_CLOUDS, Floor, first_clouds, floor_of, n_clouds, n_pairs
from scorescape.models.diagnostics.kept_floors import KeptFloors
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein, sliced_wasserstein
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS

TWO = PRESETS.get("two-gaussians")().mixture()


def test_a_cloud_is_held_against_the_three_before_it() -> None:
    assert [n_pairs(clouds) for clouds in range(7)] == [0, 0, 1, 3, 6, 9, 12]
    assert [n_clouds(n_pairs(clouds)) for clouds in (2, 3, 50)] == [2, 3, 50]
    assert n_pairs(first_clouds(50_000)) >= 64, "there at once"
    # as good as twice as many disjoint pairs, or nearly: see the module
    assert (n_pairs(CLOUDS), n_pairs(DEAR_CLOUDS)) == (1614, 642)
    floor = Floor(TWO, 300)
    while floor.n_pairs < 6:
        floor._advance()
    clouds = [TWO.to(torch.float32).sample(300, stream(i, "floor")) for i in range(4)]
    pairs = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
    assert floor._distances == pytest.approx([sliced_wasserstein(clouds[b], clouds[a]) for a, b in pairs], rel=1e-5)


def test_it_says_the_mean_and_the_quantile_over_its_pairs() -> None:
    floor = Floor(TWO, 500).at_once()
    assert floor.mean == np.mean(floor._distances)
    above = np.mean(np.array(floor._distances) > floor.quantile_95)
    assert above == pytest.approx(0.05, abs=0.002)
    assert floor.quantile_95 > 1.5 * floor.mean, "two modes: a wrong share costs more than all the rest"


@pytest.mark.parametrize("name", ["two-gaussians", "eight-gaussians"])
def test_it_is_that_of_fresh_pairs_and_falls_as_n_grows(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    exact = mixture.to(torch.float32)
    floor = Floor(mixture, 400)
    floor.grow(math.inf)
    fresh = [
        sliced_wasserstein(exact.sample(400, stream(i, "one")), exact.sample(400, stream(i, "other")))
        for i in range(400)
    ]
    assert floor.mean == pytest.approx(np.mean(fresh), rel=0.08)
    assert floor.quantile_95 == pytest.approx(np.quantile(fresh, 0.95), rel=0.15)
    assert Floor(mixture, 1_600).at_once().mean < 0.8 * floor.mean


@pytest.mark.parametrize("name", ["two-gaussians", "unequal-three", "spiral"])
def test_exact_samples_are_called_wrong_five_times_in_a_hundred(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    exact, judge = mixture.to(torch.float32), SlicedWasserstein(mixture, 300)
    judge.pairs = Floor(mixture, 300)
    judge.pairs.grow(math.inf)
    wrong = [judge.distance(exact.sample(300, stream(i, "sample"))) > judge.floor_95 for i in range(600)]
    assert np.mean(wrong) == pytest.approx(0.05, abs=0.025)


def test_what_is_refined_in_turns_is_what_is_made_at_once() -> None:
    turns, whole = Floor(TWO, 300), Floor(TWO, 300).at_once()
    while not turns.ready:
        turns.begin(0.0)
        turns._advance()
    assert turns._distances == whole._distances
    assert turns.share == 1.0


def test_it_grows_for_about_as_long_as_it_may() -> None:
    floor = Floor(GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0]), 50_000)
    began = time.process_time()
    floor.grow(0.0)
    floor.grow(0.001)
    assert time.process_time() - began < 1.0, "not a whole floor, which takes twenty seconds"
    assert not floor.ready


def test_a_kept_floor_goes_on_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    kept = KeptFloors(tmp_path)
    first = Floor(TWO, 2_500, kept).at_once()
    second = Floor(TWO, 2_500, kept)
    assert second._distances == first._distances
    wanted = first.n_pairs + 9
    for floor in (first, second):
        while floor.n_pairs < wanted:
            floor._advance()
    assert second._distances == first._distances


def test_panels_of_one_target_share_one_floor() -> None:
    one = floor_of(TWO, 321)
    assert floor_of(GaussianMixture(TWO.weights, TWO.means, TWO.scales), 321) is one
    assert floor_of(TWO, 322) is not one
