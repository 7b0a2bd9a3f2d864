"""Arrows of a field: where each stands, and that the lowest row comes first."""

from __future__ import annotations

import torch

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.study.arrows import ARROW_SIDE, arrow_scores
from scorescape.models.targets.gaussian_mixture import GaussianMixture

MEAN, SCALE = (1.0, -2.0), 0.8


def test_arrows_of_a_gaussian_are_its_score_at_the_cells_lowest_row_first() -> None:
    arrows = arrow_scores(ExactField(GaussianMixture.create([1.0], [MEAN], [SCALE])))
    centres = Grid(ARROW_SIDE).centres()
    across = ((MEAN[0] - centres) / SCALE**2).expand(ARROW_SIDE, ARROW_SIDE)
    up = ((MEAN[1] - centres) / SCALE**2)[:, None].expand(ARROW_SIDE, ARROW_SIDE)
    torch.testing.assert_close(arrows, torch.stack([across, up], dim=2))
    assert arrows.dtype == torch.float32
