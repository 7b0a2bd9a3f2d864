"""Links and the void: walls stand where the output is zero, and what has no energy is told so."""

from __future__ import annotations

import torch
from torch import Tensor

from scorescape.models.field import Field
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.links import DEEP, LinksLens
from scorescape.models.random_streams import stream
from scorescape.models.study.map_grid import MAP_GRID
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

PAIR = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.0], [1.0, 0.0]], [0.4, 0.4])


class Walled(Field):
    """The density (x - 0.3)^2 N(0, 1/2), without its constant."""

    has_energy = True

    def before_the_link(self, x: Tensor) -> Tensor:
        return x[:, 0] - 0.3

    def energy(self, x: Tensor) -> Tensor:
        return (x**2).sum(1) - ((x[:, 0] - 0.3) ** 2 + 1e-6).log()

    def score(self, x: Tensor) -> Tensor:
        away = x[:, 0] - 0.3
        pull = 2 * away / (away**2 + 1e-6)
        return -2 * x + torch.stack([pull, torch.zeros_like(pull)], 1)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise AssertionError


def seen(field: Field) -> Look:
    with torch.no_grad():
        return LinksLens().look(Specimen(PAIR, find_modes(PAIR), field), MAP_GRID, stream(0, "lens"))


def test_a_wall_is_a_line_on_the_picture_and_a_dip_of_the_cut() -> None:
    look = seen(Walled())
    wall = look.marks["walls"].points
    ends = wall[wall.isfinite().all(1)]
    assert float((ends[:, 0] - 0.3).abs().max()) < 1e-5
    assert float(ends[:, 1].max()) > 3.9
    assert torch.isnan(wall[2::3]).all()
    cut = look.curves["model"]
    # the line through both modes leads along x; its middle lies at x = 0, from the heavier one to the lighter
    at = torch.where(cut.x == cut.x[int(cut.y[60:100].argmin()) + 60])[0]
    assert abs(abs(float(cut.x[at])) - 0.3) < 0.06
    log_density = look.maps["log density"]
    assert log_density.high is not None
    assert log_density.low == log_density.high - DEEP


def test_an_exponential_has_no_wall_and_a_score_no_density() -> None:
    energy = Run(PAIR, RunSpec.parse({"objective": "maximum-likelihood", "model": "energy", "n_steps": 1}))
    assert seen(energy.field()).marks == {}
    score = Run(PAIR, RunSpec.parse({"objective": "score-matching", "n_steps": 1}))
    assert "choose model = energy" in seen(score.field()).note
