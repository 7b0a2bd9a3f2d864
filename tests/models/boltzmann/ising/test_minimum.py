from __future__ import annotations

import pytest

from scorescape.models.boltzmann.ising.denoising import Denoising, Plan
from scorescape.models.boltzmann.ising.energy import energy
from scorescape.models.boltzmann.ising.evidence import evidence_of
from scorescape.models.boltzmann.ising.graph_cut import graph_cut
from scorescape.models.boltzmann.ising.minimum import Minimum
from scorescape.models.boltzmann.ising.pictures import named_picture


def a_run(side: int) -> Denoising:
    return Denoising(evidence_of(named_picture("ring", side) > 0, 0.2, 0), Plan("gibbs", 0.7, 0.69))


def test_a_small_picture_s_is_found_at_once_and_again_when_the_law_has_changed() -> None:
    run, minimum = a_run(40), Minimum()
    assert minimum.known(run) is None
    observed = run.evidence.observed
    assert minimum.find(run, 0.0) == energy(graph_cut(observed, 0.7, 0.69), observed, 0.7, 0.69)
    assert minimum.find(run, 0.0) == minimum.known(run)
    assert minimum.seconds_now < 0.001, "it is not found twice"
    run.tune(0.3, 0.69)
    assert minimum.known(run) is None
    assert minimum.find(run, 1e9) is None, "its pause is not over"
    assert minimum.find(run, 0.0) == pytest.approx(energy(graph_cut(observed, 0.3, 0.69), observed, 0.3, 0.69))


def test_a_large_picture_s_is_found_in_slices() -> None:
    run, minimum = a_run(400), Minimum()
    asked = 1
    while minimum.find(run, 0.0) is None:
        asked += 1
        assert minimum.seconds_now < 0.3
    observed = run.evidence.observed
    assert asked > 1
    assert minimum.known(run) == energy(graph_cut(observed, 0.7, 0.69), observed, 0.7, 0.69)
