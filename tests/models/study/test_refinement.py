"""Figures that are known better as time is given to them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from scorescape.models.cache_folder import VARIABLE
from scorescape.models.exact_field import ExactField
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.study import refinement as module
from scorescape.models.study.refinement import Refinement
from scorescape.models.study.sampling import Sampling
from scorescape.models.targets.gaussian_mixture import GaussianMixture

PAIR = GaussianMixture.create([0.7, 0.3], [[-2.0, 0.0], [2.0, 0.0]], [0.3, 0.3])


@pytest.fixture
def sampling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sampling:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    made = Sampling(PAIR)
    made.start(SamplerSpec(n_particles=301, init="data"), ExactField(PAIR))
    return made


def test_the_floor_sharpens_until_it_is_refined_and_the_verdict_says_what_it_would_find(sampling: Sampling) -> None:
    assert not sampling.refining, "nobody has asked for figures"
    coarse = sampling.figures(wait=False)
    assert coarse is not None
    assert coarse.verdicts["sliced_wasserstein"].smallest_fault is None
    turns, sharper = Refinement(), 0
    while sampling.refining:
        sharper += turns.turn(sampling, 0.0)
    assert 2 <= sharper <= 12, "told when there is twice as much, and at the end"
    fine = sampling.figures(wait=False)
    assert fine is not None
    assert fine.values["sliced_wasserstein"] == coarse.values["sliced_wasserstein"]
    floor = fine.values["sliced_wasserstein_floor"]
    assert floor is not None
    assert floor == pytest.approx(coarse.values["sliced_wasserstein_floor"], rel=0.15)
    assert (fine.values["sliced_wasserstein_floor_95"] or 0) > 1.3 * floor
    fault = fine.verdicts["sliced_wasserstein"].smallest_fault
    assert fault is not None
    assert 0.05 < fault < 0.3
    assert not turns.turn(sampling, 0.0)


def test_other_particles_of_the_same_number_do_not_begin_the_search_again(sampling: Sampling) -> None:
    sampling.figures(wait=False)
    turns = Refinement()
    while not sampling._judges[301].pairs.refined:
        turns.turn(sampling, 0.0)
    began = [sampling._judges[301].pairs, sampling._faults[301]]
    sampling.start(SamplerSpec(n_particles=301, init="uniform"), ExactField(PAIR))
    sampling.figures(wait=False)
    assert [sampling._judges[301].pairs, sampling._faults[301]] == began
    sampling.start(SamplerSpec(n_particles=302), ExactField(PAIR))
    assert not sampling.refining, "nobody asks for what is known of another number"


def test_a_turn_waits_for_its_pause_and_ends_with_the_target(sampling: Sampling) -> None:
    sampling.figures(wait=False)
    turns = Refinement()
    turns.turn(sampling, math.inf)
    before = sampling._judges[301].pairs.n_pairs
    assert not turns.turn(sampling, math.inf)
    assert sampling._judges[301].pairs.n_pairs == before
    sampling.retarget(PAIR.smoothed(0.1))
    assert not sampling.refining


def test_turns_are_paid_for_by_the_clock(sampling: Sampling, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn of 2 s at a pause of 3: the next one is 6 s after its end at the earliest."""
    sampling.figures(wait=False)
    now, turns, taken = [100.0], Refinement(), []

    def refine(seconds: float) -> bool:
        taken.append(now[0])
        now[0] += 2.0
        return True

    monkeypatch.setattr(module.time, "perf_counter", lambda: now[0])
    monkeypatch.setattr(sampling, "refine", refine)
    monkeypatch.setattr(Sampling, "refining", True)
    for at, told in ((100.0, True), (107.9, False), (108.1, True), (115.0, False), (116.2, True)):
        now[0] = at
        assert turns.turn(sampling, 3.0) is told
    assert taken == [100.0, 108.1, 116.2]
    monkeypatch.setattr(Sampling, "refining", False)
    now[0] = 1_000.0
    assert turns.turn(sampling, 3.0) is False
