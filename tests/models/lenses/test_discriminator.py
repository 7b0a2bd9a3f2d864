"""Data or noise: whoever knows the density answers as well as anybody can."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.discriminator import DiscriminatorLens
from scorescape.models.random_streams import stream
from scorescape.models.study.map_grid import MAP_GRID
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec


def specimen(**settings: str | int) -> Specimen:
    mixture = target("two-gaussians")
    spec = {"objective": "noise-contrastive-estimation", "model": "energy", "n_steps": 5, "settings": settings}
    run = Run(mixture, RunSpec.parse(spec))
    return Specimen(mixture, find_modes(mixture), run.field(), run=run)


def seen(specimen: Specimen) -> Look:
    with torch.no_grad():
        return DiscriminatorLens().look(specimen, MAP_GRID, stream(0, "lens"))


@pytest.mark.parametrize("ratio", [1, 3])
def test_the_exact_energy_is_the_best_there_is(ratio: int) -> None:
    known = specimen(noise="gaussian", noise_ratio=ratio)
    known.run.state.log_z.data.zero_()  # type: ignore[union-attr]
    look = seen(replace(known, field=ExactField(known.mixture)))
    assert look.numbers["gap"].value < 1e-5
    assert look.numbers["excess"].value == pytest.approx(0, abs=1e-5)
    assert float(look.maps["difference"].values.abs().max()) < 1e-4
    noise = known.run.state.mixture  # type: ignore[union-attr]
    x = MAP_GRID.points()
    p, q = (each.to(torch.float32).log_prob(x).exp() for each in (known.mixture, noise))
    torch.testing.assert_close(look.maps["best"].values.reshape(-1), p / (p + ratio * q), atol=1e-5, rtol=1e-4)


def test_who_cannot_tell_says_one_half_and_pays_for_it() -> None:
    """With E = -log q and nu = 1 the odds are even everywhere: 2 log 2 nats, above the best by 2 JS(p, q)."""

    class Noise(ExactField):
        def energy(self, x: Tensor) -> Tensor:
            return -noise.to(torch.float32).log_prob(x)

    known = specimen(noise="gaussian", noise_ratio=1)
    known.run.state.log_z.data.zero_()  # type: ignore[union-attr]
    noise = known.run.state.mixture  # type: ignore[union-attr]
    look = seen(replace(known, field=Noise(known.mixture)))
    assert look.numbers["loss"].value == pytest.approx(2 * math.log(2), abs=1e-5)
    assert float((look.maps["learnt"].values - 0.5).abs().max()) < 1e-5
    grid = MAP_GRID
    p, q = (each.density_on_grid(grid) for each in (known.mixture, noise))
    best = -(p * (p / (p + q)).log().nan_to_num() + q * (q / (p + q)).log().nan_to_num()).sum() * grid.cell_area
    found = look.numbers["excess"]
    assert found.error is not None
    assert abs(found.value - (2 * math.log(2) - float(best))) < 4 * found.error + 0.01


def test_another_objective_is_told_which_one_plays() -> None:
    mixture = target("two-gaussians")
    run = Run(mixture, RunSpec.parse({"objective": "maximum-likelihood", "model": "energy", "n_steps": 1}))
    assert "noise-contrastive" in seen(Specimen(mixture, find_modes(mixture), run.field(), run=run)).note
