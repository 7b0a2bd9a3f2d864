"""Every measure of three fields and four crowds of particles, as kept."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.diagnostics.basins import basins, exact_basins
from scorescape.models.diagnostics.density_quantiles import DensityQuantiles, by_emptiness
from scorescape.models.diagnostics.fisher_divergence import FieldError, FieldJudge
from scorescape.models.diagnostics.floors import (
    CLOUDS,
    DEAR,
    DEAR_CLOUDS,
    Floor,
    first_clouds,
    n_clouds,
    n_pairs,
)
from scorescape.models.diagnostics.kl_divergence import Kl
from scorescape.models.diagnostics.level_errors import LevelError, level_errors
from scorescape.models.diagnostics.measures import MEASURES
from scorescape.models.diagnostics.mode_noise import ModeNoise, mode_noise
from scorescape.models.diagnostics.mode_weights import ModeWeights, mode_weights
from scorescape.models.diagnostics.partition_function import PartitionFunction, kl_divergence, partition_function
from scorescape.models.diagnostics.sliced_wasserstein import Judged, sliced_wasserstein
from scorescape.models.diagnostics.stratified import Estimate, mean, ratio, stratified_sample
from scorescape.models.diagnostics.verdicts import points, told
from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.lens_mirror import TARGET, WRONG, Turned
from scorescape.models.testing.linear import Linear
from tests.kept import as_kept

MODES = find_modes(TARGET)
GRID = Grid(24)


def test_errors_of_fields_are_as_kept() -> None:
    fields = {"wrong": ExactField(WRONG), "turned": Turned()}
    found = {
        f"{name} {sigma}": FieldJudge(TARGET, sigma).judge(field)
        for name, field in fields.items()
        for sigma in (None, 0.7)
    }
    levels = level_errors(ExactField(WRONG), TARGET, n=256)
    as_kept("diagnostics-errors", found | {"levels": levels})


def test_basins_are_as_kept() -> None:
    found = {
        "exact": exact_basins(TARGET, MODES, GRID),
        "wrong": basins(ExactField(WRONG), MODES, GRID, 0.4),
        "turned": basins(Turned(), MODES, GRID, 0.4),
    }
    as_kept("diagnostics-basins", found)


def test_ranks_are_as_kept() -> None:
    density = TARGET.log_prob(GRID.points())
    found = {
        "ranks": DensityQuantiles(TARGET).rank(GRID.points()),
        "by emptiness": by_emptiness(density, GRID.points()[:, 0], 7),
    }
    as_kept("diagnostics-ranks", found)


@pytest.mark.parametrize("n", [1, 30, 600])
def test_shares_are_as_kept(n: int) -> None:
    x = WRONG.to(torch.float32).sample(n, stream(0, "x")) * 1.7
    as_kept(f"diagnostics-shares-{n}", {"found": mode_weights(x, MODES)})


THIN = GaussianMixture.create([0.5, 0.5], [[-1.0, 0.3], [1.2, 0.0]], [0.02, 0.3])
FAR = GaussianMixture.create([0.7, 0.3], [[0.0, 0.0], [7.0, 0.0]], [0.5, 0.3])
ENERGIES = {
    "wrong": ExactField(WRONG),
    "thin": ExactField(THIN),
    "far": ExactField(FAR),
    "wide": Linear(0.1),
    "flat": Linear(0.0),
    "sharp": Linear(900.0),
}


@pytest.mark.parametrize("name", sorted(ENERGIES))
def test_quadrature_is_as_kept(name: str) -> None:
    found = partition_function(ENERGIES[name], 32, budget=30_000)
    cells = found.cells
    as_kept(
        f"diagnostics-quadrature-{name}",
        {
            "found": [found.log_z, found.border_mass, found.reason, found.reliable, found.evaluations, found.side],
            "error": [found.error, cells.log_z(), len(cells)],
            "picture": [found.grid, found.log_prob],
            "masses": found.mode_masses(MODES),
            "cells": [cells.centres, cells.halves, cells.log_mass, cells.log_error, cells.edge(), *cells.quarters()],
            "kl": kl_divergence(ENERGIES[name], TARGET, found.log_z, 2_000),
        },
    )


def test_noise_of_shares_and_smallest_faults_are_as_kept() -> None:
    masses = {
        "two": (0.8, 0.2),
        "three": (0.6, 0.3, 0.1),
        "many": (1 / 25,) * 25,
        "one": (1.0,),
        "rare": (0.999, 0.001),
    }
    found = {f"{name} {n}": mode_noise(each, n) for name, each in masses.items() for n in (0, 1, 7, 300, 5_000)}
    as_kept("diagnostics-mode-noise", found)


def test_floors_know_how_many_pairs_they_want() -> None:
    found: dict[str, object] = {
        "pairs": [n_pairs(clouds) for clouds in range(12)],
        "clouds": [n_clouds(pairs) for pairs in range(12)],
        "first": [first_clouds(n) for n in (10, 237, 500, 2_000, 4_000, 4_001, 50_000)],
    }
    for n in (50, DEAR, DEAR + 1):
        floor = Floor(TARGET, n)
        states = []
        for clouds in (0, 1, 31, 32, DEAR_CLOUDS - 1, DEAR_CLOUDS, CLOUDS - 1, CLOUDS):
            floor._distances = [0.1 * k for k in range(n_pairs(clouds))]
            states.append([floor.n_pairs, floor.ready, floor.refined, floor.share])
        found[str(n)] = [*states, floor.mean, floor.quantile_95]
    floor = Floor(TARGET, 30).at_once()
    found["made"] = [floor.mean, floor.quantile_95, floor.n_pairs]
    as_kept("diagnostics-floors", found)


def test_estimates_and_verdicts_are_as_kept() -> None:
    x = stratified_sample(TARGET, 60, stream(0, "x"))
    below = 1 + x[:, 1].square()
    estimates = [mean(x[:, 0]), ratio(x[:, 0].square(), below)]
    words = [told("The particles", fault) for fault in (None, 0.0182, 0.4)] + [
        points(each) for each in (0.0182, 0.4, 1e-4)
    ]
    as_kept("diagnostics-estimates", {"sample": x, "estimates": estimates, "words": words})


def test_distances_are_as_kept() -> None:
    x, y = (each.to(torch.float32).sample(200, stream(0, "x")) for each in (TARGET, WRONG))
    as_kept("diagnostics-distances", {"sliced": sliced_wasserstein(x, y)})


def test_measures_are_as_kept() -> None:
    words = {"note", "explanation", "equation", "source", "title"}
    found = {each.name: {k: v for k, v in vars(each).items() if k not in words} for each in MEASURES}
    as_kept("diagnostics-measures", found)


@pytest.mark.parametrize(
    "record", [Estimate, FieldError, Judged, Kl, LevelError, ModeNoise, ModeWeights, PartitionFunction]
)
def test_what_a_judge_answers_cannot_be_written_to(record: type) -> None:
    """Answers are kept, and shared by all who ask the same."""
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
