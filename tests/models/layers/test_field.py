"""The learnt score as arrows: new with every step of training and with nothing else."""

from __future__ import annotations

import torch

from scorescape.models.layers.field import FieldLayer
from scorescape.models.study.arrows import arrow_scores

from .specimens import NOTHING, study_of


def test_it_is_the_learnt_score_on_the_arrows_grid_and_is_new_when_the_weights_are() -> None:
    layer, study = FieldLayer(), study_of()
    before = layer.version(study, NOTHING)
    study.walk_steps(2)
    assert layer.version(study, NOTHING) == before, "a walk moves no arrow"
    study.train_step()
    assert layer.version(study, NOTHING) != before
    assert torch.equal(layer.picture(study, NOTHING).tensors["score"], arrow_scores(study.field))
    assert layer.step(study) == 1
