from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.energy import energy, implied_field
from scorescape.models.boltzmann.ising.evidence import evidence_of
from scorescape.models.boltzmann.ising.graph_cut import Cut, capacities, graph_cut
from scorescape.models.boltzmann.ising.lattice import Lattice
from scorescape.models.boltzmann.ising.pictures import named_picture
from scorescape.models.boltzmann.ising.thresholds import Thresholds
from scorescape.models.boltzmann.units import random_stream

from .small import data, states


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("beta", "field"), [(0.2, 1.1), (0.7, 1.1), (0.5, 0.5), (1.5, 0.3), (0.7, 0.0), (0.0, 0.4)])
def test_it_has_the_least_energy_of_all_3_x_3_pictures(seed: int, beta: float, field: float) -> None:
    observed = data(3, 3, seed)
    least = min(energy(each, observed, beta, field) for each in states(3, 3))
    assert energy(graph_cut(observed, beta, field), observed, beta, field) == pytest.approx(least, abs=1e-9)


def test_no_sampler_is_below_it_on_a_picture_that_has_few_ties() -> None:
    observed = evidence_of(named_picture("star", 48) > 0, 0.2, 3).observed
    for beta in (0.3, 0.6, 0.9):
        field = 0.5 * np.log(4)
        least = energy(graph_cut(observed, beta, field), observed, beta, field)
        lattice, chance = Lattice(observed), random_stream(0, "cold")
        lattice.put(observed)
        for cold in np.geomspace(0.3, 10, 60):
            lattice.sweep(Thresholds.of(cold * beta, cold * field), chance)
            assert energy(lattice.spins(), observed, beta, field) >= least
        assert energy(lattice.spins(), observed, beta, field) <= least + 0.02 * abs(least)


@pytest.mark.parametrize(("pixels", "most"), [(9, 1e-6), (96 * 96, 1e-6), (256 * 256, 1e-5), (1_000_000, 1e-3)])
@pytest.mark.parametrize(("beta", "field"), [(0.7, 1.0986), (0.05, 4.9), (5.0, 0.013), (1.234, 0.777)])
def test_whole_capacities_keep_the_ratio_and_the_flow_in_32_bits(
    beta: float, field: float, pixels: int, most: float
) -> None:
    bond, tie = capacities(beta, field, pixels)
    assert tie / bond == pytest.approx(field / beta, rel=most)
    assert (tie + bond) * pixels < 2**31


def test_where_nothing_was_observed_it_is_one_colour() -> None:
    assert np.unique(graph_cut(np.zeros((4, 5), np.int8), 0.7, 1.1)).size == 1


def test_a_very_large_field_overflows_no_flow() -> None:
    observed = evidence_of(named_picture("disc", 200) > 0, 0.3, 0).observed
    assert np.array_equal(graph_cut(observed, 0.5, 10.0), observed), "the data have the last word"


@pytest.mark.parametrize(("beta", "flip"), [(0.35, 0.2), (0.7, 0.1), (1.5, 0.2), (0.7, 0.35)])
def test_tile_by_tile_it_is_the_same_picture(beta: float, flip: float) -> None:
    blocks = np.kron(random_stream(1, "blocks").random((23, 17)) < 0.5, np.ones((11, 13), bool))
    evidence = evidence_of(blocks, flip, 0)
    cut = Cut(evidence.observed, beta, implied_field(flip), at_once=1_000)
    slices = 1
    while not cut.advance(0.0):
        slices += 1
    assert slices > 8
    whole = Cut(evidence.observed, beta, implied_field(flip), at_once=evidence.observed.size)
    assert np.array_equal(cut.finish(), whole.finish())
