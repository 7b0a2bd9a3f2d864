"""Every measure of three fields and four crowds of particles, as kept."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.diagnostics.basins import basins, exact_basins
from scorescape.models.diagnostics.density_quantiles import DensityQuantiles, by_emptiness
from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.level_errors import level_errors
from scorescape.models.diagnostics.measures import MEASURES
from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.diagnostics.sliced_wasserstein import sliced_wasserstein
from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.lens_mirror import TARGET, WRONG, Turned
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


def test_quadrature_is_as_kept() -> None:
    field = ExactField(WRONG)
    found = partition_function(field)
    as_kept(
        "diagnostics-quadrature",
        {
            "log_z": found.log_z,
            "reliable": found.reliable,
            "masses": found.mode_masses(MODES),
            "kl": kl_divergence(field, TARGET, found.log_z),
        },
    )


def test_distances_are_as_kept() -> None:
    x, y = (each.to(torch.float32).sample(200, stream(0, "x")) for each in (TARGET, WRONG))
    as_kept("diagnostics-distances", {"sliced": sliced_wasserstein(x, y)})


def test_measures_are_as_kept() -> None:
    words = {"note", "explanation", "equation", "source", "title"}
    found = {each.name: {k: v for k, v in vars(each).items() if k not in words} for each in MEASURES}
    as_kept("diagnostics-measures", found)
