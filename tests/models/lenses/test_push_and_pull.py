"""Push and pull: what is deaf to weights, what is left untouched, and what the maps add up to."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.push_and_pull import BIASED_NOTE, DEAF, DEAF_NOTE, PushAndPullLens
from scorescape.models.random_streams import stream
from scorescape.models.study.map_grid import MAP_GRID
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

PLACES, SCALES = [[-2.5, -1.0], [2.5, 1.0]], [0.45, 0.45]
EVEN = GaussianMixture.create([0.5, 0.5], PLACES, SCALES)
UNEVEN = GaussianMixture.create([0.2, 0.8], PLACES, SCALES)


def trained(objective: str, mixture: GaussianMixture, steps: int, **settings: float | str) -> Run:
    run = Run(
        mixture,
        RunSpec.parse(
            {
                "objective": objective,
                "model": "energy",
                "n_steps": 400,
                "settings": settings,
                "network": {"width": 32},
            }
        ),
    )
    for _ in range(steps):
        run.step()
    return run


def seen(run: Run, lens: PushAndPullLens) -> Look:
    specimen = Specimen(run.mixture, find_modes(run.mixture), run.field(), run=run)
    with torch.no_grad():
        return lens.look(specimen, MAP_GRID, stream(0, "lens"))


@pytest.fixture(scope="module")
def even() -> Run:
    """Knows two far modes as equals, and is shown that they are not."""
    run = trained("maximum-likelihood", EVEN, 150, grid_side=48)
    run.retarget(UNEVEN)
    return run


def test_chains_that_do_not_cross_are_deaf_to_the_weights(even: Run) -> None:
    look = seen(even, PushAndPullLens(k=100))
    assert look.note == DEAF_NOTE
    cosines, lengths = look.curves["cosine"], look.curves["length"]
    assert lengths.x.tolist() == [1.0, 3.0, 10.0, 30.0, 100.0]
    assert float((cosines.y * lengths.y).max()) < DEAF
    assert look.numbers["length"].value == pytest.approx(100 * float(lengths.y[-1]))
    assert look.numbers["length"].value < 25
    # 30 % of the mass is to move: that is what likelihood sees and k steps do not
    asked, likelihood = (float(look.maps[name].values.clamp(min=0).sum()) for name in ("asked", "likelihood"))
    area = MAP_GRID.cell_area
    assert likelihood * area == pytest.approx(0.3, abs=0.04)
    assert asked * area < 0.06


def test_without_a_test_the_limit_is_said_to_be_another_law(even: Run) -> None:
    look = seen(even, PushAndPullLens(chain="langevin"))
    assert look.note == BIASED_NOTE
    assert look.numbers["own_bias"].value > 0.01
    assert seen(even, PushAndPullLens(chain="mala")).numbers["own_bias"].value < 1e-9


def test_the_run_that_is_looked_at_goes_on_as_if_nobody_looked() -> None:
    watched, alone = (trained("contrastive-divergence", EVEN, 3) for _ in range(2))
    look = seen(watched, PushAndPullLens(k=3))
    assert set(look.maps) == {"asked", "likelihood", "changed"}
    assert {"batch_cosine", "correlation"} < set(look.numbers)
    assert len(look.marks["data"].points) == len(look.marks["negatives"].points) == 160
    assert watched.step_count == 3
    assert watched.step() == alone.step()


def test_persistent_chains_begin_where_they_stand() -> None:
    run = trained("persistent-contrastive-divergence", EVEN, 2)
    run.state = torch.tensor([[2.5, 1.0]]).repeat(len(run.state), 1)
    look = seen(run, PushAndPullLens(k=1, start="persistent", chain="mala"))
    asked = look.maps["asked"].values
    # all negatives are in the right mode, where half of the data is: a half pushes there, a half pulls elsewhere
    assert float(asked.clamp(min=0).sum()) * MAP_GRID.cell_area == pytest.approx(0.6, abs=0.15)
    assert float(asked[:, :48].max()) < 1e-6
    assert (
        "choose start = data"
        in seen(trained("contrastive-divergence", EVEN, 1), PushAndPullLens(start="persistent")).note
    )


def test_a_score_is_told_to_become_an_energy() -> None:
    run = Run(EVEN, RunSpec.parse({"objective": "score-matching", "n_steps": 1}))
    assert "choose model = energy" in seen(run, PushAndPullLens()).note
